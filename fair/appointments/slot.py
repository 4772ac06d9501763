"""Slots: when an employer takes people at a set time, and how many of them there may be.

At most half of what a booth can do in any hour goes to slots, so that whoever only waits is called
too. What it can do is its recruiters' time: of those on duty, or of those it has.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from fair.appointments.refusals import (
    SlotOutsideHours,
    SlotPast,
    SlotsCollide,
    SlotsOverHalf,
)
from fair.programme.fair import Fair
from fair.programme.session import Session

HOUR = timedelta(hours=1)
HALF = 2


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

    def busy_s(self, begins: datetime, ends: datetime) -> float:
        """Return how many seconds of recruiters' time it takes within a stretch of time."""
        both = min(self.frees_at, ends) - max(self.starts_at, begins)
        return max(0.0, both.total_seconds()) * self.recruiters


def in_hours(fair: Fair, sessions: Sequence[Session], starts_at: datetime, ends: datetime) -> bool:
    """True where the fair is open all the time; where it has sessions, one of them."""
    windows = [(one.opens_at, one.closes_at) for one in sessions]
    windows = windows or [(fair.opens_at, fair.closes_at)]
    return any(opens <= starts_at and ends <= closes for opens, closes in windows)


def check(
    fresh: Slot, others: Iterable[Slot], fair: Fair, sessions: Sequence[Session],
    staff: int, now: datetime,
) -> None:  # fmt: skip
    """Refuse a slot that has begun, is outside the hours, collides, or is one too many."""
    if fresh.starts_at <= now:
        raise SlotPast
    if not in_hours(fair, sessions, fresh.starts_at, fresh.ends_at):
        raise SlotOutsideHours
    every = [*(one for one in others if not one.closed), fresh]
    if most_at_once(every) > staff:
        raise SlotsCollide(staff=staff)
    if not within_half(every, fresh, staff):
        raise SlotsOverHalf(staff=staff)


def most_at_once(slots: Sequence[Slot]) -> int:
    """Return how many recruiters are wanted at the busiest moment."""
    return max(
        sum(one.recruiters for one in slots if one.starts_at <= at.starts_at < one.frees_at)
        for at in slots
    )


def within_half(slots: Sequence[Slot], around: Slot, staff: int) -> bool:
    """True where slots take half of the recruiters' time at most, in each hour around one."""
    begins = {one.starts_at for one in slots} | {one.frees_at - HOUR for one in slots}
    room = HOUR.total_seconds() * staff / HALF
    return all(
        sum(one.busy_s(begin, begin + HOUR) for one in slots) <= room
        for begin in begins
        if begin < around.frees_at and around.starts_at < begin + HOUR
    )


def staff_of(on_duty: int, recruiters: int, booths: int) -> int:
    """Return how many work at a booth: those on duty, or its part of those the employer has."""
    return max(on_duty, recruiters // max(1, booths), 1)
