"""How long it takes until a place is called: early (P10), middle (P50) and late (P90) seconds.

Computed from who is there and when the others are back, how long the running talks have lasted,
this booth's own lengths, how often nobody answers and how many leave, by playing the next calls
many times with fixed dice; then set right by how past forecasts erred. The same state always gives
the same forecast. Nobody there and nobody on a break means no forecast, and the page says so.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import accumulate

from fair.interviews.forecast_prior import PRIOR
from fair.interviews.past_errors import Bucket, learned, set_right
from fair.interviews.plays import PLAYS, TALK_S, WRAP_S, Load, plays

PLACES = (1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233, 377, 610, 987, 1597, 2584, 4181)
SOON_S = 150
LENGTHS = 100  # of the last talks that count
ENOUGH = 40  # talks of its own, with which a booth needs no other's
LONGEST_PICK_S, LONGEST_BREAK_S = 300, 1800  # longer is a break; longer still, a day's end
_FIRST, _SOME_PICKS = 10, 3
_MOST_UNANSWERED = 0.6
# Before a booth has its own: of four waits, each of three hours, one ends by leaving.
_LEFT, _WAITED_S = 0.25, 10_800
_NEVER_S = 1e-5
# Where the tenth, the middle and the ninetieth of the plays stand.
_EARLY, _MIDDLE, _LATE = PLAYS // 10, PLAYS // 2, PLAYS - 1 - PLAYS // 10
# Elapsed times in steps: a look a moment later is the same look.
_STEP_S = 5

Point = tuple[int, int, int, int]


def busy(talks_s: Iterable[float], rung: int, on_duty: int) -> tuple[float, ...]:
    """Return for how long each recruiter on duty is busy; who rings has only begun."""
    return tuple(sorted([*talks_s, *([0.0] * rung)], reverse=True)[:on_duty])


def unanswered(calls: int, answered: int) -> float:
    """Return the share of calls that nobody answers: two in sixteen until a booth has its own."""
    return min(_MOST_UNANSWERED, (max(0, calls - answered) + 2) / (calls + 16))


@dataclass(frozen=True, slots=True)
class Wait:
    """The wait of who joins now: `waiting` stand before; no forecast where `p50_s` is None."""

    waiting: int
    p10_s: int | None = None
    p50_s: int | None = None
    p90_s: int | None = None


@dataclass(frozen=True, slots=True)
class Range:
    """The forecast for one place as instants."""

    p10_at: datetime
    p50_at: datetime
    p90_at: datetime

    def soon(self, now: datetime) -> bool:
        """True where even the late end is next to now: then no clock time is worth reading."""
        return (self.p90_at - now).total_seconds() < SOON_S


USUAL = learned(PRIOR, ())


def usual_s(talks: int, talked_s: float) -> float:
    """Return what a talk with wrap-up takes at a fair: by its talks, at first by its minutes."""
    return (talked_s + _FIRST * TALK_S) / (talks + _FIRST) + WRAP_S


def picks(talks: Sequence[tuple[float, float | None]]) -> tuple[float, ...]:
    """Return how long it takes from a talk to the next call; nothing until that is known."""
    known = [after for _, after in talks if after is not None and after <= LONGEST_PICK_S]
    return tuple(known) if len(known) >= _SOME_PICKS else ()


def with_wrap(talks: Sequence[tuple[float, float | None]]) -> tuple[float, ...]:
    """Return lengths with wrap-up of talks: what came after each, or what comes on the whole.

    A break after a talk is a long wrap-up: so a booth that takes breaks is expected to take more.
    """
    known = [after for _, after in talks if after is not None]
    mean = (sum(known) + _SOME_PICKS * WRAP_S) / (len(known) + _SOME_PICKS)
    return tuple(talk + (mean if after is None else after) for talk, after in talks)


def leaves(left: int, waited_s: float) -> float:
    """Return which share of those who wait leaves each second; 0 where next to nobody does."""
    found = (left + _LEFT) / (waited_s + _WAITED_S)
    return found if found > _NEVER_S else 0.0


def steady(load: Load) -> Load:
    """Return the load as of the last whole step, so that it is worked out once for all looks."""
    return replace(
        load,
        busy_s=tuple(one // _STEP_S * _STEP_S for one in load.busy_s),
        idle_s=tuple(one // _STEP_S * _STEP_S for one in load.idle_s),
        away_s=tuple(-(-one // _STEP_S) * _STEP_S for one in load.away_s),
        leaves=round(load.leaves, 6),
    )


@lru_cache(maxsize=512)
def played(load: Load, waiting: int) -> tuple[Point, ...]:
    """Return what the plays say of places 1, 2, 3, 5, 8 … past who joins next, in seconds.

    Empty where nobody is there or to come back.
    """
    if not load.serves:
        return ()
    wanted = [place for n, place in enumerate(PLACES) if n == 0 or PLACES[n - 1] <= waiting]
    columns = [sorted(column) for column in zip(*plays(load, wanted), strict=True)]
    return tuple(
        (place, round(column[_EARLY]), round(column[_MIDDLE]), round(column[_LATE]))
        for place, column in zip(wanted, columns, strict=True)
    )


def points(load: Load, waiting: int, buckets: Sequence[Bucket] = USUAL) -> tuple[Point, ...]:
    """Return (place, P10, P50, P90) in seconds for places 1, 2, 3, 5, 8 … past who joins next.

    It is what the plays say, set right by how past forecasts erred (`buckets`). Empty where nobody
    is there or to come back.
    """
    known = played(load, waiting)
    right = [set_right(point[1:], point[0], buckets) for point in known]
    # A later place is never told an earlier time.
    ends = [accumulate(column, max) for column in zip(*right, strict=True)]
    return tuple(
        (point[0], round(early), round(middle), round(late))
        for point, early, middle, late in zip(known, *ends, strict=True)
    )


def at_place(known: Sequence[Point], place: int) -> tuple[int, int, int] | None:
    """Return (P10, P50, P90) for a place, straight between the points; None without forecast."""
    if not known:
        return None
    if place > known[-1][0]:
        return _beyond(known, place)
    after = next(point for point in known if point[0] >= place)
    before = next((point for point in reversed(known) if point[0] <= place), after)
    width = after[0] - before[0]
    share = (place - before[0]) / width if width else 0.0
    low, middle, high = (
        round(was + (now - was) * share) for was, now in zip(before[1:], after[1:], strict=True)
    )
    return low, middle, high


def _beyond(known: Sequence[Point], place: int) -> tuple[int, int, int]:
    last = known[-1]
    low, middle, high = (round(value * place / last[0]) for value in last[1:])
    return low, middle, high


def range_at(known: Sequence[Point], place: int, made_at: datetime) -> Range | None:
    """Return a place's forecast as instants; None without forecast."""
    found = at_place(known, place)
    if found is None:
        return None
    early, middle, late = (made_at + timedelta(seconds=seconds) for seconds in found)
    return Range(early, middle, late)


def moved(old: Sequence[Point], old_at: datetime, new: Sequence[Point], new_at: datetime) -> bool:
    """True where a reader would notice the difference: a minute, or a tenth of a long wait."""
    if bool(old) != bool(new) or len(old) < len(new):
        return True
    gone = (new_at - old_at).total_seconds()
    for was, now in zip(old, new, strict=False):
        for before, after in zip(was[1:], now[1:], strict=True):
            allowed = max(60.0, after * 0.1)
            if after > 0 and abs(before - gone - after) > allowed:
                return True
    return False
