"""What a seeker does with tickets: join, leave, ready, five more minutes, come back, choose."""

from collections.abc import Callable
from typing import Any

from fair import timers
from fair.booths import reads as booths
from fair.booths.booth import Booth
from fair.conduct import writes as conduct
from fair.contract.base import Done
from fair.contract.queue import (
    ChooseAfter,
    ChooseTelephone,
    EndQuiet,
    FreeTicket,
    GetReady,
    JoinQueue,
    LeaveQueue,
    PostponeTicket,
    QuietOver,
    ReturnToQueue,
    StayInQueue,
    TicketTakenReply,
)
from fair.days import day_at
from fair.db import Work
from fair.decisions import NotAllowed, NotFound, WrongState
from fair.employers import reads as employers
from fair.interviews import forecast_writes
from fair.limits import reads as limits
from fair.people import reads as people_reads
from fair.people import writes as people
from fair.people.refusals import KeptAway
from fair.programme import reads as programme_reads
from fair.programme.fair import Fair
from fair.queue import carry_writes, facts, line_store, line_writes, reads, store
from fair.queue.line_writes import settle
from fair.rooms import call_writes as rooms
from fair.tickets import carrying, closing, joining, leaving, order, refusals
from fair.tickets import ticket as rules
from fair.tickets.joining import Join, Wish
from fair.tickets.ticket import Ticket
from fair.vacancies import reads as vacancies


def join(work: Work, command: JoinQueue) -> TicketTakenReply:
    """Take a ticket. Refuses a closed booth or a full line, a second ticket here, and too many."""
    return join_for(work, command, work.actor.person_id, "joined_queue")


def join_for(work: Work, command: JoinQueue, person_id: str, why: str) -> TicketTakenReply:
    """Take a ticket for somebody, whose word stands behind it: `why` is how it was given."""
    booth = booths.booth(work.connection, command.booth_id)
    if booth is None:
        raise NotFound
    fair = _welcoming(work, booth)
    _must_not_be_kept_away(work, booth, person_id)
    named, today = command.vacancy_ids, day_at(work.now, fair.zone)
    person = people_reads.person(work.connection, person_id)
    young = person is not None and person.protected(today)
    capacity = limits.in_force(work.connection, booth).capacity
    held, before = store.held_and_before(work.connection, person_id, booth.id)
    asked = Join(
        booth=booth,
        person=person,
        today=today,
        limits=joining.limits_of(fair, capacity),
        held=held,
        named=named,
        posts=vacancies.vacancies(work.connection, named) if named else {},
        offered=vacancies.vacancies_of_booth(work.connection, booth.id) if young else (),
        waiting=reads.waiting(work.connection, [booth.id])[booth.id] if capacity else 0,
    )
    me = joining.check(asked)
    if command.phone_first:
        joining.check_number(me, proves=work.settings.sends_texts)
    people.give_consent(work, me.id, booth.employer_id, fair.id, why)
    number, version, looking = line_store.take_number(work, booth.id, fair.id)
    # Nobody is there yet to talk at once: "ready now" is no notice of a ring that comes later.
    ready_in = command.ready_in if fair.is_open else None
    ticket = joining.taken(work.new_id(), asked, _wish(command, ready_in), number, work.now)
    if carry_writes.lot_ahead(work, fair.id):
        ticket = carrying.undrawn(ticket, before)
    else:
        ticket = carrying.again(ticket, before)
    store.add(work, ticket)
    if ticket.held:
        line_writes.hold(work, ticket)
    if not looking:
        line_writes.look_soon(work, booth.id, fair.id)
    line_writes.record(
        work, ticket, version, facts.TicketTaken, lane=ticket.lane, ready_in=ready_in or 0,
        there=ticket.ready_at is not None, phone_ok=ticket.phone_ok, helper=ticket.helper,
        text_only=ticket.text_only, phone_first=ticket.phone_first, undrawn=ticket.undrawn,
        rank=ticket.rank if ticket.undrawn or ticket.after_id else 0, after_id=ticket.after_id,
    )  # fmt: skip
    return TicketTakenReply(ticket_id=ticket.id, number=number)


def _welcoming(work: Work, booth: Booth) -> Fair:
    """Return the fair, where one may join: it is open, or announced and the employer verified."""
    fair = programme_reads.fair(work.connection, booth.fair_id)
    if fair is None:
        raise NotFound
    joining.check_welcome(fair, booth, employers.licence(work.connection, booth.employer_id))
    return fair


def _must_not_be_kept_away(work: Work, booth: Booth, person_id: str) -> None:
    conduct.require_welcome(work, booth.fair_id, person_id)
    if people_reads.has_blocked(work.connection, person_id, booth.employer_id):
        raise KeptAway


def _wish(command: JoinQueue, ready_in: int | None) -> Wish:
    return Wish(
        named=command.vacancy_ids,
        ready_in=ready_in,
        phone_ok=command.phone_ok,
        phone_first=command.phone_first,
        helper=command.helper,
        text_only=command.text_only,
    )


def _mine(work: Work, ticket_id: str) -> Ticket:
    ticket = store.ticket(work, ticket_id)
    if ticket.person_id != work.actor.person_id:
        raise NotAllowed
    return ticket


def leave(work: Work, command: LeaveQueue) -> Done:
    """Give the place up; a ring stops."""
    ticket = _mine(work, command.ticket_id)
    give_up(work, ticket, leaving.cause_of(ticket))
    return Done()


def stay(work: Work, command: StayInQueue) -> Done:
    """Take leaving back, within 30 s; within 5 minutes where it was by a text.

    Refuses where joining would be refused by now. Who stays already, by a tap in another tab, is
    not told that the place is gone; who has joined again since has chosen the new number.
    """
    left = _mine(work, command.ticket_id)
    if left.live:
        return Done()
    head = order.head_rank(line_store.line(work.connection, left.booth_id))
    held = timers.ends_at(work.connection, rules.FREE, left.id) is not None
    back = leaving.stay(line_writes.fit(work, left), head, work.now, held=held)
    if left.undrawn and not carry_writes.is_drawn_later(work, left):
        back = carrying.too_late(back)
    booth = booths.booth(work.connection, left.booth_id)
    fair = programme_reads.fair(work.connection, left.fair_id)
    if booth is None or fair is None or joining.closed(booth):
        raise refusals.BoothIsClosed
    _must_not_be_kept_away(work, booth, left.person_id)
    joining.check_room(joining.limits_of(fair), store.held(work.connection, left.person_id), booth)
    if not people_reads.consented(work.connection, booth.employer_id, left.person_id):
        raise WrongState
    if reads.came_again(work.connection, left):
        raise refusals.LeftForGood
    settle(
        work, left, back, facts.LeavingTakenBack, rank=back.rank, held=back.held,
        away=left.cause != leaving.OUT, undrawn=back.undrawn,
    )  # fmt: skip
    forecast_writes.open_again(work, left.id)
    line_writes.note_return(work, back, "returned", back.rank)
    return Done()


def give_up(work: Work, ticket: Ticket, cause: str) -> None:
    """Take a ticket out of the queue for its owner; a ring stops. Refuses during a talk."""
    settle(work, ticket, leaving.give_up(ticket, cause, work.now), facts.TicketLeft, cause=cause)
    stop_ring(work, ticket)


def stop_ring(work: Work, was: Ticket, cause: str = "") -> None:
    """Stop the ring of a ticket that rang until now."""
    if was.rings and was.call_id:
        rooms.cancel(work, was.call_id, cause)


def ready(work: Work, command: GetReady) -> Done:
    """The person is there; a running five minutes ends."""
    ticket = _mine(work, command.ticket_id)
    settle(work, ticket, rules.make_ready(ticket, work.now), facts.GotReady)
    return Done()


def postpone(work: Work, command: PostponeTicket) -> Done:
    """Five more minutes. Refuses `AlreadyPostponed`: free once."""
    postpone_for(work, _mine(work, command.ticket_id))
    return Done()


def postpone_for(work: Work, ticket: Ticket) -> None:
    """Five more minutes for the owner of a ticket; refuses as `postpone`."""
    settle(work, ticket, rules.postpone(ticket), facts.TicketPostponed)


def telephone(work: Work, command: ChooseTelephone) -> Done:
    """By telephone, or on the page again; choosing it twice is once."""
    telephone_for(work, _mine(work, command.ticket_id), first=command.first)
    return Done()


def telephone_for(work: Work, ticket: Ticket, *, first: bool) -> None:
    """By telephone, or on the page again, for the owner of a ticket; refuses as `telephone`."""
    if first:
        person = people_reads.person(work.connection, ticket.person_id)
        joining.check_number(person, proves=work.settings.sends_texts)
    chosen = joining.telephone(ticket, first=first)
    if ticket.phone_first != first:
        settle(work, ticket, chosen, facts.TelephoneChosen, first=first)


def come_back(work: Work, command: ReturnToQueue) -> Done:
    """Back by the person's own tap: by number, behind the one at the head.

    Refuses `WrongState` where a recruiter says that the two have talked: first it is said how it
    was, or one number would give two talks.
    """
    ticket = line_writes.fit(work, _mine(work, command.ticket_id))
    if ticket.unconfirmed:
        raise WrongState
    head = order.head_rank(line_store.line(work.connection, ticket.booth_id))
    back = rules.come_back(ticket, head, work.now)
    booth = booths.booth(work.connection, ticket.booth_id)
    if booth is None or joining.closed(booth):
        raise refusals.BoothIsClosed
    _must_not_be_kept_away(work, booth, ticket.person_id)
    settle(work, store.ticket(work, ticket.id), back, facts.TicketReturned, rank=back.rank)
    line_writes.note_return(work, back, "returned", back.rank)
    return Done()


def choose(work: Work, command: ChooseAfter) -> Done:
    """For or after a closing, or after a lapse: the next session, "phone me", or leave."""
    ticket = _mine(work, command.ticket_id)
    if command.choice != closing.LEAVE:
        conduct.require_welcome(work, ticket.fair_id, ticket.person_id)
    if command.choice == closing.PHONE_ME:
        line_writes.fit(work, ticket)
        person = people_reads.person(work.connection, ticket.person_id)
        joining.check_number(person, proves=work.settings.sends_texts)
    if carry_writes.goes_on(work, ticket.id):
        raise WrongState
    chosen = closing.choose(ticket, command.choice, work.now)
    settle(work, ticket, chosen, facts.ChoiceMade, choice=command.choice)
    return Done()


def end_quiet(work: Work, _command: EndQuiet) -> Done:
    """I can take the next call now."""
    line_writes.stop_quiet(work, work.actor.person_id)
    return Done()


def quiet_over(work: Work, command: QuietOver) -> Done:
    """Two minutes have gone by."""
    line_writes.stop_quiet(work, command.person_id)
    return Done()


def free(work: Work, command: FreeTicket) -> Done:
    """The five minutes, or the moment after an unshown ring, are over."""
    ticket = store.ticket(work, command.ticket_id)
    freed = rules.free(ticket)
    if freed != ticket:
        settle(work, ticket, freed, facts.TicketFreed)
    return Done()


def _free_again(ref: str) -> FreeTicket:
    return FreeTicket(ticket_id=ref)


def _quiet_is_over(ref: str) -> QuietOver:
    return QuietOver(person_id=ref)


HANDLERS: dict[Any, Any] = {
    JoinQueue: join,
    LeaveQueue: leave,
    StayInQueue: stay,
    GetReady: ready,
    PostponeTicket: postpone,
    ChooseTelephone: telephone,
    ReturnToQueue: come_back,
    ChooseAfter: choose,
    EndQuiet: end_quiet,
    QuietOver: quiet_over,
    FreeTicket: free,
}
DUE: dict[str, Callable[[str], Any]] = {
    rules.FREE: _free_again,
    line_writes.QUIET: _quiet_is_over,
}
