"""What the page of a text's link says of its ticket, and which question a reply answers."""

from collections.abc import Sequence
from typing import TypedDict

from sqlalchemy import Connection

from fair import signals
from fair.booths import reads as booths
from fair.db import utc_now
from fair.glossary import TicketState
from fair.people import number_reads
from fair.phone_codes import text_link_reads
from fair.phone_codes.text_link import TextLink
from fair.queue import reads
from fair.reach.word import FIVE, LEAVE, READY, STAY
from fair.rooms import call_reads
from fair.tickets.leaving import stays_until
from fair.tickets.ticket import BLOCKED, Ticket
from fair.web import Viewer


class Texted(TypedDict):
    """Who waits for the person, how the ticket `stands`, and so what the one button does.

    It `rings`, or a telephone does (`phoned`); the two talk (`talks`) or are said to have
    (`asks`); it is `parked`, by `kept_away` where the person keeps the employer away; it `waits`,
    `ready` where nothing is left to be said; its person `left` and may take that back; or it is
    over (""). `number` is 0 while it is still to be drawn by lot.
    """

    employer: str
    number: int
    stands: str
    ready: bool


def texted(connection: Connection, viewer: Viewer, ticket_id: str) -> Texted:
    """Return how a ticket stands, for whoever holds the link that was texted about it."""
    asked = reads.ticket(connection, ticket_id)
    if asked is None:
        return {"employer": "", "number": 0, "stands": "", "ready": False}
    ticket = reads.now_of(connection, asked)
    booth = booths.booth(connection, ticket.booth_id)
    return {
        "employer": booths.name_of(connection, booth, viewer.lang) if booth else "",
        "number": 0 if ticket.undrawn else ticket.number,
        "stands": _stands(connection, ticket),
        "ready": ticket.ready_at is not None and not ticket.held,
    }


def _stands(connection: Connection, ticket: Ticket) -> str:
    if ticket.rings:
        call = call_reads.call(connection, ticket.call_id)
        return "phoned" if call and call.by_telephone else "rings"
    if ticket.state is TicketState.TALKING:
        return "talks"
    if ticket.unconfirmed:
        return "asks"
    if ticket.state is TicketState.PARKED:
        return "kept_away" if ticket.cause == BLOCKED else "parked"
    if leaving_until := stays_until(ticket):
        return "left" if utc_now() <= leaving_until else ""
    return "waits" if ticket.live else ""


def answered(connection: Connection, phone: str, word: str) -> TextLink | None:
    """Return the question that a word answers: of the newest text, which said what to reply.

    None where it could be another's turn that goes: several turns were asked about, the text named
    nobody and the number is shared by now, or something else was texted to it since. And where it
    would do nothing: the turn is over, or needs more than a word.
    """
    asked = text_link_reads.asked(connection, phone, utc_now())
    if not word or not asked or not asked[0].replies:
        return None
    unsure = word in (FIVE, LEAVE) and _unsure(connection, phone, asked)
    return asked[0] if not unsure and _does(connection, asked[0], word) else None


def _unsure(connection: Connection, phone: str, asked: Sequence[TextLink]) -> bool:
    others = (reads.ticket(connection, one.ticket_id) for one in asked[1:])
    if any(one and one.live for one in others):
        return True
    if len(number_reads.owners(connection, phone)) > 1 and not asked[0].named:
        return True
    nothing = (signals.A_CODE, signals.A_REPLY)  # ask for no word
    return signals.texted_since(connection, phone, asked[0].made_at, besides=nothing)


def _does(connection: Connection, asked: TextLink, word: str) -> bool:
    known = reads.ticket(connection, asked.ticket_id)
    if known is None:
        return False
    ticket = reads.now_of(connection, known)
    if stays_until(ticket) is not None:  # said twice, it is left once
        return word in (STAY, LEAVE)
    if not ticket.live:
        return False
    return word != READY or not (ticket.rings or ticket.unconfirmed)


def unheard(connection: Connection, phone: str) -> TextLink | None:
    """Return the newest text to a number to which somebody may have replied; None where none is."""
    asked = text_link_reads.asked(connection, phone, utc_now())
    return asked[0] if asked else None
