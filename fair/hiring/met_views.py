"""My people: everybody whom a recruiter's employer talked to, and all that is kept of one."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypedDict

from sqlalchemy import Connection

from fair import codes
from fair.accounts import reads as account_reads
from fair.booths import reads as booths
from fair.days import day_at
from fair.db import utc_now
from fair.decisions import NotFound
from fair.hiring import met, reads
from fair.hiring.met import TO_ANSWER, Standing, standing_of
from fair.hiring.offer import Offer
from fair.hiring.offer_views import shown_state
from fair.interviews import reads as interview_reads
from fair.interviews.interview import Interview
from fair.people import reads as people
from fair.programme import reads as programme
from fair.queue import reads as queue
from fair.rooms import call_reads as rooms
from fair.rooms.call_reads import Note
from fair.vacancies import reads as vacancies
from fair.web import Viewer

A_PAGE = 40
SHOWN = {
    "all": frozenset(Standing),
    "owed": TO_ANSWER,
    **{one.value: frozenset({one}) for one in Standing if one not in TO_ANSWER},
}


class Offered(TypedDict):
    """An offer as a list of people shows it."""

    offer: Offer
    post: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """One person of the list; `name` is empty without a consent, and then nothing else is told."""

    person_id: str
    name: str
    posts: tuple[str, ...]
    talk: Interview
    talks: int
    standing: Standing
    due_at: datetime | None
    notes: tuple[str, ...]
    offers: tuple[Offered, ...]


class MyPeople(TypedDict):
    """Everybody who was talked to, the most pressing first; `counts` by what may be shown."""

    wanted: str
    show: str
    counts: dict[str, int]
    met: list[Met]
    page: int
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """One talk as it is told afterwards: `mine` is the reader's own note of it, None elsewhere.

    `notes` are those of colleagues, and of the calls that it went on from: who wrote, and what.
    """

    interview: Interview
    standing: Standing
    recruiter: str
    booth: str
    posts: tuple[str, ...]
    mine: str | None
    notes: tuple[tuple[str, str], ...]


class OnePerson(TypedDict):
    """All that an employer keeps of one person, the latest talk first."""

    person_id: str
    name: str
    known: bool
    today: date
    talks: list[Talk]
    owed: list[Talk]
    offers: list[Offered]
    reasons: list[tuple[str, str]]
    reason_texts: dict[str, str]
    after: tuple[str, str] | None


def my_people(
    connection: Connection, viewer: Viewer, wanted: str, show: str, page: int
) -> MyPeople:
    """Return everybody whom this recruiter's employer talked to, searched and filtered."""
    show = show if show in SHOWN else "all"
    found = [one for one in _everybody(connection, viewer) if _is_wanted(one, wanted)]
    counts = Counter(one.standing for one in found)
    shown = [one for one in found if one.standing in SHOWN[show]]
    pages = max(1, -(-len(shown) // A_PAGE))
    page = min(page, pages)
    return {
        "wanted": wanted,
        "show": show,
        "counts": {name: sum(counts[one] for one in held) for name, held in SHOWN.items()},
        "met": shown[(page - 1) * A_PAGE : page * A_PAGE],
        "page": page,
        "pages": pages,
    }


def _is_wanted(one: Met, wanted: str) -> bool:
    return not wanted or met.finds(wanted, (one.name, *one.posts, *one.notes))


def _everybody(connection: Connection, viewer: Viewer) -> list[Met]:
    """Return everybody who was talked to, the most pressing first."""
    employer_id = viewer.actor.employer_id
    talks = _talks(connection, employer_id)
    persons = people.persons(connection, people.consented_of(connection, employer_id, talks.keys()))
    notes: dict[str, list[Note]] = defaultdict(list)
    for note in rooms.notes_at(connection, _booth_ids(connection, employer_id)):
        notes[note.person_id].append(note)
    offers: dict[str, list[Offered]] = defaultdict(list)
    for offer in _offers(connection, viewer):
        offers[offer["offer"].person_id].append(offer)
    posts = _posts(connection, [one for theirs in talks.values() for one in theirs])
    found = []
    for person_id, theirs in talks.items():
        name = persons[person_id].name if person_id in persons else ""
        talk = met.pressing(theirs)
        found.append(
            Met(
                person_id=person_id,
                name=name,
                posts=posts.get(talk.ticket_id, ()) if name else (),
                talk=talk,
                talks=len(theirs),
                standing=standing_of(talk),
                due_at=talk.due_at(),
                notes=tuple(one.text for one in notes[person_id]) if name else (),
                offers=tuple(one for one in offers[person_id] if one["offer"].live and name),
            )
        )
    return sorted(found, key=lambda one: met.urgency(one.talk))


def _booth_ids(connection: Connection, employer_id: str) -> list[str]:
    return [one.id for one in booths.booths_of_employer(connection, employer_id)]


def _talks(connection: Connection, employer_id: str) -> dict[str, list[Interview]]:
    """Return the talks at an employer's booths by their person, without who was erased."""
    found = interview_reads.interviews_at(connection, _booth_ids(connection, employer_id))
    here = set(people.known(connection, {one.person_id for one in found}))
    by_person: dict[str, list[Interview]] = defaultdict(list)
    for talk in found:
        if talk.person_id in here:
            by_person[talk.person_id].append(talk)
    return by_person


def _offers(connection: Connection, viewer: Viewer) -> list[Offered]:
    made = reads.offers_of_employer(connection, viewer.actor.employer_id)
    hires = reads.hires(connection, [one.id for one in made])
    return [
        {
            "offer": one,
            "post": str(one.terms.get("title", "")),
            "state": shown_state(one, hires.get(one.id)),
        }
        for one in made
    ]


def _posts(connection: Connection, talks: Sequence[Interview]) -> dict[str, tuple[str, ...]]:
    """Return the titles of the posts that each ticket of these talks names."""
    tickets = queue.tickets(connection, {one.ticket_id for one in talks})
    named = {post for one in tickets.values() for post in one.vacancy_ids}
    posts = vacancies.vacancies(connection, named)
    return {
        ticket.id: tuple(posts[post].title for post in ticket.vacancy_ids if post in posts)
        for ticket in tickets.values()
    }


def person(connection: Connection, viewer: Viewer, person_id: str) -> OnePerson:
    """Return what the employer keeps of a person it talked to; refuses `NotFound` anybody else."""
    employer_id = viewer.actor.employer_id
    theirs = _talks(connection, employer_id).get(person_id)
    if not theirs:
        raise NotFound
    known = people.consented(connection, employer_id, person_id)
    found = people.person(connection, person_id) if known else None
    latest = max(theirs, key=lambda one: one.started_at)
    talks = _told(connection, viewer, theirs, known=known)
    reasons = codes.options(tuple(codes.reasons().values()), viewer.lang)
    return {
        "person_id": person_id,
        "name": found.name if found else "",
        "known": known,
        "today": day_at(utc_now(), programme.zone_of(connection, latest.fair_id)),
        "talks": talks,
        "owed": [one for one in talks if one.standing in TO_ANSWER],
        "offers": [
            one
            for one in (_offers(connection, viewer) if known else ())
            if one["offer"].person_id == person_id
        ],
        "reasons": reasons,
        "reason_texts": dict(reasons),
        "after": _next_owed(connection, viewer, person_id),
    }


def _told(
    connection: Connection, viewer: Viewer, theirs: Sequence[Interview], *, known: bool
) -> list[Talk]:
    """Return talks as they are told, the latest first; without a consent only that they were."""
    posts = _posts(connection, theirs) if known else {}
    at = booths.booths(connection, {one.booth_id for one in theirs})
    notes = rooms.notes_at(connection, at, person_id=theirs[0].person_id) if known else ()
    authors = {one.account_id for one in theirs} | {one.account_id for one in notes}
    staff = {key: one.name for key, one in account_reads.accounts(connection, authors).items()}
    mine = {one.id: _own_note(connection, viewer, one, notes) if known else None for one in theirs}
    return [
        Talk(
            interview=one,
            standing=standing_of(one),
            recruiter=staff.get(one.account_id, "–"),
            booth=booths.name_of(connection, at[one.booth_id], viewer.lang),
            posts=posts.get(one.ticket_id, ()),
            mine=mine[one.id],
            # A talk that was cut off went on in another call: its notes are those of all of them.
            notes=tuple(
                (staff.get(note.account_id, "–"), note.text)
                for note in notes
                if note.ticket_id == one.ticket_id
                and not (note.call_id == one.call_id and mine[one.id] is not None)
            ),
        )
        for one in sorted(theirs, key=lambda one: one.started_at, reverse=True)
    ]


def _own_note(
    connection: Connection, viewer: Viewer, talk: Interview, notes: Sequence[Note]
) -> str | None:
    """Return the note that the reader may write on; None in a colleague's talk or by telephone."""
    if talk.account_id != viewer.actor.account_id or rooms.call(connection, talk.call_id) is None:
        return None
    return next((one.text for one in notes if one.call_id == talk.call_id), "")


def _next_owed(connection: Connection, viewer: Viewer, person_id: str) -> tuple[str, str] | None:
    """Return whom to answer next: id and name; None where nobody else is owed anything."""
    for one in _everybody(connection, viewer):
        if one.person_id != person_id and one.standing in TO_ANSWER:
            return one.person_id, one.name
    return None
