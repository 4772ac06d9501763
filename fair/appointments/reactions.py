"""What becomes of appointments when a ticket, a fair, a licence or a person changes."""

from collections.abc import Sequence
from typing import Any

from fair.appointments import appointment as rules
from fair.appointments import reads, refusals, slot, writes
from fair.appointments.appointment import Appointment
from fair.appointments.slot_actions import take_back
from fair.booths import reads as booths
from fair.booths.facts import (
    BoothClosed,
    BoothOpened,
    BoothPaused,
    DutyBreakEnded,
    DutyBreakStarted,
    DutyEnded,
    DutyStarted,
)
from fair.conduct.facts import PersonRemoved
from fair.db import Work
from fair.employers import reads as employers
from fair.employers.facts import LicenceExpired, LicenceRejected, LicenceSuspended
from fair.glossary import Lane, SessionState, TicketState
from fair.people.facts import ConsentWithdrawn, EmployerBlocked, PersonErased
from fair.programme import reads as programme
from fair.programme.facts import (
    FairChanged,
    FairClosed,
    SessionAdded,
    SessionHoursMoved,
    SessionMoved,
    SessionRemoved,
)
from fair.programme.fair import Fair
from fair.programme.session import Session, yes_of
from fair.queue import lane_writes
from fair.queue import reads as queue
from fair.queue.facts import (
    TicketClosed,
    TicketFact,
    TicketLapsed,
    TicketLeft,
    TicketParked,
    TicketReturned,
    TicketServed,
)
from fair.tickets import closing, lifting

HoursFact = FairChanged | SessionAdded | SessionMoved | SessionRemoved


def ticket_ended(work: Work, fact: TicketFact) -> None:
    """The talk took place, or the person ended the wait for it, or what breaks off ended it.

    A whole line that ends with its booth is asked about once: `booth_closed`.
    """
    if isinstance(fact, TicketClosed) and fact.cause in closing.TOGETHER:
        return
    one = reads.due_with(work.connection, fact.ticket_id)
    if one is None:
        return
    match fact:
        case TicketServed():
            writes.keep(work, one)
        case TicketLeft(cause=cause):
            writes.cancel(work, one, "erased" if cause == "erased" else "own_wish")
        case TicketClosed():
            writes.fail(work, one, "absent", told=True)
        case _:
            writes.miss(work, one)


def booth_closed(work: Work, fact: BoothClosed) -> None:
    """The booth ended the wait for those talks whose time had come; one that goes on is held.

    The employer answers for it where it closed by itself, and where the time was over by then.
    """
    for one in reads.live_of(work.connection, "booth_id", [fact.booth_id]):
        ticket = queue.ticket(work.connection, one.ticket_id) if one.ticket_id else None
        if ticket and ticket.state is TicketState.CLOSED:
            writes.fail(work, one, rules.cause_at_closing(one, fact.cause, work.now), told=True)


def staff_changed(work: Work, fact: Any) -> None:
    """A booth that is away keeps nobody from other talks; one that is back does again."""
    for one in reads.live_of(work.connection, "booth_id", [fact.booth_id]):
        if one.state in rules.HOLDING:
            writes.hold(work, one)


def parked(work: Work, fact: TicketParked) -> None:
    """A ring that was shown to its end is missed; what a recruiter alone says is not."""
    if fact.cause == "missed":
        ticket_ended(work, fact)


def returned(work: Work, fact: TicketReturned) -> None:
    """Who comes back to an appointment that has come due stands in its lane again."""
    ticket = queue.ticket(work.connection, fact.ticket_id)
    if ticket and ticket.waits and reads.due_with(work.connection, ticket.id):
        lane_writes.put(work, ticket, Lane.APPOINTMENT, lifting.APPOINTMENT)


def hours_changed(work: Work, fact: HoursFact) -> None:
    """What lies outside the hours now does not take place: who has it takes another time."""
    fair = programme.fair(work.connection, fact.fair_id)
    if fair is None:
        return
    sessions = programme.sessions(work.connection, fair.id)
    for one in reads.slots_of_fair(work.connection, fair.id, work.now):
        if not slot.in_hours(fair, sessions, one.starts_at, one.ends_at):
            take_back(work, one, _why(fact))
    for begun in _outside(work, fair, sessions):
        ran_out = begun.ends_at is not None and begun.ends_at <= work.now and fair.is_open
        writes.fail(work, begun, "absent" if ran_out else _why(fact))


def _why(fact: HoursFact) -> str:
    over = isinstance(fact, SessionMoved) and fact.state is SessionState.OVER
    return "session" if over else "hours"


def _outside(work: Work, fair: Fair, sessions: Sequence[Session]) -> list[Appointment]:
    """Return the appointments that nobody may keep: a time that is over is not promised on."""
    return [
        one
        for one in reads.ahead_of_fair(work.connection, fair.id)
        if one.starts_at
        and one.ends_at
        and not slot.in_hours(fair, sessions, one.starts_at, one.ends_at)
    ]


def session_asked(work: Work, fact: SessionHoursMoved) -> None:
    """Refuse `SessionAsk` where times would be called off and nobody was asked."""
    fair = programme.fair(work.connection, fact.fair_id)
    if fair is None or fact.agreed:
        return
    lost = _outside(work, fair, programme.sessions(work.connection, fair.id))
    if lost:
        raise refusals.SessionAsk(yes_of(fact.opens_at, fact.closes_at), lost=len(lost))


def fair_closed(work: Work, fact: FairClosed) -> None:
    """After the fair nothing is due any more."""
    for one in reads.live_of(work.connection, "fair_id", [fact.fair_id]):
        writes.fail(work, one, "fair")


def licence_lost(work: Work, fact: LicenceSuspended | LicenceExpired | LicenceRejected) -> None:
    """Without a licence nobody is met; who has an appointment is told at once."""
    if employers.covered(work.connection, fact.employer_id):
        return
    theirs = [one.id for one in booths.booths_of_employer(work.connection, fact.employer_id)]
    for one in reads.live_of(work.connection, "booth_id", theirs):
        writes.fail(work, one, "licence")


def kept_away(work: Work, fact: ConsentWithdrawn | EmployerBlocked) -> None:
    """Who is to see or reach the person no more has no appointment with them either."""
    theirs = {one.id for one in booths.booths_of_employer(work.connection, fact.employer_id)}
    for one in reads.live_of(work.connection, "person_id", [fact.person_id]):
        if one.booth_id in theirs:
            writes.cancel(work, one, "own_wish")


def person_removed(work: Work, fact: PersonRemoved) -> None:
    """Who is sent out of a fair has no appointment there; one that is due leaves with its place."""
    for one in reads.live_of(work.connection, "person_id", [fact.person_id]):
        if one.fair_id == fact.fair_id:
            writes.cancel(work, one, "sent_out")


def person_erased(work: Work, fact: PersonErased) -> None:
    """Give everything back."""
    for one in reads.live_of(work.connection, "person_id", [fact.person_id]):
        writes.cancel(work, one, "erased")


REACTIONS: dict[Any, list[Any]] = {
    TicketServed: [ticket_ended],
    TicketLeft: [ticket_ended],
    TicketClosed: [ticket_ended],
    BoothClosed: [booth_closed, staff_changed],
    BoothOpened: [staff_changed],
    BoothPaused: [staff_changed],
    DutyStarted: [staff_changed],
    DutyEnded: [staff_changed],
    DutyBreakStarted: [staff_changed],
    DutyBreakEnded: [staff_changed],
    TicketLapsed: [ticket_ended],
    TicketParked: [parked],
    TicketReturned: [returned],
    FairChanged: [hours_changed],
    SessionAdded: [hours_changed],
    SessionHoursMoved: [session_asked],
    SessionMoved: [hours_changed],
    SessionRemoved: [hours_changed],
    FairClosed: [fair_closed],
    LicenceSuspended: [licence_lost],
    LicenceExpired: [licence_lost],
    LicenceRejected: [licence_lost],
    ConsentWithdrawn: [kept_away],
    EmployerBlocked: [kept_away],
    PersonRemoved: [person_removed],
    PersonErased: [person_erased],
}
