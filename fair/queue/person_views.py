"""What a seeker sees of their own tickets, and the box to join; and the news of both."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict

from sqlalchemy import Connection

from fair import codes, timers
from fair.accounts import reads as accounts
from fair.booths import reads as booths
from fair.booths.booth import Booth
from fair.days import day_at
from fair.db import utc_now
from fair.decisions import NotFound
from fair.glossary import Role, TicketState, VacancyState
from fair.interviews import reads as interviews
from fair.interviews.forecast import Range
from fair.interviews.interview import Interview
from fair.people import reads as people
from fair.people.person import Person
from fair.programme import reads as programme
from fair.programme.fair import Fair
from fair.queue import joining, line_store, line_views, reads, store
from fair.queue.line_views import Line
from fair.queue.reads import Accuracy
from fair.queue.ticket import FREE, IN_CALL, Ticket
from fair.vacancies import reads as vacancies
from fair.vacancies.vacancy import Vacancy, for_readers
from fair.web import Viewer

KEPT_AFTER = (TicketState.SERVED, TicketState.LAPSED, TicketState.CLOSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketCard:
    """One ticket as its owner reads it. `show` names the look; `went` counts causes.

    `for_adults` where its owner is 16 or 17 and no post of the booth is open to them any more.
    """

    ticket: Ticket
    booth: Booth
    employer: str
    show: str
    posts: tuple[str, ...]
    filled: tuple[str, ...]
    others: tuple[Vacancy, ...]
    line: Line | None
    when: Range | None
    talking: int
    went: Mapping[str, int]
    elsewhere: str
    free_at: datetime | None
    interview: Interview | None
    recruiter: str
    for_adults: bool


class MyTickets(TypedDict):
    """A seeker's tickets, and what holds calls back now."""

    cards: list[TicketCard]
    now: datetime
    waits: bool
    talks: bool
    reachable: bool
    phone: str
    quiet: datetime | None
    fair: Fair | None
    reason_texts: dict[str, str]


class NewcomersWait(TypedDict):
    """The wait of who joins now; `when` is None while nobody is on duty.

    `asks` where the reader is asked when to begin if nobody waits; `for_adults` where the reader is
    16 or 17 and no post here is open to them.
    """

    line: Line
    when: Range | None
    now: datetime
    asks: bool
    for_adults: bool


class Box(NewcomersWait):
    """What a reader can do at a booth: join, or see the own ticket."""

    booth: Booth
    employer: str
    fair_open: bool
    closed: bool
    mine: Ticket | None
    person: Person | None
    full: bool
    most: int
    posts: tuple[Vacancy, ...]
    post_options: list[tuple[str, str]]
    idle: bool
    accuracy: Accuracy


def my_queues(connection: Connection, viewer: Viewer) -> MyTickets:
    """Return the seeker's tickets, live ones first, and what holds calls back now."""
    now = utc_now()
    mine = [one for one in reads.tickets_of_person(connection, viewer.person_id) if _kept(one)]
    mine.sort(key=lambda one: (not one.live, not one.chooses))
    in_call = next((one for one in mine if one.state in IN_CALL), None)
    person = people.person(connection, viewer.person_id)
    quiet = line_store.quiet_until(connection, viewer.person_id)
    newest = mine[0].fair_id if mine else ""
    fair = programme.fair(connection, newest) if newest else programme.current_fair(connection)
    cards = [card(connection, viewer, one, in_call, now) for one in _latest(mine)]
    return {
        "cards": cards,
        "now": now,
        "waits": any(one.state is TicketState.WAITING for one in mine),
        "talks": any(one.state is TicketState.WAITING and not one.text_only for one in mine),
        "reachable": bool(person and person.reachable),
        "phone": person.masked_phone if person else "",
        "quiet": quiet if quiet and quiet > now else None,
        "fair": fair,
        "reason_texts": dict(codes.options(tuple(codes.reasons().values()), viewer.lang)),
    }


def _kept(ticket: Ticket) -> bool:
    return ticket.live or ticket.state in KEPT_AFTER


def _latest(tickets: Sequence[Ticket]) -> list[Ticket]:
    """Leave out what a newer ticket at the same booth has replaced, but not an answer."""
    seen: set[str] = set()
    kept = []
    for one in tickets:
        if one.booth_id not in seen or one.state is TicketState.SERVED:
            kept.append(one)
        seen.add(one.booth_id)
    return kept


def card(
    connection: Connection, viewer: Viewer, ticket: Ticket, in_call: Ticket | None, now: datetime
) -> TicketCard:
    """Return one ticket with everything its owner should know."""
    booth = _booth(connection, ticket.booth_id)
    waits = ticket.state is TicketState.WAITING
    frozen = waits and in_call is not None and in_call.id != ticket.id
    named = vacancies.vacancies(connection, ticket.vacancy_ids)
    posts = [for_readers(one) for one in named.values()]
    filled = tuple(one.title for one in posts if one.state is not VacancyState.OPEN)
    line = line_views.line(connection, booth.id, ticket.number) if waits else None
    elsewhere = _employer(connection, in_call.booth_id, viewer.lang) if frozen and in_call else ""
    account = accounts.account(connection, ticket.account_id) if ticket.state in IN_CALL else None
    return TicketCard(
        ticket=ticket,
        booth=booth,
        employer=booths.name_of(connection, booth, viewer.lang),
        show=_show(ticket, frozen=frozen),
        posts=tuple(one.title for one in posts),
        filled=filled if ticket.live else (),
        others=_others(connection, viewer, ticket, booth, now) if filled and ticket.live else (),
        line=line,
        when=line.range(now) if line and not frozen else None,
        talking=reads.in_call(connection, booth.id) if waits else 0,
        went=reads.went_before(connection, ticket) if waits else {},
        elsewhere=elsewhere,
        free_at=timers.ends_at(connection, FREE, ticket.id) if ticket.held else None,
        interview=_interview(connection, ticket),
        recruiter=account.name if account else "",
        for_adults=_for_adults(connection, people.person(connection, ticket.person_id), booth, now),
    )


def _booth(connection: Connection, booth_id: str) -> Booth:
    booth = booths.booth(connection, booth_id)
    if booth is None:
        raise NotFound
    return booth


def _employer(connection: Connection, booth_id: str, lang: str) -> str:
    return booths.name_of(connection, _booth(connection, booth_id), lang)


def _show(ticket: Ticket, *, frozen: bool) -> str:
    if frozen:
        return "frozen"
    if ticket.state is TicketState.WAITING and ticket.warned_at and not ticket.held:
        return "get-ready"
    return ticket.state.value


def _interview(connection: Connection, ticket: Ticket) -> Interview | None:
    found = interviews.interviews_of_ticket(connection, ticket.id)
    return found[-1] if found else None


def _others(
    connection: Connection, viewer: Viewer, ticket: Ticket, booth: Booth, now: datetime
) -> tuple[Vacancy, ...]:
    """Return posts still open at this booth that the ticket does not name."""
    return tuple(
        one
        for one in open_posts(connection, viewer, booth, now)
        if one.id not in ticket.vacancy_ids
    )[:3]


def open_posts(
    connection: Connection, viewer: Viewer, booth: Booth, now: datetime
) -> tuple[Vacancy, ...]:
    """Return the open posts of a booth that this person may take."""
    today = day_at(now, programme.zone_of(connection, booth.fair_id))
    adult = people.is_grown_up(connection, viewer.person_id, today)
    return tuple(
        one
        for one in vacancies.vacancies_of_booth(connection, booth.id)
        if joining.may_take(one, protected=not adult)
    )


def _for_adults(connection: Connection, person: Person | None, booth: Booth, now: datetime) -> bool:
    """Return whether no post of the booth is open to this person, who is 16 or 17."""
    today = day_at(now, programme.zone_of(connection, booth.fair_id))
    if person is None or not person.protected(today):
        return False
    return not joining.fitting(vacancies.vacancies_of_booth(connection, booth.id))


def wait(connection: Connection, viewer: Viewer, booth_id: str) -> NewcomersWait:
    """Return the wait of who joins now."""
    found = line_views.line(connection, booth_id)
    now = utc_now()
    person = people.person(connection, viewer.person_id) if viewer.person_id else None
    return {
        "line": found,
        "when": found.range(now),
        "now": now,
        "asks": False,
        "for_adults": _for_adults(connection, person, _booth(connection, booth_id), now),
    }


def box(connection: Connection, viewer: Viewer, booth_id: str) -> Box:
    """Return what a reader can do at a booth: join, or see the own ticket."""
    now = utc_now()
    booth = _booth(connection, booth_id)
    fair = programme.fair(connection, booth.fair_id)
    seeker = viewer.role is Role.SEEKER
    mine = reads.live_ticket(connection, viewer.person_id, booth_id) if seeker else None
    person = people.person(connection, viewer.person_id) if seeker else None
    held = store.held(connection, viewer.person_id) if seeker else []
    limits = joining.limits_of(fair) if fair else None
    on_duty = len(booths.on_duty(connection, booth_id))
    waiting = reads.waiting(connection, [booth_id])[booth_id]
    posts = open_posts(connection, viewer, booth, now)
    return {
        **wait(connection, viewer, booth_id),
        "asks": seeker,
        "booth": booth,
        "employer": booths.name_of(connection, booth, viewer.lang),
        "fair_open": bool(fair and fair.state == "open"),
        "closed": joining.closed(booth),
        "mine": mine,
        "person": person,
        "full": bool(limits and limits.full(held, booth.fair_id)),
        "most": limits.tickets if limits else 0,
        "posts": posts,
        "post_options": [(one.id, one.title) for one in posts],
        "idle": joining.idle(waiting, on_duty, reads.in_call(connection, booth_id)),
        "accuracy": reads.accuracy(connection, booth_id),
    }
