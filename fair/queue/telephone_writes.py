"""A talk by telephone of which only the recruiter knows: the place is kept until another says so.

Else a call that was hung up after three seconds would cost somebody the hours of waiting.
"""

from fair.booths import reads as booths
from fair.db import Work
from fair.glossary import Telephoned
from fair.interviews import reads as interviews
from fair.interviews.interview import Interview
from fair.queue import facts, line_store, line_writes, reads, store, telling_writes
from fair.queue.line_writes import settle
from fair.tickets import closing, joining, order
from fair.tickets import ticket as rules
from fair.tickets.ticket import Ticket


def keep_place(work: Work, was: Ticket, parked: Ticket, interview: Interview) -> None:
    """A recruiter says that the two talked: the number is kept, and the person is asked."""
    settle(work, was, parked, facts.TicketParked, cause=parked.cause)
    if interview.telephone is Telephoned.DENIED:
        give_back(work, parked)
        return
    line_writes.be_quiet(work, parked.person_id, parked.fair_id)
    telling_writes.say_talked(work, parked, interview.call_id)


def use_up(work: Work, interview_id: str) -> None:
    """It is known that the two talked: by more than what its recruiter says, an offer apart."""
    talk = interviews.interview(work.connection, interview_id)
    if talk is None or talk.only_told:
        return
    ticket = reads.now_of(work.connection, store.ticket(work, talk.ticket_id))
    if ticket.unconfirmed:
        settle(work, ticket, closing.by_phone(ticket, work.now), facts.TicketServed)


def give_back(work: Work, ticket: Ticket) -> None:
    """Back into the line, or onto the list of who is to be phoned: nobody talked with them."""
    listed = closing.unphoned(ticket)
    if listed != ticket:
        settle(work, ticket, listed, facts.ChoiceMade, choice=listed.choice)
    ticket = reads.now_of(work.connection, listed)
    if not ticket.unconfirmed or joining.closed(booths.booth(work.connection, ticket.booth_id)):
        return
    head = order.head_rank(line_store.line(work.connection, ticket.booth_id))
    back = rules.come_back(ticket, head, work.now)
    settle(work, ticket, back, facts.TicketReturned, rank=back.rank)
    line_writes.stop_quiet(work, ticket.person_id)
    line_writes.note_return(work, back, "returned", back.rank)
