"""How long it takes until a place is called: early (P10), middle (P50) and late (P90) seconds.

Computed from who is on duty, how long the running talks have lasted, this booth's own lengths and
how often nobody answers, by playing the next calls many times with fixed dice. The same state
always gives the same forecast. Nobody on duty means no forecast, and the page says so.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import heapify, heapreplace
from math import erf, exp, log, sqrt

from fair.rooms.ring import RING_S

PLACES = (1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233, 377, 610, 987, 1597, 2584, 4181)
TALK_S, WRAP_S, PICK_S = 480, 60, 30
SPREAD = 0.55
_MOST_UNANSWERED = 0.6
SOON_S = 150
_PLAYS, _DEEP = 64, 34
# A little outside the tenth and the ninetieth: the lengths are themselves only estimated.
_EARLY, _LATE = 4, 59
_DEFAULTS = 12
_MASK = (1 << 64) - 1

Point = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Load:
    """What decides the waits of a booth now.

    `busy_s`: for each recruiter in a talk, the seconds since it began; `idle`: how many others are
    on duty; `lengths`: the booth's own talks with wrap-up, newest last; `unanswered`: the share of
    calls that nobody answers; `held`: the places of those who would be passed over now.
    """

    busy_s: tuple[float, ...]
    idle: int
    lengths: tuple[float, ...] = ()
    unanswered: float = 0.12
    held: tuple[int, ...] = ()

    @property
    def on_duty(self) -> int:
        return len(self.busy_s) + self.idle


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


def _dice(play: int, turn: int) -> float:
    """Return a fixed number in (0, 1) for a play and a turn, spread like dice (splitmix64)."""
    seed = (play * 1_000_003 + turn * 7_919 + 1) * 0x9E3779B97F4A7C15 & _MASK
    seed = (seed ^ seed >> 30) * 0xBF58476D1CE4E5B9 & _MASK
    seed = (seed ^ seed >> 27) * 0x94D049BB133111EB & _MASK
    return ((seed ^ seed >> 31) + 0.5) / (1 << 64)


_TABLE = [[_dice(play, turn) for turn in range(4 * _DEEP)] for play in range(_PLAYS)]


def _usual() -> list[float]:
    """Return lengths that stand for "eight minutes and one more" until a booth has its own."""
    sigma = sqrt(log(1 + SPREAD**2))
    mean = log(TALK_S + WRAP_S) - sigma**2 / 2
    return [exp(mean + sigma * _normal((step + 0.5) / _DEFAULTS)) for step in range(_DEFAULTS)]


def _normal(share: float) -> float:
    """Return the value below which this share of a standard normal lies (by halving)."""
    low, high = -6.0, 6.0
    for _ in range(40):
        middle = (low + high) / 2
        below = (1 + erf(middle / sqrt(2))) / 2 < share
        low, high = (middle, high) if below else (low, middle)
    return (low + high) / 2


_USUAL = _usual()


def _pool(lengths: Sequence[float]) -> list[float]:
    """Mix the booth's own lengths with the usual ones; its own count more, the more there are."""
    usual = _USUAL if len(lengths) < _DEFAULTS else _USUAL[::3]
    return sorted([*usual, *lengths[-40:], *lengths[-10:]])


def _rest(pool: Sequence[float], elapsed: float, share: float) -> float:
    """Return how much longer a talk lasts that has lasted `elapsed`."""
    longer = bisect_right(pool, elapsed)
    if longer == len(pool):
        return 30 + share * max(120.0, elapsed / 4)
    return pool[longer + int(share * (len(pool) - longer))] - elapsed


def _play(load: Load, pool: Sequence[float], turns: int, dice: Sequence[float]) -> list[float]:
    """Play `turns` calls once; return after how many seconds each begins."""
    free_at = [_rest(pool, elapsed, dice[n]) for n, elapsed in enumerate(load.busy_s[:_DEEP])]
    free_at += [PICK_S * dice[_DEEP + n % _DEEP] for n in range(load.idle)]
    heapify(free_at)
    begins = []
    for turn in range(turns):
        at = free_at[0]
        begins.append(at)
        # Nobody answers: that costs the recruiter one ring and no talk.
        lost = dice[2 * _DEEP + turn] < load.unanswered
        length = RING_S if lost else pool[int(dice[3 * _DEEP + turn] * len(pool))]
        heapreplace(free_at, at + length)
    return begins


def points(load: Load, waiting: int) -> tuple[Point, ...]:
    """Return (place, P10, P50, P90) in seconds for places 1, 2, 3, 5, 8 … past who joins next.

    Empty where nobody is on duty.
    """
    if not load.on_duty:
        return ()
    wanted = [place for n, place in enumerate(PLACES) if n == 0 or PLACES[n - 1] <= waiting]
    turns = min(_DEEP, wanted[-1])
    pool = _pool(load.lengths)
    plays = [_play(load, pool, turns, dice) for dice in _TABLE]
    columns = [sorted(column) for column in zip(*plays, strict=True)]
    return tuple(_point(place, _turn(place, load.held), columns) for place in wanted)


def _turn(place: int, held: Collection[int]) -> int:
    """Return at which call a place comes, without those who would be passed over."""
    return max(1, place - sum(1 for other in held if other < place))


def _point(place: int, turn: int, columns: Sequence[Sequence[float]]) -> Point:
    column = columns[min(turn, len(columns)) - 1]
    early, middle, late = column[_EARLY], column[_PLAYS // 2], column[_LATE]
    if turn > len(columns):
        times = turn / len(columns)
        early = middle * times - (middle - early) * sqrt(times)
        late = middle * times + (late - middle) * sqrt(times)
        middle *= times
    return place, round(early), round(middle), round(late)


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
