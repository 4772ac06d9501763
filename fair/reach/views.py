"""What the page of a text's link says of the ticket that the text was about."""

from typing import TypedDict

from sqlalchemy import Connection

from fair.booths import reads as booths
from fair.glossary import CallState, TicketState
from fair.queue import reads
from fair.rooms import call_reads
from fair.web import Viewer


class Texted(TypedDict):
    """Who waits for the person, and what its one button does: answers, is ready, or comes back."""

    employer: str
    number: int
    rings: bool
    parked: bool
    asks: bool
    live: bool


def texted(connection: Connection, viewer: Viewer, ticket_id: str) -> Texted:
    """Return how a ticket stands, for whoever holds the link that was texted about it."""
    ticket = reads.ticket(connection, ticket_id)
    if ticket is None:
        return {
            "employer": "",
            "number": 0,
            "rings": False,
            "parked": False,
            "asks": False,
            "live": False,
        }
    booth = booths.booth(connection, ticket.booth_id)
    call = call_reads.call(connection, ticket.call_id) if ticket.rings else None
    return {
        "employer": booths.name_of(connection, booth, viewer.lang) if booth else "",
        "number": ticket.number,
        "rings": call is not None and call.state is CallState.RINGING and not call.by_telephone,
        "parked": ticket.state is TicketState.PARKED and not ticket.unconfirmed,
        "asks": ticket.unconfirmed,
        "live": ticket.live,
    }
