"""Going from a silent booth to another with the same work, by one's own yes."""

from datetime import datetime
from typing import Any

from fair.booths import reads as booths
from fair.conduct import writes as conduct
from fair.contract.lots import MoveTicket
from fair.contract.queue import TicketTakenReply
from fair.days import day_at
from fair.db import Work
from fair.decisions import NotAllowed, NotFound, WrongState
from fair.limits import reads as limits
from fair.lots import moving_reads
from fair.lots import reads as reads_of_lots
from fair.lots.refusals import BoothAnswers, OtherWork
from fair.people import reads as people
from fair.people.refusals import KeptAway
from fair.programme import actions as programme
from fair.queue import carry_writes, line_reads, reads, ticket_actions
from fair.tickets import joining
from fair.tickets.joining import Join
from fair.tickets.refusals import BoothIsClosed
from fair.tickets.ticket import Ticket
from fair.vacancies import reads as vacancies


def move(work: Work, command: MoveTicket) -> TicketTakenReply:
    """Leave a silent booth's line for another with the same work; the waiting time is kept."""
    ticket = reads.ticket(work.connection, command.ticket_id)
    booth = booths.booth(work.connection, command.booth_id)
    if ticket is None or booth is None:
        raise NotFound
    if ticket.person_id != work.actor.person_id:
        raise NotAllowed
    if not ticket.waits or booth.fair_id != ticket.fair_id:
        raise WrongState
    fair = programme.require_open(work, booth.fair_id)
    conduct.require_welcome(work, fair.id, ticket.person_id)
    here = booths.booth(work.connection, ticket.booth_id)
    if here is None or not line_reads.silent_since(work.connection, here):
        raise BoothAnswers
    if not booth.open:
        raise BoothIsClosed
    if not moving_reads.same_work(work.connection, ticket, booth.id):
        raise OtherWork
    if people.has_blocked(work.connection, ticket.person_id, booth.employer_id):
        raise KeptAway
    capacity = limits.in_force(work.connection, booth).capacity
    held = reads.held(work.connection, ticket.person_id)
    joining.check(
        Join(
            booth=booth,
            person=people.person(work.connection, ticket.person_id),
            today=day_at(work.now, fair.zone),
            limits=joining.limits_of(fair, capacity),
            held=[one for one in held if one.ticket_id != ticket.id],
            waiting=reads.waiting(work.connection, [booth.id])[booth.id],
            offered=vacancies.vacancies_of_booth(work.connection, booth.id),
        )
    )
    ticket_actions.give_up(work, ticket, "moved")
    moved = carry_writes.move(work, ticket, booth, waits_since(work, ticket))
    return TicketTakenReply(ticket_id=moved.id, number=moved.number)


def waits_since(work: Work, ticket: Ticket) -> datetime:
    """Return since when somebody has waited, as others would have it.

    Who joined before the lot was closed waits since then: the first of them wins nothing by it.
    """
    lot = reads_of_lots.lot(work.connection, ticket.booth_id)
    return max(ticket.joined_at, lot.closed_at) if lot else ticket.joined_at


HANDLERS: dict[Any, Any] = {MoveTicket: move}
