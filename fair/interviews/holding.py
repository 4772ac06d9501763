"""The range that somebody is told holds still: it moves when the reader should act differently.

Told in steps of five minutes while an end is far, of one when it is near: the early end rounded
down and the late end up, so that rounding makes nobody come late. `static/js/models/told_range.js`
is the same rule for the browser.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import ceil, floor

from fair.interviews.forecast import Range

FAR_S, FIVE_S, ONE_S = 900, 300, 60
# Until an end comes later than told by so much, there is nothing that one could do meanwhile.
_WORTH_S = {FIVE_S: 600, ONE_S: 180}

AWAY, OWN = "away", "own"
BREAK, MORE, BACK, AGAIN = "break", "more", "back", "again"
LONGER, SLOWER, SOONER, UNCALLED = "longer", "slower", "sooner", "uncalled"
PASSED = "passed"


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody is told now, and why it moved; "" while it has not.

    "away:" with what keeps the person from being rung, while that lasts: `Standing.kept_by`.
    `unlikely`: it was texted that a turn before the closing is unlikely.
    """

    range: Range
    why: str = ""
    unlikely: bool = False

    @property
    def away(self) -> bool:
        """True while its person is kept from being rung."""
        return self.why.startswith(AWAY)


def step_s(at: datetime, now: datetime) -> int:
    """Return to how many seconds an end is told: five minutes when far, one when near."""
    return FIVE_S if (at - now).total_seconds() >= FAR_S else ONE_S


def rounded(found: Range, now: datetime) -> Range:
    """Return a range as it is told."""
    early = _to_step(found.p10_at, now, floor)
    middle = max(early, _to_step(found.p50_at, now, lambda steps: floor(steps + 0.5)))
    return Range(early, middle, max(middle, _to_step(found.p90_at, now, ceil)))


def _to_step(at: datetime, now: datetime, whole: Callable[[float], int]) -> datetime:
    step = step_s(at, now)
    seconds = at.timestamp()
    return at + timedelta(seconds=whole(seconds / step) * step - seconds)


def stands(told: Range, fresh: Range, now: datetime) -> bool:
    """True while who was told this need not act differently, though the forecast is `fresh` now.

    False where the person would be called before the told time or after it, or where so much time
    was won or lost that something else can be done with it. An end that is far yet counts as far,
    though what was told of it, rounded down by up to five minutes, has come near.
    """
    early, late = step_s(told.p10_at, now), step_s(told.p90_at, now)
    by_early = (fresh.p10_at - max(told.p10_at, now)).total_seconds()
    by_late = (fresh.p90_at - told.p90_at).total_seconds()
    return (
        told.p90_at >= now
        and -early <= by_early <= _WORTH_S[max(early, step_s(fresh.p10_at, now))]
        and -_WORTH_S[late] <= by_late <= late
    )


def told_anew(
    known: Told, fresh: Range | None, now: datetime, *, kept_by: str, why: Callable[[], str]
) -> Told | None:
    """Return what somebody is told from now on; None where that has not changed.

    Whom something keeps from being rung hears of no other time meanwhile, and later why it moved.
    """
    if kept_by:
        return None if known.away else replace(known, why=f"{AWAY}:{kept_by}")
    if fresh and not stands(known.range, fresh, now):
        return Told(rounded(fresh, now), why())
    return replace(known, why="") if known.away else None


def why_moved(
    told: Told, fresh: Range, *, duty: tuple[int, int], passed: int, timeless: bool,
    busy_s: Sequence[float],
) -> str:  # fmt: skip
    """Return what moved a range: what kept the person from being rung, others, or the booth.

    `duty`: recruiters there before and now; `passed`: how many went before the person since;
    `timeless`: until now no time could be given; `busy_s`: how long each talk there lasts, zero for
    a ring. Where nobody talks, no talk is long.
    """
    if told.away:
        return told.why.replace(AWAY, OWN, 1)
    if timeless:
        return AGAIN if duty[0] else BACK
    if fresh.p50_at < told.range.p50_at:
        return MORE if duty[1] > duty[0] else SOONER
    if duty[1] < duty[0]:
        return BREAK
    if passed:
        return f"{PASSED}:{passed}"
    if any(busy_s):
        return LONGER
    return SLOWER if busy_s else UNCALLED


def passed_by(rank: int, overtakes: Sequence[tuple[int, int]]) -> int:
    """Return how many of these overtakes (above, below) went past somebody at this rank."""
    return sum(above < rank < below for above, below in overtakes)


def not_before(found: Range, now: datetime) -> Range:
    """Return a range without what is over."""
    return Range(max(now, found.p10_at), max(now, found.p50_at), max(now, found.p90_at))
