"""What the queue does when something happened elsewhere: at a call, a booth, a person, a post."""

from dataclasses import replace
from typing import Any

from fair.booths import reads as booths
from fair.booths.facts import (
    BoothClosed,
    BoothPaused,
    DutyBreakEnded,
    DutyBreakStarted,
    DutyEnded,
    DutyStarted,
)
from fair.conduct import reads as conduct
from fair.db import Work
from fair.decisions import Fact
from fair.glossary import Telephoned, TicketState, VacancyState
from fair.interviews import writes as interviews
from fair.interviews.facts import InterviewCounts, TelephoneTold
from fair.people import reads as people
from fair.people.facts import ConsentWithdrawn, EmployerBlocked, PersonErased
from fair.queue import (
    facts,
    line_store,
    line_writes,
    look_actions,
    store,
    telephone_writes,
    telling_writes,
    ticket_actions,
)
from fair.queue.facts import TicketFact
from fair.queue.line_writes import settle
from fair.queue.store import ticket_table
from fair.rooms import call_reads
from fair.rooms.call import CUT_OFF
from fair.rooms.facts import (
    CallAnswered,
    CallCancelled,
    CallDeclined,
    CallEnded,
    CallFact,
    CallMissed,
    CallPostponed,
    CallProlonged,
    CallUnshown,
)
from fair.tickets import closing, joining, leaving
from fair.tickets import ticket as rules
from fair.tickets.ticket import LIVE, Ticket
from fair.vacancies import reads as vacancies
from fair.vacancies.facts import (
    VacancyChanged,
    VacancyExpired,
    VacancyFilled,
    VacancySuspended,
    VacancyWithdrawn,
)

VacancyGone = VacancyWithdrawn | VacancySuspended | VacancyExpired


def _rung(work: Work, fact: CallFact) -> Ticket | None:
    """Return the ticket that this call rings, or None where it has left or was parked meanwhile."""
    ticket = store.ticket(work, fact.ticket_id)
    mine = ticket.rings and ticket.call_id == fact.call_id
    return ticket if mine else None


def _after_ring(work: Work, was: Ticket, now: Ticket) -> None:
    kinds: dict[TicketState, type[TicketFact]] = {
        TicketState.PARKED: facts.TicketParked,
        TicketState.WAITING: facts.TicketKept,
    }
    if now.state is TicketState.LAPSED:
        settle(work, was, now, facts.TicketLapsed)
    else:
        settle(work, was, now, kinds[now.state], cause=now.cause)


def answered(work: Work, fact: CallAnswered) -> None:
    """The talk begins."""
    ticket = _rung(work, fact)
    if ticket:
        settle(work, ticket, rules.answer(ticket), facts.TicketTalks)
        call = call_reads.call(work.connection, fact.call_id)
        dialled = call is not None and call.by_telephone
        interviews.begin(work, fact, Telephoned.UNCONFIRMED if dialled else None)


def prolonged(work: Work, fact: CallProlonged) -> None:
    """No page shows the ring: its person hears of it by text."""
    ticket = _rung(work, fact)
    if ticket:
        telling_writes.say_rings(work, ticket, fact.call_id)


def missed(work: Work, fact: CallMissed) -> None:
    """A real miss parks, the second lapses; any other keeps the place. A text says which."""
    ticket = _rung(work, fact)
    if ticket:
        after = rules.miss(ticket, real=fact.real, now=work.now)
        _after_ring(work, ticket, after)
        telling_writes.say_missed(work, replace(after, called_at=ticket.called_at), fact.call_id)


def unshown(work: Work, fact: CallUnshown) -> None:
    """No screen had it: the ticket stays at the head, and the text of the ring says how to come.

    From the third in a row on it is parked, which another text says.
    """
    ticket = _rung(work, fact)
    if ticket is None:
        return
    call = call_reads.call(work.connection, fact.call_id)
    by_telephone = call is not None and call.by_telephone
    after = rules.unreached(ticket, "unshown", unsaid=by_telephone)
    _after_ring(work, ticket, after)
    if not after.waits:
        telling_writes.say_missed(work, replace(after, called_at=ticket.called_at), fact.call_id)
    elif not by_telephone:
        telling_writes.say_rings(work, after, fact.call_id)


def postponed(work: Work, fact: CallPostponed) -> None:
    """Five more minutes at the ring."""
    ticket = _rung(work, fact)
    if ticket:
        _after_ring(work, ticket, rules.postpone_call(ticket))


def declined(work: Work, fact: CallDeclined) -> None:
    """Not now: parked, the number kept."""
    ticket = _rung(work, fact)
    if ticket:
        _after_ring(work, ticket, rules.park(ticket, "declined"))


def cancelled(work: Work, fact: CallCancelled) -> None:
    """The recruiter stopped ringing: nothing changed for the seeker."""
    ticket = _rung(work, fact)
    if ticket:
        _after_ring(work, ticket, rules.keep(ticket, "called_off"))


def ended(work: Work, fact: CallEnded) -> None:
    """The talk is over, or its connection was lost: then the person goes on next."""
    interview = interviews.end(work, fact.call_id, fact.talk_s, fact.cause)
    ticket = store.ticket(work, fact.ticket_id)
    if ticket.state is not TicketState.TALKING or ticket.call_id != fact.call_id:
        return
    answered = bool(interview and interview.outcome)
    if closing.no_talk(fact.cause, fact.talk_s, answered=answered):
        _cut_off(work, ticket, fact.cause)
        return
    if interview and interview.only_told:
        telephone_writes.keep_place(work, ticket, closing.unconfirmed(ticket), interview)
        return
    settle(work, ticket, rules.serve(ticket, work.now), facts.TicketServed)
    line_writes.be_quiet(work, ticket.person_id, ticket.fair_id)


def _cut_off(work: Work, ticket: Ticket, cause: str) -> None:
    if ticket.fair_id in conduct.removed(work.connection, ticket.person_id):
        left = leaving.leave(ticket, leaving.SENT_OUT, work.now)
        settle(work, ticket, left, facts.TicketLeft, cause=left.cause)
        return
    booth = booths.booth(work.connection, ticket.booth_id)
    after = closing.after_cut(ticket, work.now, closed=joining.closed(booth), cause=cause)
    if not after.waits:
        settle(work, ticket, after, facts.TicketClosed, cause=after.cause, carries=True)
        return
    settle(work, ticket, after, facts.TicketKept, cause=after.cause)
    if booth and people.has_blocked(work.connection, ticket.person_id, booth.employer_id):
        parked = rules.park(after, rules.BLOCKED)
        settle(work, after, parked, facts.TicketParked, cause=parked.cause)
        return
    line_writes.note_return(work, after, CUT_OFF, after.rank if after.held else -1)


def told_of_telephone(work: Work, fact: TelephoneTold) -> None:
    """Who says that nobody talked with them has the place back; a talk that runs ends first."""
    if fact.word == Telephoned.DENIED:
        telephone_writes.give_back(work, store.ticket(work, fact.ticket_id))
    else:
        telephone_writes.use_up(work, fact.interview_id)


def counts(work: Work, fact: InterviewCounts) -> None:
    """The talk by telephone counts as one now; by an offer the place is used up."""
    if fact.held:
        telephone_writes.use_up(work, fact.interview_id)


# --- booths ---------------------------------------------------------------------------------------


def staff_changed(work: Work, fact: Any) -> None:
    """Who is on duty decides the waits: renew the forecast at once."""
    look_actions.look(work, fact.booth_id)


def booth_closed(work: Work, fact: BoothClosed) -> None:
    """Everybody left is told why, and asked what should follow; a talk goes on to its end."""
    cause = closing.cause_of(fact.cause)
    live = _live(work, ticket_table.c.booth_id == fact.booth_id)
    steps = [(one, closing.close(one, cause, work.now)) for one in live if one.queuing]
    line_writes.close_all(work, steps, cause)
    for was, _ in steps:
        ticket_actions.stop_ring(work, was)
    look_actions.look(work, fact.booth_id)


def _live(work: Work, *conditions: Any) -> list[Ticket]:
    live = ticket_table.c.state.in_(sorted(LIVE))
    return store.tickets_where(work.connection, live, *conditions)


def post_filled(work: Work, fact: VacancyFilled) -> None:
    """Who named only filled posts hears it on a closed page too; the page says it to everybody."""
    named = ticket_table.c.vacancy_ids.contains(fact.vacancy_id)
    post = vacancies.vacancies(work.connection, [fact.vacancy_id]).get(fact.vacancy_id)
    for ticket in _live(work, ticket_table.c.booth_id == fact.booth_id, named):
        if post and not _another_open(work, ticket):
            telling_writes.say_filled(work, ticket, post)


def posts_changed(work: Work, fact: VacancyChanged | VacancyGone) -> None:
    """Whoever is under 18 waits only while a post of the booth is open to them."""
    here = _live(work, ticket_table.c.booth_id == fact.booth_id)
    for ticket in line_writes.keep_fitting(work, [one for one in here if one.queuing]):
        ticket_actions.stop_ring(work, ticket)


def _another_open(work: Work, ticket: Ticket) -> bool:
    posts = vacancies.vacancies(work.connection, ticket.vacancy_ids).values()
    return any(post.state is VacancyState.OPEN for post in posts)


# --- persons --------------------------------------------------------------------------------------


def consent_withdrawn(work: Work, fact: ConsentWithdrawn) -> None:
    """Who takes the consent back leaves that employer's queues; a talk goes on to its end."""
    theirs = {booth.id for booth in booths.booths_of_employer(work.connection, fact.employer_id)}
    mine = _live(work, ticket_table.c.person_id == fact.person_id)
    for ticket in mine:
        if ticket.queuing and ticket.booth_id in theirs and ticket.fair_id == fact.fair_id:
            ticket_actions.give_up(work, ticket, "consent")


def employer_blocked(work: Work, fact: EmployerBlocked) -> None:
    """Who keeps an employer away is rung by it no more; the number is kept for the way back."""
    theirs = {booth.id for booth in booths.booths_of_employer(work.connection, fact.employer_id)}
    for ticket in _live(work, ticket_table.c.person_id == fact.person_id):
        if ticket.booth_id in theirs and (ticket.waits or ticket.rings):
            parked = rules.park(ticket, rules.BLOCKED)
            settle(work, ticket, parked, facts.TicketParked, cause=parked.cause)
            ticket_actions.stop_ring(work, ticket)


def person_erased(work: Work, fact: PersonErased) -> None:
    """Leave every queue, and remove what was written to the person."""
    for ticket in _live(work, ticket_table.c.person_id == fact.person_id):
        left = leaving.leave(ticket, "erased", work.now)
        settle(work, ticket, left, facts.TicketLeft, cause="erased")
    line_store.end_quiet(work, fact.person_id)
    store.forget_wishes(work, fact.person_id)


REACTIONS: dict[type[Fact], list[Any]] = {
    CallAnswered: [answered],
    CallProlonged: [prolonged],
    CallMissed: [missed],
    CallUnshown: [unshown],
    CallPostponed: [postponed],
    CallDeclined: [declined],
    CallCancelled: [cancelled],
    CallEnded: [ended],
    TelephoneTold: [told_of_telephone],
    InterviewCounts: [counts],
    DutyStarted: [staff_changed],
    DutyEnded: [staff_changed],
    DutyBreakStarted: [staff_changed],
    DutyBreakEnded: [staff_changed],
    BoothPaused: [staff_changed],
    BoothClosed: [booth_closed],
    VacancyFilled: [post_filled],
    VacancyChanged: [posts_changed],
    VacancyWithdrawn: [posts_changed],
    VacancySuspended: [posts_changed],
    VacancyExpired: [posts_changed],
    ConsentWithdrawn: [consent_withdrawn],
    EmployerBlocked: [employer_blocked],
    PersonErased: [person_erased],
}
