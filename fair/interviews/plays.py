"""Playing the next calls of a booth many times with fixed dice, to see when each turn comes.

Each play draws anew how long this booth's talks take on the whole, so that what is known from a few
talks only makes the range wide. The same state always gives the same plays.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush, heapreplace
from itertools import islice
from math import erf, exp, log, log1p, sqrt
from statistics import fmean

from fair.rooms.ring import RING_S

PLAYS, DEEP = 160, 34
TALK_S, WRAP_S, PICK_S = 480, 60, 30
_SPREAD, _USUAL_MANY = 0.6, 12
# How far a booth's mean lies from its fair's, and how many own lengths its spread waits for.
_APART, _SPREAD_AFTER = 0.5, 6
# Somebody on a break is back about as many seconds late as this, at most twice.
_LATE_S = 60.0
_OVERDUE_S = 240.0
# Who is held back by a talk elsewhere or by own wish is free again after about so long.
_HELD_S = 300.0
# Of those who did not answer, so many come back, and then go before all who stand behind.
RETURN = 0.5
_SMALL = 1e-6
_MASK = (1 << 64) - 1


@dataclass(frozen=True, slots=True)
class Load:
    """What decides the waits of a booth now.

    `busy_s`: for each recruiter in a talk, the seconds since it began; `idle`: how many others are
    there; `lengths`: the booth's own talks with wrap-up, newest last; `unanswered`: the share of
    calls that nobody answers; `held`: the places of those who would be passed over now; `away_s`:
    for each recruiter on a break, the seconds until the announced end; `idle_s`: of those idle who
    have just ended a talk, the seconds since; `picks_s`: how long recruiters here took from one
    talk's end to the next call; `leaves`: of those who wait, the share that leaves each second;
    `usual_s`: what a talk with wrap-up takes at this fair.
    """

    busy_s: tuple[float, ...]
    idle: int
    lengths: tuple[float, ...] = ()
    unanswered: float = 0.12
    held: tuple[int, ...] = ()
    away_s: tuple[float, ...] = ()
    idle_s: tuple[float, ...] = ()
    picks_s: tuple[float, ...] = ()
    leaves: float = 0.0
    usual_s: float = TALK_S + WRAP_S

    @property
    def on_duty(self) -> int:
        """How many are there; who is on a break is not."""
        return len(self.busy_s) + self.idle

    @property
    def serves(self) -> bool:
        """True where somebody is there, or said when they are back."""
        return bool(self.on_duty or self.away_s)


@dataclass(frozen=True, slots=True)
class Lengths:
    """How long talks take: their shape with mean 1, sorted; the booth's mean, and its doubt."""

    shape: tuple[float, ...]
    log_mean: float
    doubt: float


def normal(share: float) -> float:
    """Return the value below which this share of a standard normal lies (by halving)."""
    low, high = -6.0, 6.0
    for _ in range(40):
        middle = (low + high) / 2
        below = (1 + erf(middle / sqrt(2))) / 2 < share
        low, high = (middle, high) if below else (low, middle)
    return (low + high) / 2


def _usual_shape() -> list[float]:
    sigma = sqrt(log(1 + _SPREAD**2))
    steps = ((step + 0.5) / _USUAL_MANY for step in range(_USUAL_MANY))
    drawn = [exp(sigma * normal(share)) for share in steps]
    return [one / fmean(drawn) for one in drawn]


_USUAL_SHAPE = _usual_shape()


def lengths_of(own: Sequence[float], usual_s: float, running: Sequence[float] = ()) -> Lengths:
    """Mix the booth's own lengths with its fair's; its own count more, the more there are.

    Talks that are `running` so long count too: at first only the short ones have ended.
    """
    known = _mixed(own, usual_s, 0)
    if not running:
        return known
    mean = exp(known.log_mean)
    whole = [elapsed + _mean_rest(known.shape, elapsed / mean) * mean for elapsed in running]
    return _mixed([*own, *whole], usual_s, len(whole))


def _mixed(own: Sequence[float], usual_s: float, thought: int) -> Lengths:
    """Mix lengths, of which so many are only thought to come out so."""
    if not own:
        return Lengths(tuple(_USUAL_SHAPE), log(usual_s), _APART)
    mean = max(1.0, fmean(own))
    apart = sum((one - mean) ** 2 for one in own) / mean**2
    spread = (apart + _SPREAD_AFTER * _SPREAD**2) / (len(own) + _SPREAD_AFTER)
    known, before = (len(own) - thought / 2) / max(spread, 0.01), 1 / _APART**2
    log_mean = (known * log(mean) + before * log(usual_s)) / (known + before)
    usual = _USUAL_SHAPE if len(own) < _USUAL_MANY else _USUAL_SHAPE[1::3]
    shape = sorted([*usual, *(one / mean for one in own)])
    middle = fmean(shape)
    return Lengths(tuple(one / middle for one in shape), log_mean, 1 / sqrt(known + before))


def _mean_rest(shape: Sequence[float], elapsed: float) -> float:
    longer = shape[bisect_right(shape, elapsed) :]
    return fmean(longer) - elapsed if longer else max(0.25, elapsed * 0.4)


@dataclass(frozen=True, slots=True)
class _Dice:
    """The dice of one play: one number for the whole, one for each recruiter, four a turn."""

    whole: float
    staff: tuple[float, ...]
    picks: tuple[float, ...]
    lost: tuple[float, ...]
    talks: tuple[float, ...]
    leaves: tuple[float, ...]
    far: float


def _throw() -> Iterator[float]:
    """List fixed numbers in (0, 1), spread like dice (splitmix64)."""
    seed = 20_261_126
    while True:
        seed = seed + 0x9E3779B97F4A7C15 & _MASK
        mixed = (seed ^ seed >> 30) * 0xBF58476D1CE4E5B9 & _MASK
        mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EB & _MASK
        yield ((mixed ^ mixed >> 31) + 0.5) / (1 << 64)


def _table() -> list[_Dice]:
    """Throw the dice. Of what holds for a whole play each has a step of its own, in no order."""
    thrown = _throw()
    steps = [normal((play + 0.5) / PLAYS) for play in range(PLAYS)]

    def some() -> tuple[float, ...]:
        return tuple(islice(thrown, DEEP))

    def mixed() -> list[float]:
        return [step for _, step in sorted(zip(thrown, steps, strict=False))]

    return [
        _Dice(one, some(), some(), some(), some(), tuple(-log(1 - d) for d in some()), far)
        for one, far in zip(mixed(), mixed(), strict=True)
    ]


_TABLE = _table()


def rest(shape: Sequence[float], elapsed: float, share: float) -> float:
    """Return how much longer something lasts that has lasted `elapsed`, in the shape's units."""
    longer = bisect_right(shape, elapsed)
    if longer == len(shape):
        return -log(1 - share) * max(0.25, elapsed * 0.4)
    return shape[longer + int(share * (len(shape) - longer))] - elapsed


def _starts(
    load: Load, talks: Lengths, picks: Sequence[float], dice: _Dice, mean: float
) -> list[float]:
    """Return in how many seconds each recruiter is free, for as many as the dice are for."""
    thrown = iter(dice.staff)
    free = [
        rest(talks.shape, elapsed / mean, share) * mean
        for elapsed, share in zip(load.busy_s, thrown, strict=False)
    ]
    for number, share in zip(range(load.idle), dice.picks, strict=False):
        if picks:
            since = load.idle_s[number] if number < len(load.idle_s) else 0.0
            free.append(_pick(picks, since, share))
        else:
            free.append(PICK_S * share)
    for back, share in zip(load.away_s, dice.picks[::-1], strict=False):
        late = -log(1 - share)
        free.append(back + min(2.0, late) * _LATE_S if back > 0 else late * _OVERDUE_S)
    heapify(free)
    return free


def _pick(picks: Sequence[float], since: float, share: float) -> float:
    longer = bisect_right(picks, since)
    if longer == len(picks):
        return -log(1 - share) * max(30.0, since / 2)
    return picks[longer + int(share * (len(picks) - longer))] - since


def plays(load: Load, turns: Sequence[int]) -> Iterator[list[float]]:
    """Play the next calls many times; list after how many seconds each of these turns comes."""
    talks = lengths_of(load.lengths, load.usual_s, load.busy_s)
    picks = sorted([*load.picks_s, PICK_S / 2, PICK_S, 2 * PICK_S]) if load.picks_s else ()
    near = min(turns[-1], DEEP)
    stray = _stray(talks, 1 - load.unanswered)
    for dice in _TABLE:
        mean = exp(talks.log_mean + talks.doubt * dice.whole)
        free = _starts(load, talks, picks, dice, mean)
        servers = len(free)
        begins = _begins(load, near, free, talks.shape, mean, dice)
        yield [
            begins[turn - 1]
            if turn <= near
            else _far(load, turn - near, mean / servers, begins[-1], stray * dice.far)
            for turn in turns
        ]


def _begins(
    load: Load, turns: int, free: list[float], shape: Sequence[float], mean: float, dice: _Dice
) -> list[float]:
    held = {place - 1 for place in load.held}
    later: list[float] = []
    many, patience = len(shape), 1 / load.leaves if load.leaves else 0.0
    begins = []
    for turn in range(turns):
        # Whoever was passed over and is free by now goes before all who stand behind.
        while later and later[0] <= free[0]:
            heappop(later)
            heapreplace(free, free[0] + shape[int(dice.lost[turn - 1] * many)] * mean)
        at = free[0]
        begins.append(at)
        if patience and dice.leaves[turn] * patience < at:
            continue
        if turn in held:
            heappush(later, at + dice.leaves[-turn] * _HELD_S)
            continue
        lost = dice.lost[turn] < load.unanswered
        if dice.lost[turn] < load.unanswered * RETURN:
            heappush(later, at + RING_S + dice.leaves[-turn] * _HELD_S)
        heapreplace(free, at + (RING_S if lost else shape[int(dice.talks[turn] * many)] * mean))
    return begins


def _stray(talks: Lengths, answered: float) -> float:
    """Return how far one turn strays from the mean of talks, where nobody may answer."""
    second = fmean(one * one for one in talks.shape)
    return sqrt(max(0.0, answered * second - answered**2))


def _far(load: Load, turns: int, mean: float, after: float, strays: float) -> float:
    """Go on from the last turn played: by the mean of a turn, and by how far turns stray from it.

    Whoever stands ahead and leaves by then takes no time: so later turns come ever closer.
    """
    answered = 1 - load.unanswered
    each = (answered + load.unanswered * RETURN) * mean + load.unanswered * RING_S
    at = after + turns * each
    if load.leaves * at > _SMALL:
        at = after + log1p(turns * each * load.leaves * exp(-load.leaves * after)) / load.leaves
    stray = mean * sqrt(turns)
    return max(after, at + strays * stray * (at - after) / (turns * each))
