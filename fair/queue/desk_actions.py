"""What a recruiter does with the line: call next, call by name, "not there", phoned."""

from typing import Any

from fair import words
from fair.booths import booth_writes
from fair.booths.booth import Booth
from fair.contract.base import Done
from fair.contract.queue import CallByName, CalledReply, CallNext, NotThere, Phoned, PhoneInstead
from fair.db import Work
from fair.decisions import NotAllowed, NotFound, Refusal, WrongState
from fair.glossary import InterviewState, Lane, Telephoned
from fair.interviews import forecast_writes
from fair.interviews import writes as interview_writes
from fair.interviews.interview import Interview
from fair.languages import DEFAULT
from fair.limits import reads as limits
from fair.limits.limit import NEVER
from fair.people import reads as people
from fair.people.refusals import NotReached
from fair.programme import actions as programme
from fair.queue import (
    facts,
    line_store,
    line_writes,
    reads,
    store,
    telephone_writes,
    telling_writes,
)
from fair.queue.line_writes import settle
from fair.queue.ticket_actions import stop_ring
from fair.rooms import call_reads, ring
from fair.rooms import call_writes as rooms
from fair.rooms.call import TELEPHONE, VOICE
from fair.rooms.refusals import AlreadyCalling
from fair.tickets import closing, joining, order, refusals
from fair.tickets import ticket as rules
from fair.tickets.closing import may_phone
from fair.tickets.order import Standing
from fair.tickets.ticket import Ticket
from fair.vacancies import reads as vacancies
from fair.vacancies import title_reads
from fair.vacancies.vacancy import UNREAD, for_readers


def call_next(work: Work, command: CallNext) -> CalledReply:
    """Ring the first who is free. However many press at once, nobody is rung twice.

    Where the button named somebody, it rings that one or refuses with who is next now.
    """
    booth = _my_open_booth(work, command.booth_id)
    row = line_store.queue(work.connection, booth.id)
    line = line_store.line(work.connection, booth.id)
    if not line:
        raise refusals.NobodyWaits
    left = reads.offered(work.connection, booth.id, work.actor.account_id, work.now)
    while chosen := order.next_free(left, line_store.recent(row), line_store.calls(row)):
        if command.ticket_id and chosen.ticket_id != command.ticket_id:
            raise _another_is_next(work, chosen)
        ticket = _claim(work, chosen)
        if ticket:
            return _ring(work, booth, ticket, line, chosen, "")
        left = [one for one in left if one.ticket_id != chosen.ticket_id]
    raise refusals.NobodyFree


def _another_is_next(work: Work, chosen: Standing) -> Refusal:
    """Say who is next now; no name of whom this employer does not see."""
    seen = people.consented(work.connection, work.actor.employer_id, chosen.person_id)
    person = people.person(work.connection, chosen.person_id) if seen else None
    if person is None or person.erased:
        return refusals.AnotherIsNext()
    return refusals.NextIs(name=person.name)


def call_by_name(work: Work, command: CallByName) -> CalledReply:
    """Ring one person before others, for a listed reason, at most one call in so many."""
    asked = store.ticket(work, command.ticket_id)
    booth = _my_open_booth(work, asked.booth_id)
    every = limits.in_force(work.connection, booth).by_name_every
    if every == NEVER:
        raise refusals.NoneByName
    if not reads.may_call_by_name(work.connection, booth.id):
        raise refusals.TooManyByName(every=every)
    line = line_store.line(work.connection, booth.id)
    mine = reads.offered(work.connection, booth.id, work.actor.account_id, work.now)
    chosen = next((one for one in mine if one.ticket_id == asked.id), None)
    if chosen is None or not chosen.free:
        raise refusals.PersonAway
    if people.has_blocked(work.connection, asked.person_id, work.actor.employer_id):
        raise NotReached
    line_writes.fit(work, asked)
    ticket = _claim(work, chosen)
    if ticket is None:
        raise WrongState
    return _ring(work, booth, ticket, line, chosen, command.reason)


def _my_open_booth(work: Work, booth_id: str) -> Booth:
    """Authorise first: the asker stands at this open booth, may recruit, and has no call open.

    Who owes more than two answers is asked for those first.
    """
    booth = booth_writes.require_calling(work, booth_id)
    programme.require_open(work, booth.fair_id)
    if not booth.open:
        raise refusals.OpenBoothFirst
    if call_reads.open_call_of_account(work.connection, work.actor.account_id):
        raise AlreadyCalling
    owed = reads.owed_by(work.connection, booth.id, work.actor.account_id)
    if len(owed) > reads.MOST_OWED:
        raise refusals.AnswersFirst(count=len(owed))
    return booth


def _claim(work: Work, chosen: Standing) -> Ticket | None:
    """Take the ticket out of the line for this recruiter.

    None where somebody was quicker, no post here is open to the person, who is under 18, or who
    keeps the employer away: that ticket is parked, and holds up nobody.
    """
    waiting = store.ticket(work, chosen.ticket_id)
    if people.has_blocked(work.connection, waiting.person_id, work.actor.employer_id):
        parked = rules.park(waiting, rules.BLOCKED)
        settle(work, waiting, parked, facts.TicketParked, cause=parked.cause)
        return None
    if line_writes.keep_fitting(work, [waiting]):
        return None
    waiting = store.ticket(work, waiting.id)
    try:
        store.save(work, waiting, rules.call(waiting, "", work.actor.account_id, work.now))
    except WrongState:
        return None
    return waiting


def _ring(
    work: Work, booth: Booth, ticket: Ticket, line: list[Standing], chosen: Standing, reason: str
) -> CalledReply:
    warned = ring.noticed(ticket.warned_at, work.now)
    medium = _medium(work, ticket)
    call_id = rooms.ring(
        work,
        fair_id=booth.fair_id,
        booth_id=booth.id,
        ticket_id=ticket.id,
        person_id=ticket.person_id,
        account_id=work.actor.account_id,
        ring_s=ring.length_s(
            warned=warned,
            by_telephone=medium == TELEPHONE,
            ring_s=limits.in_force(work.connection, booth).ring_s,
        ),
        warned=warned,
        post=_post(work, ticket),
        medium=medium,
    )
    store.keep_call(work, ticket.id, call_id)
    if medium == TELEPHONE:
        telling_writes.say_who_phones(work, ticket)
    forecast_writes.settle_forecast(work, ticket.id, work.now)
    found = order.overtakes_by_call(line, chosen, f"by_name:{reason}" if reason else "")
    if ticket.lane is not Lane.HANDED_ON:  # noted when the person came back
        for one in found:
            line_writes.note_overtake(work, ticket, one)
    row = line_store.queue(work.connection, booth.id)
    recent = line_store.recent(row)
    line_writes.note_silence(work, booth, row, None)
    line_store.count_call(work, booth.id, ticket.lane, recent, named=bool(reason))
    line_writes.look_soon(work, booth.id, booth.fair_id)
    line_writes.record(
        work,
        ticket,
        line_store.touch(work, booth.id),
        facts.TicketCalled,
        account_id=work.actor.account_id,
        call_id=call_id,
        lane=ticket.lane,
        cause=found[0].cause if found else "",
        named=bool(reason),
    )
    return CalledReply(call_id=call_id, ticket_id=ticket.id)


def _medium(work: Work, ticket: Ticket) -> str:
    """Return by which medium to call; whose number is theirs no more is rung on the page."""
    if ticket.medium != TELEPHONE:
        return ticket.medium
    person = people.person(work.connection, ticket.person_id)
    rings = joining.may_be_phoned(person, proves=work.settings.sends_texts)
    return TELEPHONE if rings else VOICE


def _post(work: Work, ticket: Ticket) -> str:
    """Return what the ring names the talk to be about, as its person reads it."""
    if not ticket.vacancy_ids:
        return ""
    person = people.person(work.connection, ticket.person_id)
    beside = {one.id: one for one in vacancies.vacancies_of_booth(work.connection, ticket.booth_id)}
    posts = [for_readers(beside[key]) for key in ticket.vacancy_ids[:3] if key in beside]
    named = [one for one in posts if one.title != UNREAD]
    spoken = words.catalogue(person.lang if person else DEFAULT)
    return ", ".join(title_reads.told_apart(named, beside.values(), spoken).values())


def not_there(work: Work, command: NotThere) -> Done:
    """The rung person is not there: parked; a miss is only what the system itself finds.

    Of a telephone only who dials knows, and the person may have no page: they are told by text.
    """
    ticket = store.ticket(work, command.ticket_id)
    booth_writes.require_on_duty(work, ticket.booth_id)
    call = call_reads.call(work.connection, ticket.call_id) if ticket.rings else None
    if call and call.by_telephone and call.account_id != work.actor.account_id:
        raise NotAllowed
    parked = rules.not_there(ticket)
    settle(work, ticket, parked, facts.TicketParked, cause=parked.cause)
    stop_ring(work, ticket, parked.cause)
    if call and call.by_telephone:
        telling_writes.say_unheard(work, parked)
    return Done()


def phoned(work: Work, command: Phoned) -> Done:
    """A telephone talk with somebody who chose it: an interview whose outcome is owed."""
    ticket = store.ticket(work, command.ticket_id)
    booth_writes.require_recruiting(work, ticket.booth_id)
    if people.has_blocked(work.connection, ticket.person_id, work.actor.employer_id):
        raise NotReached
    spoken = closing.phoned(line_writes.fit(work, ticket))
    settle(work, ticket, spoken, facts.ChoiceMade, choice=spoken.choice)
    _owe(work, ticket, work.new_id())
    return Done()


def _owe(work: Work, ticket: Ticket, call_id: str) -> Interview:
    """The recruiter says that the two have talked by telephone: the outcome is owed."""
    said = Interview(
        id=work.new_id(),
        fair_id=ticket.fair_id,
        booth_id=ticket.booth_id,
        ticket_id=ticket.id,
        call_id=call_id,
        person_id=ticket.person_id,
        account_id=work.actor.account_id,
        state=InterviewState.TALKING,
        outcome=None,
        started_at=work.now,
        details={},
        telephone=Telephoned.UNCONFIRMED,
    )
    interview_writes.begin_owed(work, said)
    return said


def by_phone(work: Work, command: PhoneInstead) -> Done:
    """The recruiter who rang has talked by telephone: the outcome is owed from now on."""
    call = call_reads.call(work.connection, command.call_id)
    if call is None:
        raise NotFound
    if call.account_id != work.actor.account_id:
        raise NotAllowed
    ticket = store.ticket(work, call.ticket_id)
    booth_writes.require_recruiting(work, ticket.booth_id)
    person = people.person(work.connection, ticket.person_id)
    rings = joining.may_be_phoned(person, proves=work.settings.sends_texts)
    if not (ticket.may_ring and rings):
        raise refusals.PhoneNotAgreed
    if people.has_blocked(work.connection, ticket.person_id, work.actor.employer_id):
        raise NotReached
    if not may_phone(ticket, call, work.now):
        raise WrongState
    other = call_reads.open_call_of_person(work.connection, ticket.person_id)
    if other and other.id != call.id:
        raise refusals.PersonAway
    spoken = closing.unconfirmed(line_writes.fit(work, ticket))
    telephone_writes.keep_place(work, ticket, spoken, _owe(work, ticket, call.id))
    if call.open:
        rooms.cancel(work, call.id)
    return Done()


HANDLERS: dict[Any, Any] = {
    CallNext: call_next,
    CallByName: call_by_name,
    NotThere: not_there,
    Phoned: phoned,
    PhoneInstead: by_phone,
}
