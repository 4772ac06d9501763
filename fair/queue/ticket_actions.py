"""What a seeker does with tickets: join, leave, ready, five more minutes, come back, choose."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from fair import timers
from fair.booths import reads as booths
from fair.booths.booth import Booth
from fair.contract.base import Done
from fair.contract.queue import (
    ChooseAfter,
    EndQuiet,
    FreeTicket,
    GetReady,
    JoinQueue,
    LeaveQueue,
    PostponeTicket,
    QuietOver,
    ReturnToQueue,
    TicketTakenReply,
)
from fair.db import Work
from fair.decisions import NotAllowed, NotFound, WrongState, move
from fair.glossary import BoothState, Lane, TicketState, VacancyState
from fair.people import reads as people_reads
from fair.people import writes as people
from fair.people.person import YOUNGEST, Person, day_of
from fair.people.refusals import UnderAge
from fair.programme import actions as programme
from fair.queue import facts, line_store, line_writes, order, refusals, store
from fair.queue import ticket as rules
from fair.queue.line_writes import settle
from fair.queue.ticket import FIVE, MOVES_TICKET, Ticket
from fair.rooms import call_writes as rooms
from fair.vacancies import reads as vacancies

QUIET = "queue.quiet"
QUEUING = (TicketState.WAITING, TicketState.CALLED, TicketState.PARKED)


def join(work: Work, command: JoinQueue) -> TicketTakenReply:
    """Take a ticket. Refuses a closed booth, a second ticket here, and one too many elsewhere."""
    booth = booths.booth(work.connection, command.booth_id)
    if booth is None:
        raise NotFound
    fair = programme.require_open(work, booth.fair_id)
    if booth.state is BoothState.CLOSED:
        raise refusals.BoothIsClosed
    me = _grown_enough(work)
    mine = store.live_of_person(work, me.id)
    if any(row.booth_id == booth.id for row in mine):
        raise refusals.AlreadyInQueue
    if sum(1 for row in mine if row.fair_id == fair.id) >= fair.most_tickets:
        raise refusals.TooManyQueues(most=fair.most_tickets)
    if command.vacancy_ids:
        _check_posts(work, booth, command.vacancy_ids, me)
    people.give_consent(work, me.id, booth.employer_id, fair.id, "joined_queue")
    number, line, looking = line_store.take_number(work, booth.id, fair.id)
    ticket = _fresh(work, command, booth, number)
    store.add(work, ticket)
    if ticket.held:
        line_writes.hold(work, ticket)
    if not looking:
        line_writes.look_soon(work, booth.id, fair.id)
    line_writes.record(
        work, ticket, line, facts.TicketTaken, lane=ticket.lane, ready_in=command.ready_in or 0
    )
    return TicketTakenReply(ticket_id=ticket.id, number=number)


def _fresh(work: Work, command: JoinQueue, booth: Booth, number: int) -> Ticket:
    ready = command.ready_in == 0
    return Ticket(
        id=work.new_id(),
        fair_id=booth.fair_id,
        booth_id=booth.id,
        person_id=work.actor.person_id,
        number=number,
        rank=rules.rank_of(number),
        lane=Lane.STANDARD,
        state=TicketState.WAITING,
        vacancy_ids=tuple(dict.fromkeys(command.vacancy_ids)),
        joined_at=work.now,
        since_at=work.now,
        version=1,
        held=FIVE if command.ready_in else "",
        warned_at=work.now if ready else None,
        ready_at=work.now if ready else None,
        phone_ok=command.phone_ok,
        helper=command.helper,
        text_only=command.text_only,
    )


def _grown_enough(work: Work) -> Person:
    me = people_reads.person(work.connection, work.actor.person_id)
    if me is None or me.erased:
        raise NotFound
    if me.born_on and me.age(day_of(work.now)) < YOUNGEST:
        raise UnderAge
    return me


def _check_posts(work: Work, booth: Booth, ids: tuple[str, ...], me: Person) -> None:
    found = vacancies.vacancies(work.connection, ids)
    protected = me.protected(day_of(work.now))
    for vacancy_id in ids:
        post = found.get(vacancy_id)
        open_here = post and post.booth_id == booth.id and post.state is VacancyState.OPEN
        if not post or not open_here:
            raise refusals.PostElsewhere
        if protected and post.terms.adults_only:
            raise refusals.PostProtected


def _mine(work: Work, ticket_id: str) -> Ticket:
    ticket = store.ticket(work, ticket_id)
    if ticket.person_id != work.actor.person_id:
        raise NotAllowed
    return ticket


def _must(ticket: Ticket, *states: TicketState) -> Ticket:
    if ticket.state not in states:
        raise WrongState
    return ticket


def leave(work: Work, command: LeaveQueue) -> Done:
    """Give the place up; a ring stops."""
    give_up(work, _must(_mine(work, command.ticket_id), *QUEUING), "own_wish")
    return Done()


def give_up(work: Work, ticket: Ticket, cause: str) -> None:
    """Take a ticket out of the queue for its owner; a ring stops."""
    settle(work, ticket, rules.leave(ticket, cause, work.now), facts.TicketLeft, cause=cause)
    stop_ring(work, ticket)


def stop_ring(work: Work, was: Ticket) -> None:
    """Stop the ring of a ticket that rang until now."""
    if was.state is TicketState.CALLED and was.call_id:
        rooms.cancel(work, was.call_id)


def ready(work: Work, command: GetReady) -> Done:
    """The person is there; a running five minutes ends."""
    ticket = _must(_mine(work, command.ticket_id), TicketState.WAITING)
    settle(work, ticket, rules.make_ready(ticket, work.now), facts.GotReady)
    return Done()


def postpone(work: Work, command: PostponeTicket) -> Done:
    """Five more minutes. Refuses `AlreadyPostponed`: free once."""
    ticket = _must(_mine(work, command.ticket_id), TicketState.WAITING)
    settle(work, ticket, rules.postpone(ticket), facts.TicketPostponed)
    return Done()


def come_back(work: Work, command: ReturnToQueue) -> Done:
    """Back by the person's own tap: by number, behind the one at the head."""
    ticket = _mine(work, command.ticket_id)
    move(MOVES_TICKET, ticket.state, "return")
    booth = booths.booth(work.connection, ticket.booth_id)
    if booth is None or booth.state is BoothState.CLOSED:
        raise refusals.BoothIsClosed
    head = order.head_rank(line_store.line(work.connection, ticket.booth_id))
    back = rules.come_back(ticket, head, work.now)
    settle(work, ticket, back, facts.TicketReturned)
    line_writes.note_return(work, back, "returned", back.rank)
    return Done()


def choose(work: Work, command: ChooseAfter) -> Done:
    """After a closing or a lapse: "phone me", or leave."""
    ticket = _mine(work, command.ticket_id)
    if not ticket.chooses:
        raise WrongState
    chosen = replace(ticket, choice=command.choice, version=ticket.version + 1)
    settle(work, ticket, chosen, facts.ChoiceMade, choice=command.choice)
    return Done()


def end_quiet(work: Work, _command: EndQuiet) -> Done:
    """I can take the next call now."""
    _end_quiet(work, work.actor.person_id)
    return Done()


def quiet_over(work: Work, command: QuietOver) -> Done:
    """Two minutes have gone by."""
    _end_quiet(work, command.person_id)
    return Done()


def _end_quiet(work: Work, person_id: str) -> None:
    fair_id = line_store.end_quiet(work, person_id)
    if fair_id is not None:
        timers.stop(work, QUIET, person_id)
        work.record(facts.QuietEnded(fair_id=fair_id, person_id=person_id))


def be_quiet(work: Work, person_id: str, fair_id: str) -> None:
    """Begin the two quiet minutes after a talk."""
    line_store.be_quiet(work, person_id, fair_id, work.now + timedelta(seconds=rules.QUIET_S))
    timers.start(work, QUIET, person_id, rules.QUIET_S, fair_id=fair_id)


def free(work: Work, command: FreeTicket) -> Done:
    """The five minutes, or the moment after an unshown ring, are over."""
    ticket = store.ticket(work, command.ticket_id)
    if ticket.held and ticket.state is TicketState.WAITING:
        settle(work, ticket, rules.free(ticket), facts.TicketFreed)
    return Done()


def _free_again(ref: str) -> FreeTicket:
    return FreeTicket(ticket_id=ref)


def _quiet_is_over(ref: str) -> QuietOver:
    return QuietOver(person_id=ref)


HANDLERS: dict[Any, Any] = {
    JoinQueue: join,
    LeaveQueue: leave,
    GetReady: ready,
    PostponeTicket: postpone,
    ReturnToQueue: come_back,
    ChooseAfter: choose,
    EndQuiet: end_quiet,
    QuietOver: quiet_over,
    FreeTicket: free,
}
DUE: dict[str, Callable[[str], Any]] = {
    rules.FREE: _free_again,
    QUIET: _quiet_is_over,
}
