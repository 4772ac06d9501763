"""What a person, a recruiter and an organiser see of handing on and of priority."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypedDict

from sqlalchemy import Connection

from fair.accounts import reads as accounts
from fair.accounts.facts import AccountRenamed
from fair.booths import reads as booths
from fair.booths.refusals import NotYourBooth
from fair.contract.base import Event
from fair.contract.lanes import LanesChanged
from fair.contract.queue_news import DeskChanged
from fair.db import utc_now
from fair.decisions import Fact, NotFound
from fair.glossary import Criterion, Role, TicketState
from fair.lanes import reads
from fair.lanes.facts import (
    HANDING_FACTS,
    HandingFact,
    PriorityEnded,
    PriorityFact,
    PriorityGranted,
)
from fair.lanes.handing import Handing
from fair.lanes.priority import SAYS, Priority
from fair.people import reads as people
from fair.programme import reads as programme
from fair.programme.fair import Fair
from fair.queue import reads as queue
from fair.tickets.ticket import LIVE, Ticket
from fair.web import Viewer


@dataclass(frozen=True, slots=True)
class Onto:
    """Where who said yes goes on: `name` of the colleague, empty where that one has gone.

    `talks`: the talk before it still goes on.
    """

    employer: str
    name: str
    talks: bool


class Asked(TypedDict):
    """What a person is asked, by which rule they go first, and what a yes led to."""

    handing: Handing | None
    name: str
    employer: str
    onto: list[Onto]
    criteria: list[str]


class Onward(TypedDict):
    """To whom somebody can be handed on: (account's id, name and booth); `asked` is under way.

    `ticket` is None where there is none.
    """

    ticket: Ticket | None
    colleagues: list[tuple[str, str]]
    asked: Handing | None
    fair_id: str


class Rules(TypedDict):
    criteria: list[str]


@dataclass(frozen=True, slots=True)
class Given:
    priority: Priority
    name: str
    says: str


class OfFair(TypedDict):
    """The criteria of a fair, and who has priority by them; for organisers alone."""

    fair: Fair
    options: list[tuple[str, str]]
    published: tuple[str, ...]
    given: list[Given]


class Grant(TypedDict):
    """The form that grants it; without options where nothing is published."""

    person_id: str
    fair_id: str
    options: list[tuple[str, str]]
    given: Priority | None


def asked(connection: Connection, viewer: Viewer) -> Asked:
    """Return what a person is asked now, and the own priority."""
    seeker = viewer.role is Role.SEEKER
    one = reads.open_handing(connection, viewer.person_id) if seeker else None
    found = one if one and one.state == "asked" else None
    colleague = accounts.account(connection, found.account_id) if found else None
    booth = booths.booth(connection, found.booth_id) if found else None
    mine = reads.priorities(connection, viewer.person_id) if seeker else []
    return {
        "handing": found,
        "name": colleague.name if colleague else "",
        "employer": booths.name_of(connection, booth, viewer.lang) if booth else "",
        "onto": [*_onto(connection, viewer, one)] if seeker else [],
        "criteria": [_says(viewer, given.criterion) for given in mine if given.criterion],
    }


def _onto(connection: Connection, viewer: Viewer, one: Handing | None) -> Iterator[Onto]:
    """Return where somebody goes on after a yes: during the talk, and until the colleague calls."""
    mine = queue.among(connection, "person_id", [viewer.person_id], LIVE)
    to = [(one.booth_id, one.account_id)] if one and one.state == "agreed" else []
    to += [(ticket.booth_id, ticket.meant_for) for ticket in mine if ticket.goes_on_to_colleague]
    for booth_id, account_id in to:
        booth = booths.booth(connection, booth_id)
        if booth is None:
            continue
        there = booths.expected(connection, booth_id, utc_now())
        colleague = accounts.account(connection, account_id) if account_id in there else None
        yield Onto(
            booths.name_of(connection, booth, viewer.lang),
            colleague.name if colleague else "",
            talks=any(ticket.state is TicketState.TALKING for ticket in mine),
        )


def _says(viewer: Viewer, criterion: str) -> str:
    return viewer.words.gettext(SAYS[Criterion(criterion)])


def onward(connection: Connection, viewer: Viewer, ticket_id: str) -> Onward:
    """Return to whom the person of a talk can be handed on: colleagues at open booths."""
    ticket = queue.ticket(connection, ticket_id)
    mine = booths.booth(connection, ticket.booth_id) if ticket else None
    if ticket is None or mine is None:
        return {"ticket": None, "colleagues": [], "asked": None, "fair_id": ""}
    if not viewer.actor.works_for(mine.employer_id):
        raise NotYourBooth
    theirs = booths.booths_beside(connection, mine)
    colleagues = [
        (duty.account_id, f"{duty.name} · {booth.number}")
        for booth in theirs
        if booth.open
        for duty in booths.on_duty(connection, booth.id)
        if duty.account_id != viewer.actor.account_id
    ]
    current = reads.open_handing(connection, ticket.person_id)
    return {
        "ticket": ticket,
        "colleagues": colleagues,
        "asked": current if current and current.ticket_id == ticket.id else None,
        "fair_id": ticket.fair_id,
    }


def rules(connection: Connection, viewer: Viewer, fair_id: str) -> Rules:
    """Return by which criteria somebody is called before others at a fair."""
    return {"criteria": [_says(viewer, one) for one in reads.criteria(connection, fair_id)]}


def of_fair(connection: Connection, viewer: Viewer, fair_id: str) -> OfFair:
    """Return what an organiser sees of priority at a fair."""
    fair = programme.fair(connection, fair_id)
    if fair is None or not viewer.actor.runs(fair_id):
        raise NotFound
    given = reads.priorities_of_fair(connection, fair_id)
    known = people.persons(connection, {one.person_id for one in given})
    return {
        "fair": fair,
        "options": [(one.value, _says(viewer, one)) for one in Criterion],
        "published": reads.criteria(connection, fair_id),
        "given": [
            Given(
                one,
                known[one.person_id].name if one.person_id in known else "",
                _says(viewer, one.criterion) if one.criterion else "",
            )
            for one in given
        ],
    }


def grant(connection: Connection, viewer: Viewer, person_id: str) -> Grant:
    """Return the form that grants priority at the current fair."""
    fair = programme.current_fair(connection) if viewer.oversees else None
    published = reads.criteria(connection, fair.id) if fair and not fair.over else ()
    return {
        "person_id": person_id,
        "fair_id": fair.id if fair else "",
        "options": [(one, _says(viewer, one)) for one in published],
        "given": reads.priority(connection, fair.id, person_id) if fair else None,
    }


# --- news -----------------------------------------------------------------------------------------


def news(connection: Connection, facts: Sequence[Fact]) -> Iterable[Event]:
    """Tell the person; and both desks that somebody is asked, or has answered."""
    persons = dict.fromkeys(one for fact in facts for one in _persons(connection, fact))
    for person_id in persons:
        yield LanesChanged(person_id=person_id)
    told: dict[str, None] = {}
    for fact in facts:
        if isinstance(fact, HandingFact):
            told[fact.booth_id] = None
            ticket = queue.ticket(connection, fact.ticket_id)
            if ticket:
                told[ticket.booth_id] = None
    for booth_id in told:
        known = queue.queue_now(connection, booth_id)
        yield DeskChanged(booth_id=booth_id, version=known.version if known else 0)


def _persons(connection: Connection, fact: Fact) -> Iterator[str]:
    if isinstance(fact, HandingFact | PriorityFact):
        yield fact.person_id
    if isinstance(fact, AccountRenamed):
        for one in reads.asked_to(connection, fact.account_id):
            yield one.person_id


NEWS = (((*HANDING_FACTS, PriorityGranted, PriorityEnded, AccountRenamed), news),)
