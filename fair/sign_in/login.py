"""Being signed in on one device."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

STAFF_LAST, STAFF_REST = timedelta(days=7), timedelta(hours=12)
SEEKERS_LAST = timedelta(days=90)
SEEN_EVERY = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Login:
    """One device on which somebody is signed in; `aloud`, by digits that the help desk read out."""

    id: str
    person_id: str
    account_id: str
    device: str
    made_at: datetime
    seen_at: datetime
    revoked_at: datetime | None = None
    proved_at: datetime | None = None
    browser: str = ""
    aloud: bool = False


def ends_at(account_id: str, made_at: datetime, seen_at: datetime) -> datetime:
    """Return when a login ends by its age; that of staff (`account_id`) sooner, and when idle."""
    if not account_id:
        return made_at + SEEKERS_LAST
    return min(made_at + STAFF_LAST, seen_at + STAFF_REST)


def lasts(account_id: str) -> timedelta:
    """Return how long a login lasts at most, of staff (`account_id`) or of a seeker."""
    return STAFF_LAST if account_id else SEEKERS_LAST


def token_hash(token: str) -> str:
    """Return what the database keeps of a login's token: nobody can sign in with it."""
    return hashlib.sha256(token.encode()).hexdigest()
