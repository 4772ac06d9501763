"""What a stranger, a company that asked, and the organiser see of requests to take part."""

from datetime import datetime
from typing import TypedDict

from sqlalchemy import Connection

from fair.decisions import NotFound
from fair.employers.licence import LEAST_RESERVE_CENTS
from fair.employers.twin import Twin, twins
from fair.enrolments import reads
from fair.enrolments.enrolment import Enrolment, open_one
from fair.glossary import EmployerKind
from fair.programme import reads as programme
from fair.programme.fair import Fair, visible
from fair.web import Viewer

MOST_DECIDED = 50


class Form(TypedDict):
    """The form of a company, by its kind; `kind` is "" until it is chosen."""

    fair: Fair
    kind: str
    open: bool
    least_reserve_cents: int


class Sent(TypedDict):
    """That a mail is on its way: the same for everybody."""

    fair: Fair


class Own(TypedDict):
    """A request, for who holds its link."""

    fair: Fair
    it: Enrolment
    token: str


class Card(TypedDict):
    """A request for the organiser, with the companies that it may be."""

    it: Enrolment
    twins: tuple[Twin, ...]


class Waiting(TypedDict):
    """Who waits for an answer at a fair, and who was answered lately."""

    fair: Fair
    waiting: list[Card]
    decided: list[Card]


def form(connection: Connection, viewer: Viewer, fair_id: str, kind: str) -> Form:
    """Return the form in which a company asks to take part in a fair."""
    fair = _visible(connection, viewer, fair_id)
    return {
        "fair": fair,
        "kind": kind if kind in set(EmployerKind) else "",
        "open": fair.welcomes,
        "least_reserve_cents": LEAST_RESERVE_CENTS,
    }


def sent(connection: Connection, viewer: Viewer, fair_id: str) -> Sent:
    """Return what follows a request: a look into the mail."""
    return {"fair": _visible(connection, viewer, fair_id)}


def own(connection: Connection, enrolment_id: str, token: str, now: datetime) -> Own:
    """Return how a request stands, for who holds its link; refuses `EnrolmentOver`."""
    found = open_one(reads.enrolment(connection, enrolment_id), now)
    fair = programme.fair(connection, found.fair_id)
    if fair is None:
        raise NotFound
    return {"fair": fair, "it": found, "token": token}


def waiting(connection: Connection, _viewer: Viewer, fair_id: str) -> Waiting:
    """Return who asks to take part in a fair, for its organiser."""
    fair = programme.fair(connection, fair_id)
    if fair is None:
        raise NotFound
    waits = reads.waiting(connection, fair_id)
    others = reads.companies(connection) if waits else ()
    return {
        "fair": fair,
        "waiting": [{"it": one, "twins": twins(one.compared, others)} for one in waits],
        "decided": [
            {"it": one, "twins": ()} for one in reads.decided(connection, fair_id, MOST_DECIDED)
        ],
    }


def _visible(connection: Connection, viewer: Viewer, fair_id: str) -> Fair:
    fair = programme.fair(connection, fair_id)
    if fair is None or not visible(fair, viewer.role):
        raise NotFound
    return fair
