"""How the calls of a fair connect, for the organisers: every figure is counted from the rows.

No seeker is named: who called whom is nobody's business here.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from sqlalchemy import Connection

from fair.accounts import reads as accounts
from fair.board.views import known_fair
from fair.booths import reads as booths
from fair.fairness.connection_reads import Quality, quality
from fair.glossary import Telephoned
from fair.interviews import reads as interviews
from fair.interviews.interview import Interview
from fair.programme.fair import Fair
from fair.queue import reads as queue
from fair.rooms import call_reads
from fair.rooms.call import Call
from fair.web import Viewer

NOT_THERE = "not_there"
PAGE = 50  # recruiters


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
