"""What a stranger, a company that asked, and the organiser see of requests to take part."""

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import TypedDict

from sqlalchemy import Connection

from fair.accounts import reads as accounts
from fair.contract.enrolments import EnrolmentAsk
from fair.decisions import NotFound, Refusal
from fair.employers.licence import LEAST_RESERVE_CENTS
from fair.employers.twin import Twin, twins
from fair.enrolments import reads
from fair.enrolments.enrolment import CONFIRM_WITHIN, Enrolment, open_one, together
from fair.glossary import EmployerKind
from fair.programme import reads as programme
from fair.programme.fair import Fair, visible
from fair.web import Viewer

MOST_DECIDED = 50
PAGE = 10
NOTHING: Mapping[str, str] = MappingProxyType(dict.fromkeys(EnrolmentAsk.model_fields, ""))
_FIELD_OF = {
    "bad-credit-code": "code",
    "bad-email": "email",
    "bad-name": "contact_name",
    "reserve-too-small": "reserve_yuan",
    "licence-over": "valid_to",
}


class Form(TypedDict):
    """The form of a company, by its kind; `kind` is "" until it is chosen.

    `given` is what was typed already, `wrong` the sentence that refused it, also in `errors` beside
    its field.
    """

    fair: Fair
    kind: str
    open: bool
    least_reserve_cents: int
    given: Mapping[str, str]
    wrong: str
    errors: Mapping[str, str]


class Sent(TypedDict):
    """That a mail is on its way: the same for everybody."""

    fair: Fair


class Other(TypedDict):
    """Another request that names the address of one, with its own link."""

    it: Enrolment
    token: str


class Own(TypedDict):
    """A request, for who holds its link; `others` name the same address and are not confirmed."""

    fair: Fair
    it: Enrolment
    token: str
    others: list[Other]


class Card(TypedDict):
    """A request for the organiser, with the companies that it may be.

    `like` is the request before it with the same code or name.
    """

    it: Enrolment
    twins: tuple[Twin, ...]
    like: str


class Answered(TypedDict):
    """A request that was decided; `by` is who decided, "" where the company or the clock did."""

    it: Enrolment
    by: str


class Waiting(TypedDict):
    """Who waits for an answer at a fair, a page at a time, and who was answered lately."""

    fair: Fair
    waiting: list[Card]
    count: int
    page: int
    pages: int
    decided: list[Answered]


def form(
    connection: Connection,
    viewer: Viewer,
    fair_id: str,
    kind: str,
    given: Mapping[str, str] = NOTHING,
    refusal: Refusal | None = None,
) -> Form:
    """Return the form in which a company asks to take part in a fair."""
    wrong = viewer.words.refusal(refusal) if refusal else ""
    beside = _FIELD_OF.get(refusal.code, refusal.field) if refusal else ""
    fair = _visible(connection, viewer, fair_id)
    return {
        "fair": fair,
        "kind": kind if kind in set(EmployerKind) else "",
        "open": fair.welcomes,
        "least_reserve_cents": LEAST_RESERVE_CENTS,
        "given": given,
        "wrong": wrong,
        "errors": {name: wrong if name == beside else "" for name in NOTHING},
    }


def sent(connection: Connection, viewer: Viewer, fair_id: str) -> Sent:
    """Return what follows a request: a look into the mail."""
    return {"fair": _visible(connection, viewer, fair_id)}


def own(
    connection: Connection,
    enrolment_id: str,
    token: str,
    now: datetime,
    token_of: Callable[[str], str],
) -> Own:
    """Return how a request stands, for who holds its link; refuses `EnrolmentOver`."""
    found = open_one(reads.enrolment(connection, enrolment_id), now)
    fair = programme.fair(connection, found.fair_id)
    if fair is None:
        raise NotFound
    named = reads.of_address(connection, found.email, now - CONFIRM_WITHIN)
    others: list[Other] = [
        {"it": one, "token": token_of(one.id)} for one in named if one.id != found.id
    ]
    return {"fair": fair, "it": found, "token": token, "others": others}


def waiting(connection: Connection, _viewer: Viewer, fair_id: str, page: int = 1) -> Waiting:
    """Return who asks to take part in a fair, for its organiser; who may be one, together."""
    fair = programme.fair(connection, fair_id)
    if fair is None:
        raise NotFound
    all_of_them = together(reads.waiting(connection, fair_id))
    pages = max(1, -(-len(all_of_them) // PAGE))
    page = min(max(page, 1), pages)
    waits = all_of_them[(page - 1) * PAGE : page * PAGE]
    others = reads.companies(connection) if waits else ()
    return {
        "fair": fair,
        "waiting": [
            {"it": one, "twins": twins(one.compared, others), "like": like} for one, like in waits
        ],
        "count": len(all_of_them),
        "page": page,
        "pages": pages,
        "decided": _answered(connection, fair_id),
    }


def _answered(connection: Connection, fair_id: str) -> list[Answered]:
    found = reads.decided(connection, fair_id, MOST_DECIDED)
    who = accounts.accounts(connection, {one.decided_by for one in found} - {""})
    return [
        {"it": one, "by": who[one.decided_by].name if one.decided_by in who else ""}
        for one in found
    ]


def _visible(connection: Connection, viewer: Viewer, fair_id: str) -> Fair:
    fair = programme.fair(connection, fair_id)
    if fair is None or not visible(fair, viewer.actor):
        raise NotFound
    return fair
