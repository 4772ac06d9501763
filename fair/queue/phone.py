"""When a telephone may take the place of a ring: agreed to at joining, and no page answered."""

from datetime import datetime

from fair.glossary import CallState
from fair.queue.ticket import Ticket
from fair.rooms.call import Call
from fair.rooms.ring import stays_unshown

UNANSWERED = frozenset({CallState.MISSED, CallState.UNSHOWN})


def may_phone(ticket: Ticket, call: Call, now: datetime) -> bool:
    """True where the person agreed to it, and this ring has reached nobody."""
    rang = call.state in UNANSWERED or (
        call.state is CallState.RINGING and stays_unshown(call, now)
    )
    return ticket.phone_ok and ticket.queuing and rang
