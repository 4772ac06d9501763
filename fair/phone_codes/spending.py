"""What codes may cost: how many are texted by network, hour and fair, and when it runs low."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from fair.phone_codes.code import minutes_until
from fair.phone_codes.refusals import ProofFirst, TextsSpent

KEPT = 0.2  # the part of the hour's and of the fair's texts that is kept for confirmed numbers
LOW = 0.5  # the part of a budget from which it runs low: alarm, and a challenge before each code
STRANGERS = 2  # so many codes of others to a number within an hour are no accident


@dataclass(frozen=True, slots=True)
class Share:
    """What was sent within a window, the first of it at `since`, and what may be."""

    what: str
    sent: int
    most: int
    window: timedelta
    since: datetime | None = None

    @property
    def low(self) -> bool:
        """True from half of the budget on."""
        return self.sent >= self.most * LOW

    @property
    def only_kept(self) -> bool:
        """True when what is left of a budget for all is kept for confirmed numbers."""
        return self.what != "network" and self.sent >= self.most * (1 - KEPT)

    @property
    def spent(self) -> bool:
        """True when nothing is left."""
        return self.sent >= self.most


def check_shares(shares: Sequence[Share], now: datetime, *, stranger: bool) -> None:
    """Refuse with `TextsSpent` when a budget is used up, and say how long.

    A `stranger`, who proves a number for the first time, leaves the last fifth of what there is
    for all to those who confirmed theirs.
    """
    for share in shares:
        if share.spent or (stranger and share.only_kept):
            raise TextsSpent(minutes=minutes_until((share.since or now) + share.window, now))


def check_proof(shares: Sequence[Share], strangers: int, *, proved: bool) -> None:
    """Refuse with `ProofFirst` where a budget runs low and the browser did no sum yet."""
    if not proved and (strangers >= STRANGERS or any(share.low for share in shares)):
        raise ProofFirst
