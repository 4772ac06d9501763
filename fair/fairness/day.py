"""The day of a fair in equal steps: who joined, what they were told, how long it took."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

STEP = timedelta(minutes=10)
MOST_STEPS = 200
"""More than a day and a night of ten minutes: a longer fair has longer steps."""


@dataclass(frozen=True, slots=True)
class Step:
    """From `at` on, `STEP` or more long: people who joined, of them called; minutes, on average.

    `told` is the middle of the range that was first shown to those who were called, `came` how
    long it then took; both None where nobody who joined then was called yet.
    """

    at: datetime
    joined: int
    called: int
    told: float | None
    came: float | None


def step_of(opens_at: datetime, closes_at: datetime) -> timedelta:
    """Return how long the steps of such a fair are: whole multiples of `STEP`."""
    return STEP * max(1, -(-(closes_at - opens_at) // (STEP * MOST_STEPS)))


def counted(rows: Iterable[tuple[int, int, int, float | None, float | None]], step: timedelta) -> (
    tuple[Step, ...]
):  # fmt: skip
    """Return every step from the first row's to the last row's, those without anybody too.

    A row is the number of its step since 1970, people joined, called, seconds told and come.
    """
    found = {row[0]: row for row in rows}
    if not found:
        return ()

    def minutes(seconds: float | None) -> float | None:
        return None if seconds is None else round(float(seconds) / 60, 1)

    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    steps = []
    for number in range(min(found), max(found) + 1):
        _, joined, called, told, came = found.get(number, (number, 0, 0, None, None))
        at = epoch + number * step
        steps.append(Step(at, joined, called, minutes(told), minutes(came)))
    return tuple(steps)
