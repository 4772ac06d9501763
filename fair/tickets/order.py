"""Who is next, and why: the order of calling, its lanes, and what counts as an overtake.

Match scores never sort the queue. Within a lane people stand by rank, which is their number
unless they came back from parking.
"""

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from fair.glossary import Lane
from fair.interviews.forecast import Point, range_at
from fair.limits.limit import BY_NAME_EVERY, NEVER
from fair.tickets.ticket import STEP

WINDOW, LEAST_STANDARD, PRIORITY_EVERY = 4, 2, 5
WARN_S = 180
# Why a recruiter may call somebody by name; each is shown to those who stand before.
_AHEAD = (Lane.HANDED_ON, Lane.APPOINTMENT, Lane.PRIORITY)


@dataclass(frozen=True, slots=True)
class Standing:
    """One ticket in the line. `busy`: talking or rung elsewhere; `quiet`: just after a talk.

    `engaged`: an own appointment elsewhere is so near that a talk here would run into it.
    `undrawn`: it stands by chance until the lot, and is told no time. `meant_for`: the colleague
    to whom this person goes on, handed on by their own yes.
    """

    ticket_id: str
    person_id: str
    number: int
    rank: int
    lane: Lane
    held: str = ""
    busy: bool = False
    quiet: bool = False
    engaged: bool = False
    undrawn: bool = False
    meant_for: str = ""

    @property
    def free(self) -> bool:
        """True where this person may be rung now."""
        return not self.kept_by

    @property
    def kept_by(self) -> str:
        """What keeps this person from being rung now, the weightiest first; "" where nothing."""
        if self.busy or self.engaged:
            return "busy" if self.busy else "engaged"
        return self.held or ("quiet" if self.quiet else "")

    @property
    def takes_turns(self) -> bool:
        """True for a carried place: it stands half a step before a number (`carried_ranks`)."""
        return not self.undrawn and self.rank % STEP == STEP // 2

    @property
    def key(self) -> tuple[int, int]:
        return (self.rank, self.number)


def pick_lane(have: Collection[Lane], recent: Sequence[Lane]) -> Lane:
    """Return the lane to call from, of those that have people, after the `recent` calls.

    Of each four calls at least two go to the standard lane while it has people, and at most one in
    five to the priority lane while others wait.
    """
    before = [*([Lane.STANDARD] * WINDOW), *recent]
    standard = before[-(WINDOW - 1) :].count(Lane.STANDARD)
    if Lane.STANDARD in have and standard < LEAST_STANDARD:
        return Lane.STANDARD
    for lane in _AHEAD:
        spent = lane is Lane.PRIORITY and lane in before[-(PRIORITY_EVERY - 1) :]
        if lane in have and not (spent and len(have) > 1):
            return lane
    return Lane.STANDARD if Lane.STANDARD in have else Lane.PRIORITY


def calling_order(
    line: Iterable[Standing], recent: Sequence[Lane] = (), calls: int = 0
) -> list[Standing]:
    """Return everybody in the order in which they would be called; the first has place 1.

    `recent` are the lanes of the last calls, `calls` how many there were at the booth.
    """
    lanes: dict[Lane, deque[Standing]] = {}
    for standing in sorted(line, key=lambda one: one.key):
        lanes.setdefault(standing.lane, deque()).append(standing)
    if Lane.STANDARD in lanes:
        lanes[Lane.STANDARD] = _before_the_lot(lanes[Lane.STANDARD], calls)
    if set(lanes) <= {Lane.STANDARD}:
        return list(lanes.get(Lane.STANDARD, ()))
    order: list[Standing] = []
    past = list(recent)
    while lanes:
        lane = pick_lane(lanes, past)
        order.append(lanes[lane].popleft())
        past.append(lane)
        if not lanes[lane]:
            del lanes[lane]
    return order


def _before_the_lot(standard: deque[Standing], calls: int) -> deque[Standing]:
    """Let carried places take turns with those who stand by chance until their numbers are drawn.

    One for one, as they do with numbers afterwards; at the first call a carried one goes first.
    """
    chance = deque(one for one in standard if one.undrawn)
    carried = deque(one for one in standard if one.takes_turns)
    if not chance or not carried:
        return standard
    turns = (carried, chance) if calls % 2 == 0 else (chance, carried)
    order: deque[Standing] = deque()
    for nth in range(len(chance) + len(carried)):
        mine, other = turns[nth % 2], turns[1 - nth % 2]
        order.append((mine or other).popleft())
    order.extend(one for one in standard if not one.undrawn and not one.takes_turns)
    return order


def next_free(
    line: Iterable[Standing], recent: Sequence[Lane] = (), calls: int = 0
) -> Standing | None:
    """Return whom "call next" rings: the first in order whose person is free; None if nobody is."""
    order = calling_order([one for one in line if one.free], recent, calls)
    return order[0] if order else None


def offered(line: Iterable[Standing], account_id: str, there: Collection[str]) -> list[Standing]:
    """Return those whom this recruiter may be offered: all but who goes on to a colleague there."""
    return [one for one in line if one.meant_for in ("", account_id) or one.meant_for not in there]


def could_call(line: Iterable[Standing], here: Collection[str], there: Collection[str]) -> bool:
    """True where one of the recruiters `here` could call somebody of this line now.

    `there`: those who are at the booth or back in a moment, whose own people wait for them.
    """
    free = [one for one in line if one.free]
    return any(offered(free, who, there) for who in here)


def head_rank(line: Iterable[Standing]) -> int | None:
    """Return the rank of the one at the head of the standard lane, None where it is empty."""
    return min((one.rank for one in line if one.lane is Lane.STANDARD), default=None)


@dataclass(frozen=True, slots=True)
class Overtake:
    """Somebody went, or came, before others: those with `above` < rank < `below`, and why."""

    cause: str
    above: int
    below: int


def overtakes_by_call(line: Iterable[Standing], called: Standing, reason: str) -> list[Overtake]:
    """Return whom a call passed over, each once, with the cause that is true of them.

    What the called one has, or the recruiter's reason, is so for all; else those before are told
    apart by what kept them: a talk or their wish, an appointment, a colleague, the turns of lanes.
    Who stands by chance has no place yet that a number could pass.
    """
    passed = [
        one
        for one in line
        if one.key < called.key
        and one.ticket_id != called.ticket_id
        and (called.undrawn or not one.undrawn)
    ]
    if not passed:
        return []
    if reason or called.lane in _AHEAD:
        return [Overtake(reason or called.lane.value, -1, called.rank)]
    passed.sort(key=lambda one: one.key)
    ends = [(cause, [*some][-1].rank) for cause, some in groupby(passed, _passed_for)]
    above = [-1, *(rank for _, rank in ends[:-1])]
    below = [*(rank + 1 for _, rank in ends[:-1]), called.rank]
    return [Overtake(cause, *both) for (cause, _), *both in zip(ends, above, below, strict=True)]


def _passed_for(one: Standing) -> str:
    """Return why somebody was passed over whose number comes first."""
    if one.held or one.busy or one.quiet:
        return "away"
    if one.engaged:
        return "engaged"
    return "meant" if one.meant_for and one.lane is Lane.HANDED_ON else "turns"


def overtake_by_return(rank: int, cause: str) -> Overtake:
    """Return whom a person passes who comes back into the line at `rank`."""
    return Overtake(cause, rank, 1 << 62)


def recent_after(recent: Sequence[Lane], called: Lane) -> list[Lane]:
    """Return the last lanes once another call went to `called`: as many as the order looks at."""
    return [*recent, called][-(max(WINDOW, PRIORITY_EVERY) - 1) :]


def may_call_by_name(calls: int, by_name: int, every: int = BY_NAME_EVERY) -> bool:
    """True while calls by name stay at most one in so many of a booth's calls, this one included.

    One in five, or fewer where the organiser set it; none where that is zero.
    """
    return every != NEVER and (by_name + 1) * every <= calls + 1


def after_talks(line: Iterable[Standing], ending: int) -> list[Standing]:
    """List who is to get ready because so many talks end soon: as many of those who are free."""
    return [one for one in line if one.free][:ending]


def near(
    line: Sequence[Standing], known: Sequence[Point], made_at: datetime, now: datetime
) -> Iterator[Standing]:
    """List who is to get ready: whose early end is under three minutes away.

    Nobody who talks elsewhere.
    """
    for place, one in enumerate(line, 1):
        found = range_at(known, place, made_at)
        if found is None or (found.p10_at - now).total_seconds() >= WARN_S:
            return
        if one.free:
            yield one
