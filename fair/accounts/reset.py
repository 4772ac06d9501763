"""A forgotten password: a link that is good once, for an hour, and for the newest only."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from fair.accounts.refusals import ResetOver

RESET_LASTS = timedelta(minutes=60)
RESET_AGAIN = timedelta(minutes=5)
RESETS_AN_HOUR = 6


@dataclass(frozen=True, slots=True)
class Reset:
    """A link by which the owner of an account chooses a new password."""

    id: str
    account_id: str
    made_at: datetime
    ended_at: datetime | None = None

    def works(self, now: datetime) -> bool:
        """True until it was used or replaced, or its 60 minutes are over."""
        return self.ended_at is None and now < self.made_at + RESET_LASTS


def usable(reset: Reset | None, now: datetime) -> Reset:
    """Return a link that still works; else refuses `ResetOver`."""
    if reset is None or not reset.works(now):
        raise ResetOver
    return reset


def may_send(made_at: Sequence[datetime], now: datetime) -> bool:
    """Return whether another link may be sent to an account.

    A new link ends the one before, and anybody may ask: so each lives five minutes at least, and
    where six were sent within an hour the sixth lives for as long as it lasts.
    """
    recent = [at for at in made_at if at > now - RESET_LASTS]
    soon = any(at > now - RESET_AGAIN for at in recent)
    return not soon and len(recent) < RESETS_AN_HOUR


def token_hash(token: str) -> str:
    """Return what the database keeps of a link's token: nobody can use it."""
    return hashlib.sha256(f"reset:{token}".encode()).hexdigest()
