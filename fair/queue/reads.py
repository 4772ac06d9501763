"""Read-only queries of the queue for other slices: frozen values."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from fair.booths import reads as booths
from fair.glossary import TicketState
from fair.interviews import reads as interviews
from fair.interviews.forecast import Point, Wait, at_place
from fair.interviews.interview import Interview
from fair.limits import reads as limits
from fair.queue import line_store, store
from fair.queue.line_store import queue_table, quiet_table
from fair.queue.overtake_store import overtake_table
from fair.queue.store import ticket_table
from fair.tickets import order
from fair.tickets.closing import CARRIED, ENDED, PHONE_ME, stands_again
from fair.tickets.joining import Held
from fair.tickets.ticket import BLOCKED, IN_CALL, LIVE, UNCONFIRMED, Ticket

MOST_OWED = 2  # answers that a recruiter may owe, and still call


def ticket(connection: Connection, ticket_id: str) -> Ticket | None:
    """Return a ticket, or None."""
    found = store.tickets_where(connection, ticket_table.c.id == ticket_id)
    return found[0] if found else None


def now_of(connection: Connection, known: Ticket) -> Ticket:
    """Return the ticket by which one that a closing ended goes on in the same line; else itself."""
    at = ticket_table.c
    while known.state is TicketState.CLOSED:
        later = (at.after_id == known.id, at.booth_id == known.booth_id)
        found = store.tickets_where(connection, *later, most=1)
        if not found:
            break
        known = found[0]
    return known


def tickets(connection: Connection, ids: Iterable[str]) -> dict[str, Ticket]:
    """Return tickets by id; unknown ids are left out."""
    found = store.tickets_where(connection, ticket_table.c.id.in_(set(ids)))
    return {one.id: one for one in found}


def tickets_of_person(connection: Connection, person_id: str) -> tuple[Ticket, ...]:
    """Return every ticket of a person, newest first."""
    found = store.tickets_where(connection, ticket_table.c.person_id == person_id)
    return tuple(sorted(found, key=lambda one: one.joined_at, reverse=True))


def live_ticket(connection: Connection, person_id: str, booth_id: str) -> Ticket | None:
    """Return the live ticket of a person at a booth, or None."""
    found = store.tickets_where(
        connection,
        ticket_table.c.person_id == person_id,
        ticket_table.c.booth_id == booth_id,
        ticket_table.c.state.in_(sorted(LIVE)),
    )
    return found[0] if found else None


def came_again(connection: Connection, left: Ticket) -> bool:
    """Return whether a person has taken another ticket at the same booth after this one."""
    at = ticket_table.c
    here = (at.person_id == left.person_id, at.booth_id == left.booth_id)
    query = select(at.id).where(*here, at.joined_at > left.joined_at)
    return connection.execute(query.limit(1)).first() is not None


def held(connection: Connection, person_id: str) -> list[Held]:
    """Return every live ticket of a person, in all fairs."""
    return store.held(connection, person_id)


def among(
    connection: Connection, whose: str, ids: Iterable[str], states: Collection[TicketState] = ()
) -> list[Ticket]:
    """Return tickets by the column `whose`, in any of these states or in all where none is said."""
    of_state = [ticket_table.c.state.in_(sorted(states))] if states else []
    return store.tickets_among(connection, ticket_table.c[whose], ids, *of_state)


@dataclass(frozen=True, slots=True)
class QueueNow:
    """A booth's queue: the version of its line, and the forecast in force since `at`."""

    version: int
    points: tuple[Point, ...]
    at: datetime | None


def queue_now(connection: Connection, booth_id: str) -> QueueNow | None:
    """Return a booth's queue, None where nobody ever stood there."""
    row = line_store.queue(connection, booth_id)
    return row and QueueNow(row.version, line_store.points_of(row), row.points_at)


def quiet_until(connection: Connection, person_id: str) -> datetime | None:
    """Return the end of a person's quiet minutes, or None."""
    query = select(quiet_table.c.until).where(quiet_table.c.person_id == person_id)
    found: datetime | None = connection.execute(query).scalar()
    return found


def in_order(connection: Connection, booth_id: str) -> list[order.Standing]:
    """Return who waits at a booth in the order in which they would be called."""
    row = line_store.queue(connection, booth_id)
    line = line_store.line(connection, booth_id)
    return order.calling_order(line, line_store.recent(row), line_store.calls(row))


def called_by_name(connection: Connection, fair_id: str) -> set[tuple[str, datetime]]:
    """Return which tickets of a fair were called by name before others, and when."""
    at = overtake_table.c
    asked = select(at.ticket_id, at.at).where(
        at.fair_id == fair_id, at.cause.startswith("by_name:")
    )
    return {(row.ticket_id, row.at) for row in connection.execute(asked)}


@dataclass(frozen=True, slots=True)
class Noted:
    """Somebody who went, or came, before others: where, with which number, when and why."""

    booth_id: str
    number: int
    at: datetime
    cause: str


def overtakes_of_fair(connection: Connection, fair_id: str) -> list[Noted]:
    """Return each time that somebody went before others at a fair, as it was noted."""
    at = overtake_table.c
    asked = select(at.booth_id, at.number, at.at, at.cause).where(at.fair_id == fair_id)
    return [Noted(*row) for row in connection.execute(asked.order_by(at.at, at.id))]


def next_free(
    connection: Connection, booth_id: str, account_id: str, now: datetime
) -> order.Standing | None:
    """Return whom "call next" of this recruiter would ring, or None."""
    row = line_store.queue(connection, booth_id)
    free = offered(connection, booth_id, account_id, now)
    return order.next_free(free, line_store.recent(row), line_store.calls(row))


def offered(
    connection: Connection, booth_id: str, account_id: str, now: datetime
) -> list[order.Standing]:
    """Return who waits at a booth, but for those who go on to a colleague who is there."""
    there = booths.expected(connection, booth_id, now)
    return order.offered(line_store.line(connection, booth_id), account_id, there)


def may_call_by_name(connection: Connection, booth_id: str) -> bool:
    """Return whether a booth may call somebody before the others now: one call in so many."""
    queue, booth = line_store.queue(connection, booth_id), booths.booth(connection, booth_id)
    if queue is None or booth is None:
        return False
    every = limits.in_force(connection, booth).by_name_every
    return order.may_call_by_name(queue.calls, queue.by_name, every)


def owed_by(connection: Connection, booth_id: str, account_id: str) -> list[Interview]:
    """Return the talks of a recruiter at a booth whose answers are owed, oldest first.

    Of a talk that broke off, and whose person stands in the line again, nothing is owed.
    """
    mine = interviews.owed_by(connection, booth_id, account_id)
    tickets = {one.id: one for one in among(connection, "id", [talk.ticket_id for talk in mine])}
    return [talk for talk in mine if not stands_again(tickets.get(talk.ticket_id), talk.talk_s)]


def live_tickets(connection: Connection, booth_id: str) -> tuple[Ticket, ...]:
    """Return every live ticket of a booth."""
    live = ticket_table.c.state.in_(sorted(LIVE))
    return tuple(store.tickets_where(connection, ticket_table.c.booth_id == booth_id, live))


def holders_of_fair(connection: Connection, fair_id: str) -> int:
    """Return how many people hold a live ticket at a fair."""
    at = ticket_table.c
    count = select(func.count(at.person_id.distinct())).where(at.fair_id == fair_id)
    return connection.scalar(count.where(at.state.in_(sorted(LIVE)))) or 0


def closed_after(
    connection: Connection, booth_id: str, number: int, most: int
) -> tuple[Ticket, ...]:
    """Return tickets with a higher number whose booth closed and whose people have not chosen."""
    at = ticket_table.c
    unchosen = (at.state == TicketState.CLOSED.value, at.choice.in_(["", CARRIED]))
    later = store.tickets_where(
        connection, at.booth_id == booth_id, at.number > number, *unchosen, most=most
    )
    return tuple(later)


def carried_after(
    connection: Connection, booth_id: str, number: int, most: int
) -> tuple[Ticket, ...]:
    """Return tickets with a higher number that were left at a closing and go on here.

    Of those parked not whose own word is another: kept away, or asked whether they have talked.
    """
    at = ticket_table.c
    away = (at.state == TicketState.PARKED.value) & at.cause.not_in([BLOCKED, UNCONFIRMED])
    came = ((at.state == TicketState.WAITING.value) | away, at.after_id != "")
    later = (at.booth_id == booth_id, at.number > number)
    return tuple(store.tickets_where(connection, *later, *came, most=most))


def to_phone(connection: Connection, booth_ids: Iterable[str]) -> tuple[Ticket, ...]:
    """Return the tickets of these booths whose people chose to be phoned."""
    at = ticket_table.c
    chose = (at.choice == PHONE_ME, at.state.in_(sorted(ENDED)))
    return tuple(store.tickets_where(connection, at.booth_id.in_(set(booth_ids)), *chose))


def waiting(connection: Connection, booth_ids: Iterable[str]) -> dict[str, int]:
    """Return how many wait at each booth; each id asked for has a count."""
    wanted = set(booth_ids)
    rows = connection.execute(
        select(ticket_table.c.booth_id, func.count())
        .where(ticket_table.c.booth_id.in_(wanted), ticket_table.c.state == "waiting")
        .group_by(ticket_table.c.booth_id)
    )
    return dict.fromkeys(wanted, 0) | {row[0]: row[1] for row in rows}


def waits(connection: Connection, booth_ids: Iterable[str]) -> dict[str, Wait]:
    """Return the wait of who joins now, for each booth asked for.

    Seconds count from the last look at the queue, some seconds ago: `fair.interviews.forecast`.
    """
    wanted = set(booth_ids)
    counts = waiting(connection, wanted)
    rows = connection.execute(select(queue_table).where(queue_table.c.booth_id.in_(wanted)))
    kept = {row.booth_id: line_store.points_of(row) for row in rows}
    return {
        booth_id: Wait(count, *(at_place(kept.get(booth_id, ()), count + 1) or ()))
        for booth_id, count in counts.items()
    }


def closing_choices(connection: Connection, fair_id: str) -> Mapping[str, int]:
    """Return how many tickets a closing or a lapse ended, by what their owners chose.

    Who has not chosen yet counts under the empty word.
    """
    at = ticket_table.c
    ended = (at.fair_id == fair_id, at.state.in_(["closed", "lapsed"]))
    rows = connection.execute(select(at.choice, func.count()).where(*ended).group_by(at.choice))
    return {row[0]: row[1] for row in rows}


def contacts_of_fair(connection: Connection, fair_id: str) -> int:
    """Return how many times a person stood at a booth of a fair, each pair counted once."""
    at = ticket_table.c
    met = select(at.person_id, at.booth_id).where(at.fair_id == fair_id).distinct().subquery()
    return connection.execute(select(func.count()).select_from(met)).scalar() or 0


def queued_of_fair(connection: Connection, fair_id: str) -> int:
    """Return how many different people took a ticket at a fair."""
    query = select(func.count(ticket_table.c.person_id.distinct()))
    return connection.execute(query.where(ticket_table.c.fair_id == fair_id)).scalar() or 0


def in_call(connection: Connection, booth_id: str) -> int:
    """Return how many of a booth are rung or talk now."""
    query = select(func.count()).where(
        ticket_table.c.booth_id == booth_id, ticket_table.c.state.in_(sorted(IN_CALL))
    )
    return connection.execute(query).scalar() or 0


def went_before(connection: Connection, ticket: Ticket) -> dict[str, int]:
    """Return how many went before this ticket since it stands where it stands, by cause."""
    at = overtake_table.c
    query = (
        select(at.cause, func.count())
        .where(
            at.booth_id == ticket.booth_id,
            at.ticket_id != ticket.id,
            # Who is carried stands among the others who are, and has come at the same instant.
            (at.at > ticket.since_at) | ((at.at == ticket.since_at) & (at.cause != CARRIED)),
            at.above < ticket.rank,
            at.below > ticket.rank,
        )
        .group_by(at.cause)
    )
    return {row[0]: row[1] for row in connection.execute(query)}
