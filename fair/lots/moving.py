"""A shorter queue for the same work, and when a booth counts as silent. Pure.

Nobody is moved: each is asked, and a yes is the consent.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from fair.booths.booth import Booth
from fair.interviews.forecast import Wait
from fair.vacancies.vacancy import Vacancy

SILENT_AFTER = timedelta(minutes=5)
SHORTER_BY_S = 600  # a change of booths is worth ten minutes
MOST = 3


@dataclass(frozen=True, slots=True)
class Shorter:
    """A booth with the same work and less of a wait: `p50_at` is when a turn is likely there."""

    booth: Booth
    employer: str
    waiting: int
    p50_at: datetime


def is_silent(
    booth: Booth, *, waiting: int, in_call: int, signs: Iterable[datetime | None], now: datetime
) -> bool:
    """True where a booth is open, people wait, and nobody was called for five minutes.

    `signs`: its last ring, the last start of duty, and since when its first has waited.
    """
    return bool(booth.open and waiting and not in_call) and quiet_for(signs, now) >= SILENT_AFTER


def quiet_for(signs: Iterable[datetime | None], now: datetime) -> timedelta:
    """Return how long ago the last sign of a booth was; zero where there was none yet."""
    known = [at for at in signs if at]
    return now - max(known) if known else timedelta(0)


def works(posts: Iterable[Vacancy], named: Collection[str] = ()) -> frozenset[str]:
    """Return the occupations of the open posts: of those `named`, where any is."""
    found = [one for one in posts if one.open and (not named or one.id in named)]
    return frozenset(one.terms.occupation for one in found if one.terms.occupation)


def is_shorter(mine: Wait | None, there: Wait) -> bool:
    """True where a turn comes there ten minutes earlier; `mine` is None where none is in sight."""
    if there.p50_s is None:
        return False
    return mine is None or mine.p50_s is None or there.p50_s + SHORTER_BY_S <= mine.p50_s
