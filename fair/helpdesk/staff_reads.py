"""Who recruits at a fair: an account of an employer that has a booth there."""

from sqlalchemy import Connection

from fair.accounts import reads as accounts
from fair.accounts.account import Account
from fair.booths import reads as booths
from fair.glossary import Role


def recruiter_of(connection: Connection, fair_id: str, account_id: str) -> Account | None:
    """Return the account of a recruiter at this fair, or None."""
    who = accounts.working(connection, account_id)
    if who is None or who.role is not Role.RECRUITER:
        return None
    theirs = booths.booths_of_employer(connection, who.employer_id)
    return who if any(one.fair_id == fair_id for one in theirs) else None
