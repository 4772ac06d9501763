"""What a recruiter can do when a ring reaches nobody or somebody vanished; what more time costs."""

from typing import TypedDict

from sqlalchemy import Connection

from fair.db import utc_now
from fair.decisions import NotAllowed, NotFound
from fair.people import reads as people
from fair.queue import reads
from fair.queue.desk_views import next_of, require_booth
from fair.queue.phone import may_phone
from fair.queue.rows_views import Row
from fair.rooms import call_reads as rooms
from fair.rooms.call import Call
from fair.web import Viewer


class Instead(TypedDict):
    """`next` is whom to call; `phone` is a number that its owner agreed to, and empty else."""

    call: Call
    next: Row | None
    phone: str


class MoreTime(TypedDict):
    """What an extension costs: how many wait; and whether it was taken."""

    call: Call
    waiting: int


def instead(connection: Connection, viewer: Viewer, call_id: str) -> Instead:
    """Return whom else this recruiter can call, and by which number the person agreed to."""
    call = _mine(connection, viewer, call_id)
    booth = require_booth(connection, viewer, call.booth_id)
    return {
        "call": call,
        "next": next_of(connection, viewer, booth),
        "phone": _number(connection, viewer, call),
    }


def more_time(connection: Connection, viewer: Viewer, call_id: str) -> MoreTime:
    """Return how many wait at the booth of a call."""
    call = _mine(connection, viewer, call_id)
    return {"call": call, "waiting": reads.waiting(connection, [call.booth_id])[call.booth_id]}


def _mine(connection: Connection, viewer: Viewer, call_id: str) -> Call:
    call = rooms.call(connection, call_id)
    if call is None:
        raise NotFound
    if not viewer.actor.account_id or call.account_id != viewer.actor.account_id:
        raise NotAllowed
    return call


def _number(connection: Connection, viewer: Viewer, call: Call) -> str:
    ticket = reads.ticket(connection, call.ticket_id)
    employer_id = viewer.actor.employer_id
    if ticket is None or not may_phone(ticket, call, utc_now()):
        return ""
    if not people.consented(connection, employer_id, call.person_id):
        return ""
    if people.has_blocked(connection, call.person_id, employer_id):
        return ""
    person = people.person(connection, call.person_id)
    return person.phone if person and not person.erased else ""
