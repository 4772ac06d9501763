"""Slots: when an employer takes people at a set time, and how many of them there may be.

At most half of what a booth can do in any hour goes to slots, so that whoever only waits is called
too. What it can do is its recruiters' time: of those on duty, or of those it has.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from fair.appointments.refusals import (
    SlotOutsideHours,
    SlotPast,
    SlotsCollide,
    SlotsOverHalf,
    TooManySlots,
)
from fair.days import typed_of
from fair.glossary import SessionState
from fair.programme.fair import Fair
from fair.programme.refusals import SessionsOver
from fair.programme.session import Session

HOUR = timedelta(hours=1)
HALF = 2
LONGEST = timedelta(minutes=90)  # a slot with its buffer, as `slots.open` lets them be
MOST_A_DAY = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A time at which so many `recruiters` of a booth each take one person.

    `closed`: the employer has taken it back.
    """

    id: str
    fair_id: str
    booth_id: str
    starts_at: datetime
    length_s: int
    buffer_s: int
    recruiters: int
    closed: bool = False

    @property
    def ends_at(self) -> datetime:
        """Return when the talk is over."""
        return self.starts_at + timedelta(seconds=self.length_s)

    @property
    def frees_at(self) -> datetime:
        """Return when its recruiters are free for the next person."""
        return self.ends_at + timedelta(seconds=self.buffer_s)

    def overlaps(self, starts_at: datetime, ends_at: datetime) -> bool:
        """True where a talk in this slot would run into another one."""
        return self.starts_at < ends_at and starts_at < self.ends_at


def in_hours(fair: Fair, sessions: Sequence[Session], starts_at: datetime, ends: datetime) -> bool:
    """True where the fair is open all the time; where it has sessions, one that is not over."""
    return any(opens <= starts_at and ends <= closes for opens, closes in _windows(fair, sessions))


def _windows(fair: Fair, sessions: Sequence[Session]) -> list[tuple[datetime, datetime]]:
    """Return when the fair takes people: one that has sessions, in those that are not over."""
    if not sessions:
        return [(fair.opens_at, fair.closes_at)]
    left = [one for one in sessions if one.state is not SessionState.OVER]
    return [(one.opens_at, one.closes_at) for one in left]


def _hours_near(fair: Fair, sessions: Sequence[Session], at: datetime, now: datetime) -> str:
    """Return the windows that run now and are nearest to an instant, by the fair's clocks.

    Refuses `SessionsOver` where none is left.
    """
    windows = _windows(fair, sessions)
    if not windows:
        raise SessionsOver
    named = {min(windows, key=lambda one: max(one[0] - at, at - one[1]))}
    named |= {one for one in windows if one[0] <= now < one[1]}
    return ", ".join(
        " – ".join(str(typed_of(edge, fair.zone)).replace("T", " ") for edge in one)
        for one in sorted(named)
    )


def around(fresh: Sequence[Slot]) -> tuple[datetime, datetime]:
    """Return between which instants another slot begins that these could have to do with."""
    return fresh[0].starts_at - HOUR - LONGEST, fresh[-1].frees_at + HOUR


def check(
    fresh: Sequence[Slot], others: Iterable[Slot], fair: Fair, sessions: Sequence[Session],
    staff: int, now: datetime,
) -> None:  # fmt: skip
    """Refuse slots that have begun, are outside the hours, collide, or are too many.

    `fresh` follow each other, the earliest first; `others` are those `around` them.
    """
    for one in fresh:
        if one.starts_at <= now:
            raise SlotPast
        if not in_hours(fair, sessions, one.starts_at, one.ends_at):
            raise SlotOutsideHours(hours=_hours_near(fair, sessions, one.starts_at, now))
    load = Load([*(one for one in others if not one.closed), *fresh])
    begins, ends = fresh[0].starts_at, fresh[-1].frees_at
    if load.most(begins, ends) > staff:
        raise SlotsCollide(staff=staff, asked=max(one.recruiters for one in fresh))
    if load.most_in_an_hour(begins, ends) * HALF > HOUR * staff:
        raise SlotsOverHalf(staff=staff)


def check_day(that_day: int, fresh: int) -> None:
    """Refuse more slots of a booth on one day than anybody could read."""
    if that_day + fresh > MOST_A_DAY:
        raise TooManySlots(most=MOST_A_DAY)


class Load:
    """How many recruiters slots take at each moment: a staircase, walked once."""

    def __init__(self, slots: Iterable[Slot]) -> None:
        steps: dict[datetime, int] = {}
        for one in slots:
            steps[one.starts_at] = steps.get(one.starts_at, 0) + one.recruiters
            steps[one.frees_at] = steps.get(one.frees_at, 0) - one.recruiters
        self.at = sorted(steps)
        self.level: list[int] = []  # from this moment to the next one
        self.spent: list[timedelta] = []  # of recruiters' time until this moment
        level, spent, last = 0, timedelta(), None
        for at in self.at:
            spent += level * (at - last) if last else timedelta()
            level, last = level + steps[at], at
            self.level.append(level)
            self.spent.append(spent)

    def most(self, begins: datetime, ends: datetime) -> int:
        """Return how many recruiters are wanted at the busiest moment of a stretch of time."""
        first = max(0, bisect_right(self.at, begins) - 1)
        return max(self.level[first : bisect_left(self.at, ends)], default=0)

    def most_in_an_hour(self, begins: datetime, ends: datetime) -> timedelta:
        """Return how much of recruiters' time the busiest hour takes that has part in a stretch.

        It begins or ends where something changes.
        """
        hours = set(self.at) | {at - HOUR for at in self.at}
        return max(
            (
                self._until(at + HOUR) - self._until(at)
                for at in hours
                if at < ends and begins < at + HOUR
            ),
            default=timedelta(),
        )

    def _until(self, at: datetime) -> timedelta:
        before = bisect_right(self.at, at) - 1
        if before < 0:
            return timedelta()
        return self.spent[before] + self.level[before] * (at - self.at[before])


def staff_of(on_duty: int, recruiters: int, booths: int) -> int:
    """Return how many work at a booth: those on duty, or its part of those the employer has."""
    return max(on_duty, recruiters // max(1, booths), 1)
