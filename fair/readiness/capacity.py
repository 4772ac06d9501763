"""How many people the recruiters of a fair can talk with, against those expected. Pure.

Recruiters × (hours − breaks) × talks per hour. A talk takes as long as at the fairs before, with
what comes between two talks; before there were any, eight minutes and one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from fair.interviews import forecast
from fair.programme.fair import Fair
from fair.programme.session import Session


@dataclass(frozen=True, slots=True)
class Plan:
    """What an organiser said of a fair: who is expected, each one's breaks, practice first."""

    expected: int | None = None
    break_minutes: int = 0
    practice_first: bool = False


@dataclass(frozen=True, slots=True)
class Capacity:
    """What so many recruiters reach in `open_s` each, where a talk and what follows take `talk_s`.

    `fewest` are those of the booth that has the fewest; `measured` are the talks of earlier fairs
    that the length comes from. `not_yet` are further recruiters, who cannot call as things stand.
    """

    recruiters: int
    fewest: int
    open_s: float
    talk_s: float
    measured: int
    not_yet: int = 0

    @property
    def each(self) -> int:
        """Return how many people one recruiter reaches."""
        return int(self.open_s // self.talk_s)

    @property
    def reach(self) -> int:
        """Return how many people all of them reach."""
        return self.recruiters * self.each

    @property
    def minutes(self) -> int:
        """Return how many minutes a talk takes with what follows it."""
        return round(self.talk_s / 60)

    def falls_short(self, expected: int | None) -> bool:
        """True where more people are expected than are reached."""
        return expected is not None and expected > self.reach

    def most_tickets(self, expected: int | None, now: int) -> int:
        """Return in how many queues at once each may wait, so that there is a talk for most.

        Never more than `now`, never none.
        """
        if not expected:
            return now
        return max(1, min(now, self.reach // expected))

    def line(self) -> int:
        """Return how long a queue may be everywhere: as many as the smallest booth reaches."""
        return max(1, self.fewest * self.each)


def capacity(
    fair: Fair,
    sessions: Iterable[Session],
    now: datetime,
    plan: Plan,
    *,
    recruiters: int,
    fewest: int,
    talked: tuple[int, float],
    not_yet: int = 0,
) -> Capacity:
    """Return what is reached from now, or from the opening, until the closing.

    `talked` are the talks of earlier fairs, and how many seconds they took together.
    """
    windows = [(one.opens_at, one.closes_at) for one in sessions] or [
        (fair.opens_at, fair.closes_at)
    ]
    left = sum((max(timedelta(), end - max(now, begin)) for begin, end in windows), timedelta())
    breaks = timedelta(minutes=plan.break_minutes)
    talks, seconds = talked
    return Capacity(
        recruiters=recruiters,
        fewest=fewest,
        open_s=0.0 if fair.over else max(timedelta(), left - breaks).total_seconds(),
        talk_s=forecast.usual_s(talks, seconds),
        measured=talks,
        not_yet=not_yet,
    )
