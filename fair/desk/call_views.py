"""Whom to phone, what stands beside a call, and what else one can do than it."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TypedDict

from sqlalchemy import Connection

from fair.booths import reads as booths
from fair.days import day_at
from fair.db import utc_now
from fair.decisions import NotAllowed, NotFound
from fair.desk.beside_views import Row
from fair.desk.near_views import near
from fair.desk.phoning import due_at
from fair.desk.views import next_of, reasons, require_booth
from fair.glossary import Role
from fair.interviews import reads as interview_reads
from fair.interviews.interview import Interview
from fair.people import reads as people
from fair.people.person import Person
from fair.programme import reads as programme
from fair.queue import reads
from fair.rooms import call_reads as rooms
from fair.rooms.call import Call
from fair.tickets.closing import may_phone, phone_instead_in_s
from fair.tickets.ticket import Ticket
from fair.vacancies import reads as vacancies
from fair.vacancies import title_reads
from fair.vacancies.vacancy import Vacancy
from fair.web import Viewer


class ToPhone(TypedDict):
    """Who is to be phoned by a recruiter's employer, in this order, and each by when."""

    phone: list[tuple[Ticket, Person, datetime]]
    now: datetime


class Known(TypedDict):
    """What stands beside a call; `person_id` is empty without the person's consent."""

    person_id: str
    ticket: Ticket | None
    posts: tuple[Vacancy, ...]
    called: dict[str, str]
    before: list[Interview]
    notes: list[str]
    waited: int
    today: date
    near: str


class TalkOutcome(TypedDict):
    """The talk of a call; `side` is who reads it, empty where there is none.

    Nobody is left to be told how it ends where the person was `erased`. `next` is whom the
    recruiter can call as soon as it is over.
    """

    interview: Interview | None
    side: str
    erased: bool
    ticket: Ticket | None
    next: Row | None
    reasons: list[tuple[str, str]]
    reason_texts: dict[str, str]


def to_phone(connection: Connection, viewer: Viewer) -> ToPhone:
    """Return who chose to be phoned by this recruiter's employer."""
    employer_id = viewer.actor.employer_id
    booth_ids = [one.id for one in booths.booths_of_employer(connection, employer_id)]
    return {"phone": _to_phone(connection, employer_id, booth_ids), "now": utc_now()}


def _to_phone(
    connection: Connection, employer_id: str, booth_ids: Sequence[str]
) -> list[tuple[Ticket, Person, datetime]]:
    """Return who chose "phone me", by booth and rank, with the number they gave for it.

    Who took the consent back, or keeps the employer away, is not among them.
    """
    chose = reads.to_phone(connection, booth_ids)
    known = people.consented_of(connection, employer_id, {one.person_id for one in chose})
    persons = people.persons(connection, known)
    return [
        (one, persons[one.person_id], due_at(one, programme.zone_of(connection, one.fair_id)))
        for one in sorted(chose, key=lambda one: (one.booth_id, one.rank))
        if one.person_id in persons
        and not persons[one.person_id].erased
        and not people.has_blocked(connection, one.person_id, employer_id)
    ]


def known(connection: Connection, viewer: Viewer, call_id: str) -> Known:
    """Return what stands beside the call: the person's card, the posts named, the wishes."""
    call = rooms.call(connection, call_id)
    today = day_at(utc_now(), programme.zone_of(connection, call.fair_id if call else ""))
    if call is None or viewer.role is not Role.RECRUITER:
        return {
            "person_id": "", "ticket": None, "posts": (), "called": {}, "before": [], "notes": [],
            "waited": 0, "today": today, "near": "",
        }  # fmt: skip
    require_booth(connection, viewer, call.booth_id)
    ticket = reads.ticket(connection, call.ticket_id)
    posts = vacancies.vacancies(connection, ticket.vacancy_ids if ticket else ())
    beside = vacancies.vacancies_of_booth(connection, call.booth_id) if posts else ()
    before = [
        one
        for one in interview_reads.interviews_of_person(connection, call.person_id)
        if one.booth_id == call.booth_id and one.call_id != call_id and one.outcome
    ]
    known = people.consented(connection, viewer.actor.employer_id, call.person_id)
    return {
        "person_id": call.person_id if known else "",
        "ticket": ticket,
        "posts": tuple(posts.values()),
        "called": title_reads.told_apart(posts.values(), beside, viewer.words),
        "before": before,
        "notes": _earlier_notes(connection, viewer, call) if known else [],
        "waited": ticket.waited_s(utc_now()) // 60 if ticket else 0,
        "today": today,
        "near": near(connection, viewer, ticket) if ticket and known else "",
    }


def _earlier_notes(connection: Connection, viewer: Viewer, call: Call) -> list[str]:
    """Return what the employer's recruiters noted of the person in earlier calls."""
    at = [one.id for one in booths.booths_of_employer(connection, viewer.actor.employer_id)]
    notes = rooms.notes_at(connection, at, person_id=call.person_id)
    return [one.text for one in notes if one.call_id != call.id]


def outcome(connection: Connection, viewer: Viewer, call_id: str) -> TalkOutcome:
    """Return the talk of a call: for the recruiter the form, for the seeker the answer."""
    interview = interview_reads.interview_of_call(connection, call_id)
    call = rooms.call(connection, call_id)
    side = call.side_of(viewer.person_id, viewer.actor.account_id) if call else None
    if interview is None or call is None:
        return {
            "interview": None, "side": "", "erased": False, "ticket": None, "next": None,
            "reasons": [], "reason_texts": {},
        }  # fmt: skip
    chosen = None
    if side is not Role.SEEKER:
        booth = require_booth(connection, viewer, interview.booth_id)
        chosen = next_of(connection, viewer, booth)
    return {
        "interview": interview,
        "side": Role.SEEKER if side is Role.SEEKER else Role.RECRUITER,
        "erased": not people.known(connection, [interview.person_id]),
        "ticket": reads.ticket(connection, interview.ticket_id),
        "next": chosen,
        "reasons": reasons(viewer),
        "reason_texts": dict(reasons(viewer)),
    }


class Instead(TypedDict):
    """`next` is whom to call; `phone` is a number that its owner agreed to, and empty else.

    `proven`: the owner has confirmed it.
    """

    call: Call
    next: Row | None
    phone: str
    proven: bool


class NoSound(TypedDict):
    """`phone` is a number that its owner agreed to, while the talk has no sound; empty else.

    `proven`: the owner has confirmed it. `again_s`: when to look again, where the silence is too
    short yet.
    """

    call: Call
    phone: str
    proven: bool
    again_s: int | None


class Telephone(TypedDict):
    """`phone` is the number to dial in a talk by telephone; empty once it may not be any more.

    `proven`: whoever waits has confirmed it; another may have been written down since the call.
    """

    phone: str
    proven: bool


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
        "proven": _proven(connection, call),
    }


def no_sound(connection: Connection, viewer: Viewer, call_id: str) -> NoSound:
    """Return by which number the person agreed to be phoned, while the talk has no sound."""
    call = _mine(connection, viewer, call_id)
    ticket = reads.ticket(connection, call.ticket_id)
    in_s = phone_instead_in_s(ticket, call, utc_now()) if ticket else None
    return {
        "call": call,
        "phone": _consented_number(connection, viewer, call) if in_s == 0 else "",
        "proven": _proven(connection, call),
        "again_s": in_s or None,
    }


def telephone(connection: Connection, viewer: Viewer, call_id: str) -> Telephone:
    """Return which number to dial, to who called alone and until the talk is over."""
    call = _mine(connection, viewer, call_id)
    ticket = reads.ticket(connection, call.ticket_id)
    agreed = call.open and call.by_telephone and ticket is not None and ticket.may_ring
    return {
        "phone": _consented_number(connection, viewer, call) if agreed else "",
        "proven": _proven(connection, call),
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
    if ticket is None or not may_phone(ticket, call, utc_now()):
        return ""
    return _consented_number(connection, viewer, call)


def _proven(connection: Connection, call: Call) -> bool:
    person = people.person(connection, call.person_id)
    return person is not None and person.confirmed


def _consented_number(connection: Connection, viewer: Viewer, call: Call) -> str:
    employer_id = viewer.actor.employer_id
    if not people.consented(connection, employer_id, call.person_id):
        return ""
    if people.has_blocked(connection, call.person_id, employer_id):
        return ""
    person = people.person(connection, call.person_id)
    return person.phone if person and not person.erased else ""
