"""What the slice refuses of lower ones: an invitation to a fair that is none."""

from typing import Any

from fair.accounts import reads as accounts
from fair.accounts.facts import AccountInvited
from fair.db import Work
from fair.programme import reads
from fair.programme.refusals import NoSuchFair


def invited(work: Work, fact: AccountInvited) -> None:
    """Whoever is invited to one fair is invited to one that there is; refuses `NoSuchFair`."""
    found = accounts.invitation(work.connection, fact.invitation_id)
    if found and found.fair_id and reads.fair(work.connection, found.fair_id) is None:
        raise NoSuchFair


REACTIONS: dict[Any, list[Any]] = {AccountInvited: [invited]}
