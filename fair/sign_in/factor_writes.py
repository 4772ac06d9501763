"""Removing a second step at the server, inside somebody else's work."""

from fair.accounts import act_writes, reads
from fair.accounts.account import normal_email
from fair.accounts.act import What
from fair.db import Work
from fair.decisions import NotFound
from fair.factors import writes


def remove_by_hand(work: Work, email: str) -> None:
    """Take the second step of the account of an address away, and tell its owner.

    Refuses `NotFound` where nobody has the address, and `NoFactor`.
    """
    account_id, _ = reads.password_of(work.connection, normal_email(email))
    account = reads.working(work.connection, account_id)
    if account is None:
        raise NotFound
    writes.end(work, account_id, at_the_server=True)
    act_writes.tell(work, account, What.FACTOR_TAKEN_AWAY)
