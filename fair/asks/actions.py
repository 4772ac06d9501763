"""A person who waits says yes or no to what a post asks."""

from typing import Any

from fair.asks import reads, writes, yes_no
from fair.asks.refusals import NotAsked
from fair.booths import reads as booths
from fair.contract.asks import SayYesNo
from fair.contract.base import Done
from fair.db import Work
from fair.decisions import NotAllowed, NotFound, WrongState
from fair.people import reads as people
from fair.people.refusals import KeptAway
from fair.queue import reads as queue
from fair.tickets.ticket import Ticket


def say(work: Work, command: SayYesNo) -> Done:
    """Keep the answer, or take it back; the same one again changes nothing. No place moves."""
    ticket = queue.ticket(work.connection, command.ticket_id)
    if ticket is None:
        raise NotFound
    if ticket.person_id != work.actor.person_id:
        raise NotAllowed
    if not yes_no.may_say(ticket):
        raise WrongState
    booth = booths.booth(work.connection, ticket.booth_id)
    if booth is None:
        raise NotFound
    if people.has_blocked(work.connection, ticket.person_id, booth.employer_id):
        raise KeptAway
    asked = reads.asked(work.connection, ticket)
    if command.ask not in asked:
        raise NotAsked
    _answer(work, ticket, command, asked[command.ask])
    return Done()


def _answer(work: Work, ticket: Ticket, command: SayYesNo, before: str) -> None:
    if command.yes is None:
        writes.take_back(work, ticket.id, command.ask)
        return
    said = yes_no.YES if command.yes else yes_no.NO
    if before != said:
        writes.keep(work, ticket, command.ask, said)


HANDLERS: dict[Any, Any] = {SayYesNo: say}
