"""What everybody may read of a lot: the seed, the list, and how to draw it again."""

from datetime import datetime
from typing import TypedDict

from sqlalchemy import Connection

from fair.booths import reads as booths
from fair.booths.booth import Booth
from fair.db import utc_now
from fair.decisions import NotAllowed, NotFound
from fair.lots import lot as rules
from fair.lots import moving_reads, store
from fair.lots.lot import Lot
from fair.lots.moving import Shorter
from fair.programme import reads as programme
from fair.programme.fair import Fair
from fair.queue import line_reads
from fair.queue import reads as queue
from fair.tickets.ticket import Ticket
from fair.web import Viewer


class LotPage(TypedDict):
    """The lot of a booth. `lot` is None before its list is closed, and where there was none.

    `mine` is the reader's own ticket, where there is one.
    """

    fair: Fair
    booth: Booth
    employer: str
    lot: Lot | None
    mine: str
    closes_at: datetime
    how: str


def page(connection: Connection, viewer: Viewer, booth_id: str) -> LotPage:
    """Return the lot of a booth, for anybody who may see its fair."""
    booth = booths.booth(connection, booth_id)
    if booth is None:
        raise NotFound
    fair = booths.visible_fair(connection, viewer.actor, booth.fair_id)
    mine = queue.live_ticket(connection, viewer.person_id, booth_id)
    return {
        "fair": fair,
        "booth": booth,
        "employer": booths.name_of(connection, booth, viewer.lang),
        "lot": store.lot(connection, booth_id),
        "mine": mine.id if mine else "",
        "closes_at": rules.closes_at(fair),
        "how": rules.HOW,
    }


class ShorterPage(TypedDict):
    """Where the same work has a shorter queue; `keeps` where the waiting time may go along."""

    fair: Fair | None
    ticket: Ticket
    employer: str
    booth: Booth
    keeps: bool
    found: list[Shorter]


def shorter(connection: Connection, viewer: Viewer, ticket_id: str) -> ShorterPage:
    """Return where the holder of a ticket could go; refuses `NotAllowed` to anybody else."""
    ticket, now = queue.ticket(connection, ticket_id), utc_now()
    booth = booths.booth(connection, ticket.booth_id) if ticket else None
    if ticket is None or booth is None:
        raise NotFound
    if ticket.person_id != viewer.person_id:
        raise NotAllowed
    waits = ticket.waits
    return {
        "fair": programme.fair(connection, ticket.fair_id),
        "ticket": ticket,
        "employer": booths.name_of(connection, booth, viewer.lang),
        "booth": booth,
        "keeps": waits and bool(line_reads.silent_since(connection, booth)),
        "found": moving_reads.shorter(connection, ticket, viewer.lang, now) if waits else [],
    }


def file(connection: Connection, viewer: Viewer, booth_id: str) -> str:
    """Return a lot that was drawn as a file; refuses `NotFound` before."""
    found = page(connection, viewer, booth_id)["lot"]
    if found is None or found.drawn_at is None:
        raise NotFound
    return rules.told(found)
