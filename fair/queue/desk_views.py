"""What a recruiter sees: the line with reasons, whom to call next, answers owed, my people."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict

from sqlalchemy import Connection

from fair import codes
from fair.accounts import reads as account_reads
from fair.booths import reads as booths
from fair.booths.booth import Booth
from fair.days import day_at
from fair.db import utc_now
from fair.decisions import NotAllowed, NotFound
from fair.glossary import InterviewState, TicketState
from fair.interviews import forecast_reads
from fair.interviews import reads as interview_reads
from fair.interviews.forecast_reads import Accuracy
from fair.interviews.interview import Interview
from fair.people import reads as people
from fair.people.profile import Profile
from fair.programme import reads as programme
from fair.programme.fair import Fair
from fair.queue import line_store, order, reads, store
from fair.queue.line_views import in_order
from fair.queue.near_views import near
from fair.queue.store import ticket_table
from fair.queue.ticket import IN_CALL, LIVE, Ticket
from fair.rooms import call_reads as rooms
from fair.rooms.call import Call
from fair.vacancies import reads as vacancies
from fair.web import Viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One person in the line. `why` is a code that the template says in words."""

    ticket: Ticket
    name: str
    work: str
    years: int
    minutes: int
    state: str
    why: str
    who: str = ""
    protected: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """An answer that is owed, and for how long still."""

    interview: Interview
    name: str
    posts: tuple[str, ...]
    hours: int
    minutes: int
    ticket: Ticket | None


class Desk(TypedDict):
    """The whole desk of a booth; `next` is whom to call, `near` how far the work is from home."""

    booth: Booth
    title: str
    fair: Fair | None
    rows: list[Row]
    waiting: int
    next: Row | None
    near: str
    here: bool
    call: Call | None
    owed: list[Owed]
    by_name: bool
    accuracy: Accuracy
    reasons: list[tuple[str, str]]


def require_booth(connection: Connection, viewer: Viewer, booth_id: str) -> Booth:
    """Return the booth for its employer's recruiters; refuses all others."""
    booth = booths.booth(connection, booth_id)
    if booth is None:
        raise NotFound
    if not viewer.actor.works_for(booth.employer_id):
        raise NotAllowed
    return booth


def first_booth(connection: Connection, viewer: Viewer) -> str | None:
    """Return the booth where the recruiter stands, else the employer's in the running fair."""
    duty = booths.duty(connection, viewer.actor.account_id)
    if duty:
        return duty.booth_id
    mine = booths.booths_of_employer(connection, viewer.actor.employer_id)
    current = programme.current_fair(connection)
    here = [one for one in mine if current and one.fair_id == current.id]
    return next((one.id for one in (*here, *mine)), None)


def desk(connection: Connection, viewer: Viewer, booth_id: str) -> Desk:
    """Return the whole desk of a booth."""
    booth = require_booth(connection, viewer, booth_id)
    now = utc_now()
    rows, chosen = _rows(connection, viewer, booth, now)
    duty = booths.duty(connection, viewer.actor.account_id)
    call = rooms.open_call_of_account(connection, viewer.actor.account_id)
    queue = line_store.queue(connection, booth.id)
    return {
        "booth": booth,
        "title": booths.name_of(connection, booth, viewer.lang),
        "fair": programme.fair(connection, booth.fair_id),
        "rows": rows,
        "waiting": sum(1 for row in rows if row.ticket.state is TicketState.WAITING),
        "next": chosen,
        "near": near(connection, viewer, chosen.ticket) if chosen and chosen.name else "",
        "here": bool(duty and duty.here and duty.booth_id == booth.id),
        "call": call,
        "owed": owed(
            connection, viewer, interview_reads.interviews_of_booth(connection, booth.id), now
        ),
        "by_name": bool(queue and order.may_call_by_name(queue.calls, queue.by_name)),
        "accuracy": forecast_reads.accuracy(connection, booth.id),
        "reasons": reasons(viewer),
    }


def _rows(
    connection: Connection, viewer: Viewer, booth: Booth, now: datetime
) -> tuple[list[Row], Row | None]:
    line = in_order(connection, booth.id)
    recent = line_store.recent(line_store.queue(connection, booth.id))
    chosen = order.next_free(line, recent)
    standing = {one.ticket_id: one for one in line}
    tickets = {
        one.id: one
        for one in store.tickets_where(
            connection, ticket_table.c.booth_id == booth.id, ticket_table.c.state.in_(sorted(LIVE))
        )
    }
    ids = {one.person_id for one in tickets.values()}
    known = people.consented_of(connection, booth.employer_id, ids)
    persons, profiles = people.persons(connection, known), people.profiles(connection, known)
    staff = account_reads.accounts(connection, {one.account_id for one in tickets.values()} - {""})
    today = day_at(now, programme.zone_of(connection, booth.fair_id))
    sorted_tickets = sorted(
        tickets.values(), key=lambda one: (_group(one), list(standing).index(one.id))
        if one.id in standing else (_group(one), one.number),
    )  # fmt: skip
    rows = []
    for ticket in sorted_tickets:
        person, profile = persons.get(ticket.person_id), profiles.get(ticket.person_id, Profile())
        account = staff.get(ticket.account_id)
        rows.append(
            _row(
                viewer, ticket, standing.get(ticket.id), profile, now,
                protected=bool(person and person.protected(today)),
                name=person.name if person and not person.erased else "",
                first=bool(chosen and chosen.ticket_id == ticket.id),
                who=account.name if account else "",
            )
        )  # fmt: skip
    return rows, next((r for r in rows if chosen and r.ticket.id == chosen.ticket_id), None)


def _group(ticket: Ticket) -> int:
    if ticket.state in IN_CALL:
        return 0
    return 2 if ticket.state is TicketState.PARKED else 1


def _row(
    viewer: Viewer, ticket: Ticket, one: order.Standing | None, profile: Profile, now: datetime,
    *, name: str, first: bool, who: str, protected: bool,
) -> Row:  # fmt: skip
    work = profile.main_work
    return Row(
        ticket=ticket,
        name=name,
        work=codes.title(work, viewer.lang) if work else "",
        years=profile.years.get(work, 0),
        minutes=ticket.waited_s(now) // 60,
        state=_state(ticket, one, first=first),
        why=_why(ticket, one, first=first),
        who=who,
        protected=protected,
    )


def _state(ticket: Ticket, one: order.Standing | None, *, first: bool) -> str:
    if one is not None and not one.free:
        return "frozen"
    return "get-ready" if first else ticket.state.value


def _why(ticket: Ticket, one: order.Standing | None, *, first: bool) -> str:
    if one is None:
        return ticket.state.value if ticket.state in IN_CALL else f"parked:{ticket.cause}"
    for name, holds in (("busy", one.busy), ("quiet", one.quiet), (one.held, bool(one.held))):
        if holds:
            return name
    if ticket.lane != "standard":
        return ticket.lane.value
    if first:
        return "first"
    return "ready" if ticket.ready_at else "warned" if ticket.warned_at else ""


def owed(
    connection: Connection, viewer: Viewer, interviews: Iterable[Interview], now: datetime
) -> list[Owed]:
    """Return the answers owed, the most urgent first; mine before my colleagues'."""
    found = [one for one in interviews if one.state is InterviewState.OWED]
    found.sort(key=lambda one: (one.account_id != viewer.actor.account_id, one.ended_at or now))
    return as_owed(connection, viewer, found, now)


def as_owed(
    connection: Connection, viewer: Viewer, found: Sequence[Interview], now: datetime
) -> list[Owed]:
    """Return interviews with posts, and the names of those who still consent."""
    ids = {one.person_id for one in found}
    persons = people.persons(
        connection, people.consented_of(connection, viewer.actor.employer_id, ids)
    )
    made = []
    for one in found:
        ticket = reads.ticket(connection, one.ticket_id)
        posts = vacancies.vacancies(connection, ticket.vacancy_ids if ticket else ())
        due = one.due_at()
        left = max(0, int((due - now).total_seconds())) if due else 0
        person = persons.get(one.person_id)
        made.append(
            Owed(
                interview=one,
                name=person.name if person else "",
                posts=tuple(post.title for post in posts.values()),
                hours=left // 3600,
                minutes=left % 3600 // 60,
                ticket=ticket,
            )
        )
    return made


def reasons(viewer: Viewer) -> list[tuple[str, str]]:
    """Return the listed reasons of a no-fit for a select."""
    return codes.options(tuple(codes.reasons().values()), viewer.lang)
