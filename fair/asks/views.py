"""What a person is asked before the talk, and what the recruiter reads of it beside them."""

from dataclasses import dataclass
from typing import TypedDict

from sqlalchemy import Connection

from fair import codes
from fair.asks import reads, yes_no
from fair.booths import reads as booths
from fair.decisions import NotAllowed, NotFound
from fair.people import reads as people
from fair.queue import reads as queue
from fair.tickets.ticket import Ticket
from fair.web import Viewer


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as its reader reads it; `said` is yes, no, or empty: not answered yet."""

    code: str
    text: str
    said: str


class Mine(TypedDict):
    """What the holder of a ticket is asked; nothing once it is too late to say.

    `then` is the page that an answer without JavaScript goes back to.
    """

    ticket: Ticket
    employer: str
    asked: list[Asked]
    answered: int
    then: str


class Read(TypedDict):
    """What the recruiters of the booth read beside a person."""

    asked: list[Asked]


def mine(connection: Connection, viewer: Viewer, ticket_id: str, then: str) -> Mine:
    """Return what the holder of a ticket is asked; refuses `NotAllowed` to anybody else."""
    ticket = queue.ticket(connection, ticket_id)
    booth = booths.booth(connection, ticket.booth_id) if ticket else None
    if ticket is None or booth is None:
        raise NotFound
    if ticket.person_id != viewer.person_id:
        raise NotAllowed
    away = people.has_blocked(connection, ticket.person_id, booth.employer_id)
    open_ = yes_no.may_say(ticket) and not ticket.rings and not away
    asked = _asked(connection, viewer, ticket) if open_ else []
    return {
        "ticket": ticket,
        "employer": booths.name_of(connection, booth, viewer.lang),
        "asked": asked,
        "answered": sum(1 for one in asked if one.said),
        "then": then,
    }


def beside(connection: Connection, viewer: Viewer, ticket_id: str) -> Read:
    """Return what was said with a ticket of the viewer's booth; refuses all others `NotAllowed`.

    Of who took the consent back, or keeps the employer away, nothing.
    """
    ticket = queue.ticket(connection, ticket_id)
    booth = booths.booth(connection, ticket.booth_id) if ticket else None
    if ticket is None or booth is None:
        raise NotFound
    if not viewer.actor.works_for(booth.employer_id):
        raise NotAllowed
    seen = (
        yes_no.is_read(ticket)
        and people.consented(connection, booth.employer_id, ticket.person_id)
        and not people.has_blocked(connection, ticket.person_id, booth.employer_id)
    )
    return {"asked": _asked(connection, viewer, ticket) if seen else []}


def given(connection: Connection, viewer: Viewer, employer_id: str) -> Read:
    """Return what the viewer told an employer before talks, the last word to each question."""
    theirs = [one.id for one in booths.booths_of_employer(connection, employer_id)]
    found = reads.of_person(connection, viewer.person_id, theirs)
    last = {one.ask: one.said for one in found}
    return {"asked": [Asked(key, codes.ask(key, viewer.lang), said) for key, said in last.items()]}


def _asked(connection: Connection, viewer: Viewer, ticket: Ticket) -> list[Asked]:
    return [
        Asked(code, codes.ask(code, viewer.lang), said)
        for code, said in reads.asked(connection, ticket).items()
    ]
