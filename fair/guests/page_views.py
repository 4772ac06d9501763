"""What the call's page shows of guests, and what a guest's own page shows."""

from typing import TypedDict

from sqlalchemy import Connection

from fair.accounts import reads as accounts
from fair.booths import reads as booths
from fair.decisions import N_, NotAllowed, NotFound
from fair.glossary import GuestState, Role
from fair.guests import reads, refusals
from fair.guests.guest import HOME, MOST_GUESTS, OPEN, Guest, Sort
from fair.people import reads as people
from fair.rooms import call_reads
from fair.rooms.call import Call
from fair.web import Viewer
from fair.words import country_name

SORTS = {
    Sort.COLLEAGUE: N_("colleague"),
    Sort.INTERPRETER: N_("interpreter"),
    Sort.HELPER: N_("helper"),
}


class Shown(TypedDict):
    """A guest as the two who talk read them."""

    guest: Guest
    sort: str
    country: str
    mine: bool


class Guests(TypedDict):
    """Who is brought into a call, for one of its sides; `colleagues` may be asked now."""

    call: Call
    side: Role
    employer: str
    guests: list[Shown]
    inside: int
    room: bool
    colleagues: list[tuple[str, str]]


class Lines(TypedDict):
    """How many other people a page of the call has to hear at most, as JSON."""

    lines: int


class Door(TypedDict):
    """A link that is still good: into whose call it leads, and what is asked."""

    token: str
    key: str
    employer: str
    sort: str
    countries: list[tuple[str, str]]
    given_name: str
    company: str
    country: str
    error: str


class Inside(TypedDict):
    """A guest's own page; the person's name is "" until they said yes."""

    guest: Guest
    key: str
    call: Call
    employer: str
    person: str
    recruiter: str
    others: list[str]


def _call(connection: Connection, viewer: Viewer, call_id: str) -> tuple[Call, Role]:
    call = call_reads.call(connection, call_id)
    if call is None:
        raise NotFound
    side = call.side_of(viewer.actor.person_id, viewer.actor.account_id)
    if side is None:
        raise NotAllowed
    return call, side


def _employer(connection: Connection, call: Call, lang: str) -> str:
    booth = booths.booth(connection, call.booth_id)
    return booths.name_of(connection, booth, lang) if booth else ""


def of_call(connection: Connection, viewer: Viewer, call_id: str) -> Guests:
    """Return who is brought into a call, for one of its sides."""
    call, side = _call(connection, viewer, call_id)
    found = reads.of_call(connection, call_id)
    return {
        "call": call,
        "side": side,
        "employer": _employer(connection, call, viewer.lang),
        "guests": [
            {
                "guest": one,
                "sort": viewer.words.gettext(SORTS[one.sort]),
                "country": country_name(one.country, viewer.lang),
                "mine": one.asked_by is side,
            }
            for one in found
        ],
        "inside": sum(one.state is GuestState.INSIDE for one in found),
        "room": sum(one.state in OPEN for one in found) < MOST_GUESTS,
        "colleagues": _colleagues(connection, viewer, call) if side is Role.RECRUITER else [],
    }


def _colleagues(connection: Connection, viewer: Viewer, call: Call) -> list[tuple[str, str]]:
    there = [duty for duty in booths.on_duty(connection, call.booth_id) if duty.here]
    return [
        (duty.account_id, duty.name)
        for duty in there
        if duty.account_id != viewer.actor.account_id
        and not call_reads.open_call_of_account(connection, duty.account_id)
        and not reads.asked_of(connection, duty.account_id)
    ]


def lines(connection: Connection, viewer: Viewer, call_id: str) -> Lines:
    """Return how many others a side hears at most: one, or all that a full call has."""
    call, _ = _call(connection, viewer, call_id)
    return {"lines": 1 + MOST_GUESTS if reads.inside(connection, call.id) else 1}


def link(connection: Connection, viewer: Viewer, guest_id: str) -> Guest:
    """Return a guest whose link was made by this side and is still good."""
    found = reads.guest(connection, guest_id)
    if found is None or not found.token:
        raise NotFound
    _, side = _call(connection, viewer, found.call_id)
    if found.asked_by is not side:
        raise NotAllowed
    return found


def door(
    connection: Connection, viewer: Viewer, token: str, said: dict[str, str], error: str
) -> Door:
    """Return what somebody with a link reads; refuses `GuestLinkOver`."""
    found = reads.by_token(connection, token)
    call = call_reads.call(connection, found.call_id) if found else None
    if found is None or call is None or not call.talking:
        raise refusals.GuestLinkOver
    return {
        "token": token,
        "key": said.get("key", ""),
        "employer": _employer(connection, call, viewer.lang),
        "sort": viewer.words.gettext(SORTS[found.sort]),
        "countries": _countries(viewer),
        "given_name": said.get("given_name", ""),
        "company": said.get("company", ""),
        "country": said.get("country", HOME),
        "error": error,
    }


def _countries(viewer: Viewer) -> list[tuple[str, str]]:
    """Return every country by its name, home first."""
    names = viewer.words.locale.territories
    codes = [code for one in names if len(code := str(one)) == len(HOME) and code.isalpha()]
    listed = sorted(((one, str(names[one])) for one in codes if one != HOME), key=lambda it: it[1])
    return [(HOME, country_name(HOME, viewer.lang)), *listed]


def inside(connection: Connection, viewer: Viewer, guest_id: str, key: str) -> Inside:
    """Return a guest's own page; everybody else's request finds nothing."""
    found = reads.guest(connection, guest_id)
    if found is None or not reads.is_self(found, viewer.actor, key):
        raise NotFound
    call = call_reads.call(connection, found.call_id)
    if call is None:
        raise NotFound
    here = found.state is GuestState.INSIDE
    person = people.person(connection, call.person_id) if here else None
    account = accounts.account(connection, call.account_id)
    others = reads.of_call(connection, call.id) if here else ()
    return {
        "guest": found,
        "key": key,
        "call": call,
        "employer": _employer(connection, call, viewer.lang),
        "person": person.name if person else "",
        "recruiter": account.name if account else "",
        "others": [
            one.name for one in others if one.id != found.id and one.state is GuestState.INSIDE
        ],
    }


class Asked(TypedDict):
    """The call into which a recruiter is asked, or None."""

    guest: Guest | None
    by: str


def asked(connection: Connection, viewer: Viewer) -> Asked:
    """Return the call into which this recruiter is asked now."""
    found = reads.asked_of(connection, viewer.actor.account_id)
    call = call_reads.call(connection, found[0].call_id) if found else None
    account = accounts.account(connection, call.account_id) if call else None
    return {"guest": found[0] if found else None, "by": account.name if account else ""}
