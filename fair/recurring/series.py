"""The dates of a series: the same clock time at the fair's place, whatever the clocks do. Pure."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from fair.days import later, shown_at
from fair.programme.fair import Fair
from fair.recurring.refusals import DatePast, DateTwice, NoDate

EVERY = (1, 7, 14, 28)
MOST_PROPOSED = 26


def proposed(fair: Fair, every: int, times: int, now: datetime) -> list[datetime]:
    """Return the next openings of a fair held again every so many days, those ahead only."""
    found: list[datetime] = []
    days = every * max(0, (now - fair.opens_at).days // every)
    while len(found) < min(times, MOST_PROPOSED):
        days += every
        at = later(fair.opens_at, timedelta(days=days), fair.zone).replace(microsecond=0)
        if at > now:  # whole seconds, as a form says them
            found.append(at)
    return found


def hours_on(fair: Fair, opens_at: datetime) -> tuple[timedelta, datetime]:
    """Return how far a fair is moved by the clock to open then, and when it closes."""
    by = shown_at(opens_at, fair.zone) - shown_at(fair.opens_at, fair.zone)
    closes_at = later(fair.closes_at, by, fair.zone)
    if closes_at <= opens_at:  # where the clocks change between, it lasts as long as it did
        closes_at = opens_at + (fair.closes_at - fair.opens_at)
    return by, closes_at


def check_dates(
    dates: Sequence[datetime], taken: Collection[datetime], now: datetime, said: Sequence[str]
) -> None:
    """Refuse no date at all, one that is over, and one at which a fair of the series opens.

    `said` are the dates as people read them.
    """
    if not dates:
        raise NoDate
    seen = set(taken)
    for at, text in zip(dates, said, strict=True):
        if at <= now:
            raise DatePast(date=text)
        if at in seen:
            raise DateTwice(date=text)
        seen.add(at)
