"""When somebody who asked for it is reminded of a fair. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from fair.outside.refusals import NoNumberToRemind, NothingToRemind
from fair.people.person import Person
from fair.programme.fair import Fair

BEFORE = timedelta(hours=1)
SHORT = timedelta(minutes=5)
REMINDED = "fair.reminded"  # the deadline at which the next of those who asked are texted
HOURS_REMINDED = "fair.hours_reminded"  # … at which they hear that the hours have changed
AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Reminder:
    """Somebody wants to be told before a fair opens; once: `told_at` is when it was."""

    id: str
    fair_id: str
    person_id: str
    asked_at: datetime
    told_at: datetime | None = None


def due_at(fair: Fair) -> datetime:
    """Return when people are reminded of a fair: an hour before it opens."""
    return fair.opens_at - BEFORE


def check(fair: Fair, who: Person, now: datetime, *, texts: bool) -> None:
    """Refuse a fair that is open or about to be, and a number that nobody has confirmed."""
    if not fair.ahead or fair.opens_at - now <= SHORT:
        raise NothingToRemind
    if not texts or not who.reachable:
        raise NoNumberToRemind
