"""How a rehearsal stands: its booths, its made-up people, their calls; and who tried it."""

from collections import defaultdict

from sqlalchemy import Connection

from fair.booths import reads as booths
from fair.glossary import Role, TicketState
from fair.people import reads as people
from fair.programme import reads as programme
from fair.programme.fair import Fair
from fair.queue import reads as queue
from fair.rehearsal.rehearsal import MOST_PEOPLE, Crowd, Talk
from fair.rooms import call_reads
from fair.rooms.call import Call
from fair.tickets.ticket import Ticket


def rehearsed(connection: Connection, fair_id: str) -> Fair | None:
    """Return the fair's latest rehearsal, running or over; None where it has had none."""
    return next(iter(programme.rehearsals_of(connection, fair_id)), None)


def running(connection: Connection, fair_id: str) -> Fair | None:
    """Return the rehearsal of a fair that runs now, or None."""
    last = rehearsed(connection, fair_id)
    return last if last and not last.over else None


def made_up(connection: Connection, fair_id: str) -> list[str]:
    """Return the made-up people of a rehearsal in the order in which they came."""
    return [one for _, one in people.participants_after(connection, fair_id, 0, MOST_PEOPLE)]


def crowd(connection: Connection, fair_id: str) -> Crowd:
    """Return who is there, who stands nowhere, and where somebody on duty could call them."""
    stands = [one for one in booths.booths_of_fair(connection, fair_id) if one.open]
    staffed = booths.duty_counts(connection, [one.id for one in stands])
    at = [booth_id for booth_id, count in staffed.items() if count]
    there = made_up(connection, fair_id)
    been = defaultdict[str, set[str]](set)
    busy = set(call_reads.talking(connection, there))
    for ticket in queue.among(connection, "person_id", there):
        been[ticket.booth_id].add(ticket.person_id)
        if ticket.live:
            busy.add(ticket.person_id)
    return Crowd(
        people=there,
        idle=[one for one in there if one not in busy],
        been=been,
        waiting=queue.waiting(connection, at),
    )


def asked(connection: Connection, fair_id: str) -> list[Ticket]:
    """Return the tickets of made-up people who were told to get ready and have not answered."""
    there = made_up(connection, fair_id)
    waits = queue.among(connection, "person_id", there, {TicketState.WAITING})
    return [one for one in waits if one.warned_at and not one.ready_at]


def talks(connection: Connection, fair_id: str) -> list[Talk]:
    """Return the calls of a rehearsal that ring or go on, and how far each has come."""
    return [_talk(connection, one) for one in call_reads.open_calls_at(connection, (), [fair_id])]


def _talk(connection: Connection, call: Call) -> Talk:
    mine = call_reads.leg(connection, call.id, Role.SEEKER)
    theirs = call_reads.leg(connection, call.id, Role.RECRUITER)
    said = call_reads.said(connection, call.id)
    typed = [one.at for one in said if one.side is Role.SEEKER]
    return Talk(
        person_id=call.person_id,
        account_id=call.account_id,
        call_id=call.id,
        state=call.state,
        rang_at=call.rang_at,
        shown=call.shown_at is not None,
        live_at=call.live_at,
        epoch=mine.epoch if mine and mine.tab else 0,
        theirs=bool(theirs and theirs.tab),
        answers=len(typed),
        spoke_at=max(typed, default=None),
    )
