"""A talk by telephone of which only the recruiter knows: the place is kept until another says so.

Else a call that was hung up after three seconds would cost somebody the hours of waiting.
"""

from fair.booths import reads as booths
from fair.db import Work
from fair.decisions import N_
from fair.glossary import Telephoned
from fair.interviews.interview import Interview
from fair.queue import closing, facts, joining, line_store, line_writes, order
from fair.queue import ticket as rules
from fair.queue.line_writes import settle
from fair.queue.ticket import Ticket

SAYS_TALKED = N_(
    "{employer} says that you talked by telephone just now. If so, you need not do anything but "
    "wait for the answer. If not, say so on your page of the fair: your place is kept. Your "
    "number is {number}."
)
SAYS_TALKED_LASTS_S = 3600


def keep_place(work: Work, was: Ticket, parked: Ticket, interview: Interview) -> None:
    """A recruiter says that the two talked: the number is kept, and the person is asked."""
    settle(work, was, parked, facts.TicketParked, cause=parked.cause)
    if interview.telephone is Telephoned.DENIED:
        give_back(work, parked)
        return
    line_writes.be_quiet(work, parked.person_id, parked.fair_id)
    booth = booths.booth(work.connection, parked.booth_id)
    once = f"talked:{interview.call_id}"
    if booth:
        line_writes.tell_of_telephone(work, booth, parked, SAYS_TALKED, once, SAYS_TALKED_LASTS_S)


def give_back(work: Work, ticket: Ticket) -> None:
    """Back into the line, or onto the list of who is to be phoned: nobody talked with them."""
    listed = closing.unphoned(ticket)
    if listed != ticket:
        settle(work, ticket, listed, facts.ChoiceMade, choice=listed.choice)
    if not ticket.unconfirmed or joining.closed(booths.booth(work.connection, ticket.booth_id)):
        return
    head = order.head_rank(line_store.line(work.connection, ticket.booth_id))
    back = rules.come_back(ticket, head, work.now)
    settle(work, ticket, back, facts.TicketReturned, rank=back.rank)
    line_writes.stop_quiet(work, ticket.person_id)
    line_writes.note_return(work, back, "returned", back.rank)
