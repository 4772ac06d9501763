"""How the calls of a fair connect, for the organisers: every figure is counted from the rows.

No seeker is named: who called whom is nobody's business here.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from math import ceil
from statistics import median
from typing import TypedDict

from sqlalchemy import Connection

from fair.accounts import reads as accounts
from fair.board.views import known_fair
from fair.booths import reads as booths
from fair.glossary import CallState, Telephoned
from fair.interviews import reads as interviews
from fair.interviews.interview import Interview
from fair.programme.fair import Fair
from fair.queue import reads as queue
from fair.rooms import call_reads
from fair.rooms.call import BRIDGE, CUT_OFF, GONE, Call
from fair.rooms.call_reads import WayTold
from fair.web import Viewer

WAYS = ("direct", "bridge", "turn_udp", "turn_tcp", "turn_tls", "")
TYPED, BROKE = "typed", "broke"
NOT_THERE = "not_there"
PAGE = 50  # recruiters


@dataclass(slots=True)
class Counted:
    """How often a voice was tried, and how often the two heard each other."""

    tried: int = 0
    connected: int = 0
    failed: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class AtWork:
    """A recruiter's calls: how many by name before others, how many "not there"; and the practice.

    What others waited for is counted beside what was said of people who could not contradict;
    `contradicted` are telephone talks of which their person says that they were not so.
    """

    name: str
    booth: int
    calls: int
    by_name: int
    not_there: int
    contradicted: int
    practised_at: datetime | None


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


class Connections(Quality):
    """How a fair's calls connect, and who makes them.

    `telephone` counts talks held, those that nobody but the recruiter tells of, what people deny or
    object to, and no-answers. `open` talk now, `bridge` is what the media process says of itself.
    Of the `recruiters` these are the `page` of so many `pages`.
    """

    fair: Fair
    open: int
    telephone: dict[str, int]
    bridge: Mapping[str, int | bool]
    recruiters: list[AtWork]
    page: int
    pages: int


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


def connections(
    connection: Connection,
    _viewer: Viewer,
    fair_id: str,
    bridge: Mapping[str, int | bool],
    page: int = 1,
) -> Connections:
    """Return how a fair's calls connect, with one page of who makes them."""
    fair = known_fair(connection, fair_id)
    calls = call_reads.calls_of_fair(connection, fair_id)
    telephoned = interviews.telephoned_at(connection, fair_id)
    everybody = _who_calls(connection, fair_id, calls)
    pages = max(1, ceil(len(everybody) / PAGE))
    page = min(max(page, 1), pages)
    shown = everybody[(page - 1) * PAGE : page * PAGE]
    return {
        **quality(connection, fair_id, calls),
        "fair": fair,
        "open": sum(one.talking and not one.by_telephone for one in calls),
        "telephone": {
            "talked": sum(one.held for one in telephoned),
            "unconfirmed": sum(not one.held and not _contradicted(one) for one in telephoned),
            "denied": sum(one.telephone is Telephoned.DENIED for one in telephoned),
            "disputed": sum(one.telephone is Telephoned.DISPUTED for one in telephoned),
            "not_there": sum(one.by_telephone and one.cause == NOT_THERE for one in calls),
        },
        "bridge": bridge,
        "recruiters": _recruiters(connection, fair_id, shown, calls, telephoned),
        "page": page,
        "pages": pages,
    }


def _contradicted(talk: Interview) -> bool:
    return talk.telephone in (Telephoned.DENIED, Telephoned.DISPUTED)


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


def _who_calls(
    connection: Connection, fair_id: str, calls: Sequence[Call]
) -> list[tuple[int, str, str]]:
    """Return who may call at a fair or did, in order: number of the booth, name, account."""
    stands = {one.id: one for one in booths.booths_of_fair(connection, fair_id)}
    staff = {
        employer_id: accounts.accounts_of(connection, employer_id)
        for employer_id in {one.employer_id for one in stands.values()}
    }
    at = {one.id: booth.id for booth in stands.values() for one in staff[booth.employer_id]} | {
        one.account_id: one.booth_id for one in calls
    }
    known = accounts.accounts(connection, at)
    return sorted(
        (stands[booth_id].number, known[one].name if one in known else "", one)
        for one, booth_id in at.items()
    )


def _recruiters(
    connection: Connection,
    fair_id: str,
    shown: Sequence[tuple[int, str, str]],
    calls: Sequence[Call],
    telephoned: Sequence[Interview],
) -> list[AtWork]:
    """Return how often each of these called, how often before others, and found nobody there."""
    named = queue.called_by_name(connection, fair_id)
    mine: dict[str, list[Call]] = {}
    for one in calls:
        mine.setdefault(one.account_id, []).append(one)
    contradicted = Counter(one.account_id for one in telephoned if _contradicted(one))
    practised = booths.practised(connection, {account_id for _, _, account_id in shown})
    return [
        AtWork(
            name=name,
            booth=booth,
            calls=len(mine.get(account_id, ())),
            by_name=sum((one.ticket_id, one.rang_at) in named for one in mine.get(account_id, ())),
            not_there=sum(one.cause == NOT_THERE for one in mine.get(account_id, ())),
            contradicted=contradicted[account_id],
            practised_at=practised.get(account_id),
        )
        for booth, name, account_id in shown
    ]
