"""How the calls of a fair connect, counted from the rows of calls and what their pages told."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil
from statistics import median
from typing import TypedDict

from sqlalchemy import Connection

from fair.glossary import CallState
from fair.rooms import call_reads
from fair.rooms.call import BRIDGE, CUT_OFF, GONE, Call
from fair.rooms.call_reads import WayTold

WAYS = ("direct", "bridge", "turn_udp", "turn_tcp", "turn_tls", "")
TYPED, BROKE = "typed", "broke"


@dataclass(slots=True)
class Counted:
    """How often a voice was tried, and how often the two heard each other."""

    tried: int = 0
    connected: int = 0
    failed: Counter[str] = field(default_factory=Counter)


class Quality(TypedDict):
    """How a fair's calls connect. `setup` are the median and the 95th of 100, in ms.

    `ways` counts the calls that connected, by `WAYS`; `quality` the pages; `failed` the calls that
    did not connect, by cause, and `broke` those that did and broke off later.
    """

    voice: Counted
    ways: dict[str, int]
    setup: tuple[int, int] | None
    quality: dict[str, int]
    broke: int
    families: dict[str, Counted]


def quality(connection: Connection, fair_id: str, calls: Sequence[Call] | None = None) -> Quality:
    """Return how the calls of a fair connect; `calls` are all of them where they are known."""
    calls = call_reads.calls_of_fair(connection, fair_id) if calls is None else calls
    told: dict[str, list[WayTold]] = {}
    for one in call_reads.ways_of_fair(connection, fair_id):
        told.setdefault(one.call_id, []).append(one)
    voice = [one for one in calls if _tried(one, told.get(one.id, ()))]
    heard = [one for one in voice if _connected(one, told.get(one.id, ()))]
    found = Counter(_way(one, told.get(one.id, ())) for one in heard)
    return {
        "voice": _count(voice, told),
        "ways": {way: found[way] for way in WAYS if found[way]},
        "setup": setup_ms(heard),
        "quality": _qualities(told[one.id] for one in heard if one.id in told),
        "broke": sum(one.cause in (CUT_OFF, GONE) for one in heard),
        "families": _families(voice, told),
    }


def _tried(call: Call, told: Sequence[WayTold]) -> bool:
    """True where a voice was to be heard: answered, by no telephone, typed from the first not."""
    return call.answered_at is not None and not call.by_telephone and (bool(told) or not call.typed)


def _connected(call: Call, told: Sequence[WayTold]) -> bool:
    """True where the two heard each other; a clock that runs because both type is no sound."""
    return call.live_at is not None and (any(one.way for one in told) or not call.typed)


def _way(call: Call, told: Sequence[WayTold]) -> str:
    """Return which way a call's sound went; empty where no page said so.

    A relay serves both sides, whichever of them needs it.
    """
    if call.bridged:
        return BRIDGE
    ways = {one.way for one in told}
    return next((way for way in reversed(WAYS[:-1]) if way in ways), "")


def _failed_by(call: Call, told: Sequence[WayTold]) -> str:
    """Return why a call that was tried did not connect; empty while it is still tried."""
    if _connected(call, told):
        return ""
    if call.typed:
        return TYPED
    return call.cause if call.state is CallState.ENDED else ""


def _count(calls: Iterable[Call], told: Mapping[str, Sequence[WayTold]]) -> Counted:
    counted = Counted()
    for one in calls:
        counted.tried += 1
        counted.connected += _connected(one, told.get(one.id, ()))
        if cause := _failed_by(one, told.get(one.id, ())):
            counted.failed[cause] += 1
    return counted


def _families(calls: Sequence[Call], told: Mapping[str, Sequence[WayTold]]) -> dict[str, Counted]:
    """Return the same by family of browsers, each page's own."""
    mine: dict[str, list[Call]] = {}
    for one in calls:
        for page in told.get(one.id, ()):
            mine.setdefault(page.family, []).append(one)
    return {family: _count(mine[family], told) for family in sorted(mine)}


def _qualities(told: Iterable[Sequence[WayTold]]) -> dict[str, int]:
    found = Counter(page.quality for pages in told for page in pages)
    return {word: found[word] for word in ("good", "fair", "poor") if found[word]}


def setup_ms(calls: Iterable[Call]) -> tuple[int, int] | None:
    """Return how long it took from *Answer* to the first sound: the median, and the 95th of 100."""
    took = sorted(
        round((one.live_at - one.answered_at).total_seconds() * 1000)
        for one in calls
        if one.live_at and one.answered_at
    )
    if not took:
        return None
    return round(median(took)), took[ceil(0.95 * len(took)) - 1]
