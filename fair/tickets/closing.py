"""How a ticket ends: with its talk, without one, or with a closing; and what is chosen then.

Nobody ends without an answer, a place or a choice.
"""

from dataclasses import replace
from datetime import datetime
from math import ceil

from fair.decisions import WrongState, move
from fair.glossary import CallState, Lane, TicketState
from fair.rooms.call import CUT_OFF, GONE, Call
from fair.rooms.ring import stays_unshown
from fair.tickets.ticket import MOVES_TICKET, UNCONFIRMED, UNREACHED, Ticket, moved, park

PHONE_ME, PHONED, LEAVE = "phone_me", "phoned", "leave"
# To the employer's next session: by the person's own word, or because silence costs no place.
NEXT, CARRIED = "next", "carried"
AHEAD = frozenset({NEXT, PHONE_ME})  # what may be chosen before the closing, for then
ENDED = frozenset({TicketState.CLOSED, TicketState.LAPSED})
LICENCE = "licence"
_CAUSES = {"fair": "fair_closed", "session": "session_over", "licence": LICENCE}
_BOOTH_CLOSED = "booth_closed"
TOGETHER = frozenset({_BOOTH_CLOSED, *_CAUSES.values()})  # why all tickets of a booth end at once


def no_talk(cause: str, talk_s: int, *, answered: bool) -> bool:
    """True where a call that is over was no talk: nobody was heard, or it broke off.

    `answered`: the outcome is there, and then it was one.
    """
    return not answered and (cause in (CUT_OFF, GONE) or talk_s == 0)


def stands_again(ticket: Ticket | None, talk_s: int = 0) -> bool:
    """True where it is in the line again after a talk that broke off: no answer is owed.

    Nor is one owed where a closing ended that wait, if the two never heard each other.
    """
    if ticket is None:
        return False
    unheard = ticket.broke_off and talk_s == 0
    return (ticket.live and not ticket.unconfirmed) or unheard


def cut_off(ticket: Ticket, now: datetime, cause: str = CUT_OFF) -> Ticket:
    """Cut off and not resumed: the person goes on next, in the lane of the handed on.

    The second time the ticket stands by its rank again and waits a moment, so that a bad
    connection does not hold up the others. Who is gone waits that moment at the head at once.
    """
    again = ticket.lane is Lane.HANDED_ON
    return moved(
        ticket, "cut_off", lane=Lane.STANDARD if again else Lane.HANDED_ON, since_at=now,
        cause=cause, call_id="", called_at=None, warned_at=now,
        held=UNREACHED if again or cause == GONE else "",
    )  # fmt: skip


def after_cut(ticket: Ticket, now: datetime, *, closed: bool, cause: str = CUT_OFF) -> Ticket:
    """The talk broke off: the person goes on next, or chooses where the booth has closed."""
    if closed:
        return close(ticket, CUT_OFF, now)
    return cut_off(ticket, now, GONE if cause == GONE else CUT_OFF)


def cause_of(booth_cause: str) -> str:
    """Return why tickets end when their booth closes for this cause."""
    return _CAUSES.get(booth_cause, _BOOTH_CLOSED)


def close(ticket: Ticket, cause: str, now: datetime) -> Ticket:
    """The booth or the fair closed before the talk: what its owner chose, else it is carried."""
    state = move(MOVES_TICKET, ticket.state, "close")
    return replace(
        ticket, state=state, cause=cause, ended_at=now, choice=ticket.choice or CARRIED,
        undrawn=False, version=ticket.version + 1,
        parked_for=ticket.cause if ticket.state is TicketState.PARKED else "",
    )  # fmt: skip


def for_adults(ticket: Ticket, now: datetime) -> Ticket:
    """No post here is open to somebody of 16 or 17 any more: nothing is left to choose."""
    return replace(close(ticket, "adults", now), choice=LEAVE, parked_for="")


def chooses(ticket: Ticket) -> bool:
    """True where its owner may still say what happens after a closing or a lapse."""
    return ticket.state in ENDED and ticket.choice in ("", CARRIED)


def choose(ticket: Ticket, choice: str, now: datetime) -> Ticket:
    """Keep what follows a closing or a lapse, or shall follow one; after it, once.

    Refuses `WrongState` where nothing is to be chosen: what lapsed is not carried.
    """
    lapsed = ticket.state is TicketState.LAPSED
    early = choice in AHEAD and (ticket.waits or ticket.state is TicketState.PARKED)
    if not (early or (chooses(ticket) and not (lapsed and choice == NEXT))):
        raise WrongState
    return replace(ticket, choice=choice, chosen_at=now, version=ticket.version + 1)


def to_be_phoned(ticket: Ticket) -> bool:
    """True where its person stands on the employer's list of who is to be phoned."""
    return ticket.state in ENDED and ticket.choice == PHONE_ME


def phoned(ticket: Ticket) -> Ticket:
    """The employer has phoned; refuses `WrongState` where nobody chose that."""
    if not to_be_phoned(ticket):
        raise WrongState
    return replace(ticket, choice=PHONED, version=ticket.version + 1)


def unphoned(ticket: Ticket) -> Ticket:
    """The person says that nobody phoned: on the list again; others stay as they are."""
    if ticket.choice != PHONED:
        return ticket
    return replace(ticket, choice=PHONE_ME, version=ticket.version + 1)


def unconfirmed(ticket: Ticket) -> Ticket:
    """A recruiter says that the two talked by telephone, and nobody else: the place is kept."""
    if ticket.state is TicketState.PARKED:
        return replace(ticket, cause=UNCONFIRMED, version=ticket.version + 1)
    return park(ticket, UNCONFIRMED)


def by_phone(ticket: Ticket, now: datetime) -> Ticket:
    """It is known that the two talked by telephone."""
    state = move(MOVES_TICKET, ticket.state, "phone")
    return replace(ticket, state=state, version=ticket.version + 1, ended_at=now)


UNANSWERED = frozenset({CallState.MISSED, CallState.UNSHOWN})


def may_phone(ticket: Ticket, call: Call, now: datetime) -> bool:
    """True where the person agreed to it, and this ring has reached nobody."""
    rang = call.state in UNANSWERED or (
        call.state is CallState.RINGING and stays_unshown(call, now)
    )
    return ticket.may_ring and ticket.queuing and rang and not ticket.unconfirmed


PHONE_AFTER_S = 30


def phone_instead_in_s(ticket: Ticket, call: Call, now: datetime) -> int | None:
    """Return in how many seconds the person may be phoned, whose talk has no sound now.

    Half a minute without sound in all, so that a number is not shown in every call. None where
    they hear each other, type, or did not agree to it.
    """
    down = call.talking and call.runs_since is None and not call.typed
    if not (ticket.may_ring and ticket.id == call.ticket_id and down and call.answered_at):
        return None
    silent_s = (now - call.answered_at).total_seconds() - call.talk_s(now)
    return max(0, ceil(PHONE_AFTER_S - silent_s))
