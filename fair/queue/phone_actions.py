"""The telephone in place of a ring that reached nobody: agreed to at joining, for this talk."""

from typing import Any

from fair.booths import booth_writes
from fair.contract.base import Done
from fair.contract.queue import PhoneInstead
from fair.db import Work
from fair.decisions import NotAllowed, NotFound, WrongState
from fair.glossary import InterviewState
from fair.interviews import writes as interviews
from fair.interviews.interview import Interview
from fair.people import reads as people
from fair.people.refusals import NotReached
from fair.queue import facts, line_writes, refusals, store, ticket_actions
from fair.queue import ticket as rules
from fair.queue.phone import may_phone
from fair.rooms import call_reads
from fair.rooms import call_writes as rooms


def by_phone(work: Work, command: PhoneInstead) -> Done:
    """The recruiter who rang has talked by telephone: the outcome is owed from now on."""
    call = call_reads.call(work.connection, command.call_id)
    if call is None:
        raise NotFound
    if call.account_id != work.actor.account_id:
        raise NotAllowed
    ticket = store.ticket(work, call.ticket_id)
    booth_writes.require_staff(work, ticket.booth_id)
    if not ticket.phone_ok:
        raise refusals.PhoneNotAgreed
    if people.has_blocked(work.connection, ticket.person_id, work.actor.employer_id):
        raise NotReached
    if not may_phone(ticket, call, work.now):
        raise WrongState
    other = call_reads.open_call_of_person(work.connection, ticket.person_id)
    if other and other.id != call.id:
        raise refusals.PersonAway
    spoken = rules.by_phone(line_writes.fit(work, ticket), work.now)
    line_writes.settle(work, ticket, spoken, facts.TicketServed)
    if call.open:
        rooms.cancel(work, call.id)
    interviews.begin_owed(
        work,
        Interview(
            id=work.new_id(),
            fair_id=ticket.fair_id,
            booth_id=ticket.booth_id,
            ticket_id=ticket.id,
            call_id=call.id,
            person_id=ticket.person_id,
            account_id=work.actor.account_id,
            state=InterviewState.TALKING,
            outcome=None,
            started_at=work.now,
            details={},
        ),
    )
    ticket_actions.be_quiet(work, ticket.person_id, ticket.fair_id)
    return Done()


HANDLERS: dict[Any, Any] = {PhoneInstead: by_phone}
