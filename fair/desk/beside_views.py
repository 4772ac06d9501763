"""The line at a desk, row by row, and what stands beside one person of it."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from fair import codes
from fair.accounts import reads as account_reads
from fair.accounts import reads as accounts
from fair.booths import reads as booths
from fair.booths.booth import Booth
from fair.days import day_at
from fair.glossary import Lane, TicketState
from fair.interviews import reads as interviews
from fair.interviews.interview import Interview
from fair.people import reads as people
from fair.people.profile import Profile
from fair.programme import reads as programme
from fair.queue import reads
from fair.rooms import call_reads as rooms
from fair.rooms import microphone_reads as microphones
from fair.tickets import lifting, order
from fair.tickets.ticket import IN_CALL, Ticket
from fair.vacancies import reads as vacancies
from fair.vacancies.vacancy import Vacancy
from fair.web import Viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class Talked:
    """An earlier talk with this employer: who talked, what was noted, how it ended."""

    interview: Interview
    by: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What is known of a person; `person_id` is empty without the person's consent.

    `microphone` is what their own page last said of it, and empty where it was not tried.
    """

    person_id: str
    today: date
    ticket: Ticket | None
    posts: tuple[Vacancy, ...]
    talks: tuple[Talked, ...]
    microphone: str = ""


def beside(
    connection: Connection, booth: Booth, person_id: str, ticket: Ticket | None, now: datetime
) -> Beside:
    """Return what this booth's employer knows of a person; nothing of who took the consent back."""
    today = day_at(now, programme.zone_of(connection, booth.fair_id))
    if not people.consented(connection, booth.employer_id, person_id):
        return Beside(person_id="", today=today, ticket=ticket, posts=(), talks=())
    posts = vacancies.vacancies(connection, ticket.vacancy_ids if ticket else ())
    return Beside(
        person_id=person_id,
        today=today,
        ticket=ticket,
        posts=tuple(posts.values()),
        talks=_talks(connection, booth.employer_id, person_id),
        microphone=microphones.verdicts(connection, [person_id], now).get(person_id, ""),
    )


def _talks(connection: Connection, employer_id: str, person_id: str) -> tuple[Talked, ...]:
    ours = {one.id for one in booths.booths_of_employer(connection, employer_id)}
    found = [
        one for one in interviews.interviews_of_person(connection, person_id)
        if one.booth_id in ours and one.ended_at
    ]  # fmt: skip
    staff = accounts.accounts(connection, {one.account_id for one in found})
    return tuple(
        Talked(
            interview=one,
            by=staff[one.account_id].name if one.account_id in staff else "",
            note=rooms.note(connection, one.call_id),
        )
        for one in reversed(found)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One person in the line. `why` is a code that the template says in words.

    `kept_for` is why this recruiter cannot ring somebody who waits; "" where that could be.
    """

    ticket: Ticket
    name: str
    work: str
    years: int
    minutes: int
    state: str
    why: str
    who: str = ""
    kept_for: str = ""
    protected: bool = False
    microphone: str = ""


def line_rows(
    connection: Connection, viewer: Viewer, booth: Booth, now: datetime
) -> tuple[list[Row], Row | None]:
    """Return everybody in the line of a booth, and whom "call next" would ring."""
    me = viewer.actor.account_id
    chosen = reads.next_free(connection, booth.id, me, now)
    mine = {one.ticket_id for one in reads.offered(connection, booth.id, me, now)}
    standing = {one.ticket_id: one for one in reads.in_order(connection, booth.id)}
    tickets = {one.id: one for one in reads.live_tickets(connection, booth.id)}
    ids = {one.person_id for one in tickets.values()}
    known = people.consented_of(connection, booth.employer_id, ids)
    persons, profiles = people.persons(connection, known), people.profiles(connection, known)
    named = {one.meant_for or one.account_id for one in tickets.values()} - {""}
    staff = account_reads.accounts(connection, named)
    today = day_at(now, programme.zone_of(connection, booth.fair_id))
    tried = microphones.verdicts(connection, known, now)
    sorted_tickets = sorted(
        tickets.values(), key=lambda one: (_group(one), list(standing).index(one.id))
        if one.id in standing else (_group(one), one.number),
    )  # fmt: skip
    rows = []
    for ticket in sorted_tickets:
        person, profile = persons.get(ticket.person_id), profiles.get(ticket.person_id, Profile())
        account = staff.get(ticket.meant_for or ticket.account_id)
        rows.append(
            _row(
                viewer, ticket, standing.get(ticket.id), profile, now,
                protected=bool(person and person.protected(today)),
                name=person.name if person and not person.erased else "",
                first=bool(chosen and chosen.ticket_id == ticket.id),
                others=bool(ticket.meant_for) and ticket.waits and ticket.id not in mine,
                who=account.name if account else "",
                microphone=tried.get(ticket.person_id, ""),
            )
        )  # fmt: skip
    return rows, next((r for r in rows if chosen and r.ticket.id == chosen.ticket_id), None)


def _group(ticket: Ticket) -> int:
    if ticket.state in IN_CALL:
        return 0
    return 2 if ticket.state is TicketState.PARKED else 1


def _row(
    viewer: Viewer, ticket: Ticket, one: order.Standing | None, profile: Profile, now: datetime,
    *, name: str, first: bool, others: bool, who: str, protected: bool, microphone: str,
) -> Row:  # fmt: skip
    work = profile.main_work
    return Row(
        ticket=ticket,
        name=name,
        work=codes.title(work, viewer.lang) if work else "",
        years=profile.years.get(work, 0),
        minutes=ticket.waited_s(now) // 60,
        state=_state(ticket, one, first=first, others=others),
        why="meant" if others else _why(ticket, one, first=first),
        kept_for=(one.kept_by if one else "") or ("meant" if others else ""),
        who=who,
        protected=protected,
        microphone=microphone,
    )


def _state(ticket: Ticket, one: order.Standing | None, *, first: bool, others: bool) -> str:
    if others or (one is not None and not one.free):
        return "frozen"
    return "get-ready" if first else ticket.state.value


def _why(ticket: Ticket, one: order.Standing | None, *, first: bool) -> str:
    if one is None:
        return ticket.state.value if ticket.state in IN_CALL else f"parked:{ticket.cause}"
    for name, holds in (
        ("due_busy", one.busy and ticket.lane is Lane.APPOINTMENT),
        ("busy", one.busy),
        ("quiet", one.quiet),
        ("engaged", one.engaged),
        (one.held, bool(one.held)),
    ):
        if holds:
            return name
    if ticket.lane != "standard":
        return "passed_on" if ticket.cause == lifting.HANDED_ON else ticket.lane.value
    if first:
        return "first"
    return "ready" if ticket.ready_at else "warned" if ticket.warned_at else ""
