"""What the board finds before people complain: silent booths, long queues, texts. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from fair.glossary import BoothState
from fair.interviews.silence import SILENT_AFTER, quiet_for
from fair.phone_codes.spending import Share

LONG_WAIT = timedelta(minutes=45)


class Finding(StrEnum):
    NOBODY = "nobody"
    SILENT = "silent"
    LONG = "long"


@dataclass(frozen=True, slots=True)
class BoothNow:
    """A booth at one instant; `last_sign` is its last call or start of duty.

    Who was carried has waited since `first_since`, and stands here since `standing_since`. At
    `none_at` nobody of its line could be called, for the last time; while `nobody` can, it is no
    silence.
    """

    booth_id: str
    number: int
    title: str
    employer: str
    hall_id: str
    state: BoothState
    waiting: int = 0
    talking: int = 0
    on_duty: int = 0
    first_since: datetime | None = None
    standing_since: datetime | None = None
    none_at: datetime | None = None
    nobody: bool = False
    last_sign: datetime | None = None
    talks: int = 0
    owed: int = 0
    offers: int = 0
    employer_id: str = ""

    def longest(self, now: datetime) -> timedelta:
        """Return how long the first in line waits; zero where nobody does."""
        return now - self.first_since if self.first_since else timedelta(0)


@dataclass(frozen=True, slots=True)
class Stuck:
    """A channel that fails: `waits` messages are not out, the oldest `since`; `lost` never were."""

    channel: str
    waits: int
    since: datetime | None
    lost: int


def find(booth: BoothNow, now: datetime) -> Finding | None:
    """Return what is wrong at a booth, the worst first, or None.

    A booth is silent when it is open, somebody is on duty and free, people wait, one of whom could
    be called, and nobody was for five minutes; one with nobody on duty says so at once.
    """
    if booth.state is not BoothState.OPEN:
        return None
    if not booth.on_duty:
        return Finding.NOBODY
    silent = _quiet(booth, now) >= SILENT_AFTER and not booth.nobody
    if booth.waiting and not booth.talking and silent:
        return Finding.SILENT
    if booth.waiting and booth.longest(now) >= LONG_WAIT:
        return Finding.LONG
    return None


def urgency(booth: BoothNow, finding: Finding) -> tuple[int, int, int]:
    """Return by what findings are sorted: the worst first, then where most people wait."""
    return list(Finding).index(finding), -booth.waiting, booth.number


def _signs(booth: BoothNow) -> tuple[datetime | None, ...]:
    return (booth.last_sign, booth.standing_since or booth.first_since, booth.none_at)


def _quiet(booth: BoothNow, now: datetime) -> timedelta:
    return quiet_for(_signs(booth), now)


def since(booth: BoothNow, finding: Finding) -> datetime | None:
    """Return since when the finding holds, where that is known."""
    if finding is Finding.LONG:
        return booth.first_since
    return max(filter(None, _signs(booth)), default=None)


def texts_low(shares: Iterable[Share]) -> Share | None:
    """Return the budget of texted codes that is half spent, the emptiest first, or None."""
    low = [share for share in shares if share.low]
    return max(low, key=lambda share: share.sent / max(1, share.most), default=None)
