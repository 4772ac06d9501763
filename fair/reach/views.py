"""What the page of a text's link says of its ticket, and which question a reply answers."""

from typing import TypedDict

from sqlalchemy import Connection

from fair.booths import reads as booths
from fair.db import utc_now
from fair.glossary import CallState, TicketState
from fair.phone_codes import text_link_reads
from fair.phone_codes.text_link import TextLink
from fair.queue import reads
from fair.reach.word import FIVE, LEAVE
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


def answered(connection: Connection, phone: str, word: str) -> TextLink | None:
    """Return the question that a word answers; None where it could be another's turn that goes."""
    asked = text_link_reads.asked(connection, phone, utc_now())
    if not word or not asked:
        return None
    others = (reads.ticket(connection, one.ticket_id) for one in asked[1:])
    unsure = word in (FIVE, LEAVE) and any(one and one.live for one in others)
    return None if unsure else asked[0]
