"""What higher slices do with lanes: let somebody in, put a ticket into one, keep others away."""

from dataclasses import dataclass

from fair.booths.booth import Booth
from fair.db import Work
from fair.glossary import Lane, TicketState
from fair.queue import facts, line_store, line_writes, store
from fair.tickets import lifting
from fair.tickets.order import Overtake
from fair.tickets.ticket import Ticket, rank_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Into which lane, why, `named` for which posts, and `meant_for` which colleague alone."""

    lane: Lane
    cause: str
    named: tuple[str, ...] = ()
    meant_for: str = ""


def enter(work: Work, booth: Booth, person_id: str, entry: Entry) -> Ticket:
    """Put a person's ticket at a booth into a lane; where there is none, one is taken.

    Who is rung, talks or was parked there keeps that ticket as it is, and so does who goes before
    that lane already; who said yes to another colleague since goes on to that one.
    """
    mine = [one for one in store.held(work.connection, person_id) if one.booth_id == booth.id]
    ticket = store.ticket(work, mine[0].ticket_id) if mine else _take(work, booth, person_id, entry)
    if not ticket.waits or not _betters(ticket, entry):
        return ticket
    return put(work, ticket, entry.lane, entry.cause, entry.meant_for)


def _betters(ticket: Ticket, entry: Entry) -> bool:
    """True where somebody would stand further ahead, or for another colleague than now."""
    if ticket.lane is entry.lane:
        return entry.meant_for not in ("", ticket.meant_for)
    return ticket.lane is not Lane.HANDED_ON


def _take(work: Work, booth: Booth, person_id: str, entry: Entry) -> Ticket:
    number, version, _ = line_store.take_number(work, booth.id, booth.fair_id)
    ticket = Ticket(
        id=work.new_id(), fair_id=booth.fair_id, booth_id=booth.id, person_id=person_id,
        number=number, rank=rank_of(number), lane=Lane.STANDARD, state=TicketState.WAITING,
        vacancy_ids=entry.named, joined_at=work.now, since_at=work.now, version=1,
    )  # fmt: skip
    store.add(work, ticket)
    line_writes.look_soon(work, booth.id, booth.fair_id)
    line_writes.record(work, ticket, version, facts.TicketTaken, lane=ticket.lane)
    return ticket


def put(work: Work, ticket: Ticket, lane: Lane, cause: str, meant_for: str = "") -> Ticket:
    """Let a waiting ticket stand in a lane; where that passes anybody at once, it is noted."""
    line = line_store.line(work.connection, ticket.booth_id)
    rank = lifting.before_all(line, ticket.rank) if lane is Lane.HANDED_ON else ticket.rank
    return _settle(work, ticket, lane, rank, cause, meant_for)


def put_first(work: Work, ticket: Ticket, cause: str) -> Ticket:
    """Let a waiting ticket head the standard lane."""
    line = line_store.line(work.connection, ticket.booth_id)
    others = [one for one in line if one.ticket_id != ticket.id]
    rank = lifting.before_all(others, ticket.rank)
    return _settle(work, ticket, Lane.STANDARD, rank, cause)


def _settle(
    work: Work, ticket: Ticket, lane: Lane, rank: int, cause: str, meant_for: str = ""
) -> Ticket:
    lifted = lifting.lift(ticket, lane, rank, cause, work.now, meant_for)
    line_writes.settle(
        work, ticket, lifted, facts.TicketLifted, lane=lane, rank=rank, cause=cause,
        meant_for=meant_for,
    )  # fmt: skip
    if lane is Lane.HANDED_ON:  # as with a talk that was cut off, whose calls are not counted again
        line_writes.note_return(work, lifted, cause, -1)
    elif rank < ticket.rank:
        line_writes.note_overtake(work, lifted, Overtake(cause, rank, ticket.rank))
    return lifted


def waits_at(work: Work, person_id: str) -> list[Ticket]:
    """Return the tickets with which a person stands in a line now."""
    held = store.held(work.connection, person_id)
    tickets = [store.ticket(work, one.ticket_id) for one in held]
    return [one for one in tickets if one.waits]


def can_come(work: Work, ticket: Ticket) -> bool:
    """Return whether the person of a waiting ticket could be rung now."""
    line = line_store.line(work.connection, ticket.booth_id)
    return any(one.free for one in line if one.ticket_id == ticket.id)


def engage(work: Work, person_id: str, booth_id: str) -> None:
    """Let *call next* elsewhere pass over somebody whose appointment here is near."""
    line_store.engage(work, person_id, booth_id)
    _look_elsewhere(work, person_id)


def disengage(work: Work, person_id: str, booth_id: str) -> None:
    """The appointment is over or there is none any more."""
    line_store.disengage(work, person_id, booth_id)
    _look_elsewhere(work, person_id)


def _look_elsewhere(work: Work, person_id: str) -> None:
    for ticket in waits_at(work, person_id):
        line_writes.look_soon(work, ticket.booth_id, ticket.fair_id)
