"""A shorter queue for the same work. Pure.

Nobody is moved: each is asked, and a yes is the consent.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from fair.booths.booth import Booth
from fair.interviews.forecast import Wait
from fair.vacancies.vacancy import Vacancy

SHORTER_BY_S = 600  # a change of booths is worth ten minutes
MOST = 3


@dataclass(frozen=True, slots=True)
class Shorter:
    """A booth with the same work and less of a wait: `p50_at` is when a turn is likely there."""

    booth: Booth
    employer: str
    waiting: int
    p50_at: datetime


def works(posts: Iterable[Vacancy], named: Collection[str] = ()) -> frozenset[str]:
    """Return the occupations of the open posts: of those `named`, where any is."""
    found = [one for one in posts if one.open and (not named or one.id in named)]
    return frozenset(one.terms.occupation for one in found if one.terms.occupation)


def is_shorter(mine: Wait | None, there: Wait) -> bool:
    """True where a turn comes there ten minutes earlier; `mine` is None where none is in sight."""
    if there.p50_s is None:
        return False
    return mine is None or mine.p50_s is None or there.p50_s + SHORTER_BY_S <= mine.p50_s
