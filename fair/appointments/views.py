"""What a person, anybody at a booth, and its desk may see of appointments."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict

from sqlalchemy import Connection

from fair import days
from fair.appointments import appointment as rules
from fair.appointments import reads
from fair.appointments.appointment import PARTS_OF_DAY, Appointment
from fair.appointments.reads import Record
from fair.appointments.slot import Slot
from fair.booths import reads as booths
from fair.booths.booth import Booth
from fair.booths.refusals import NotYourBooth
from fair.db import utc_now
from fair.decisions import NotFound, Refusal
from fair.employers import reads as employers
from fair.glossary import Role
from fair.interviews import reads as interviews
from fair.people import reads as people
from fair.people.person import Person
from fair.programme import reads as programme
from fair.queue import reads as queue
from fair.web import Viewer

MOST_SHOWN = 48


class AtBooth(TypedDict):
    """What a reader can book at a booth: `mine` is the own appointment there.

    `times` are (slot's id, what the reader's clocks show) of those that are free.
    """

    booth: Booth
    employer: str
    times: list[tuple[str, str]]
    mine: Appointment | None
    may_book: bool
    person: Person | None
    over: bool


@dataclass(frozen=True, slots=True)
class Card:
    """One appointment as its owner reads it; `others` are the times it could be moved to.

    `over`: its fair is, and there is no other time. `begun`: its time has come and nobody
    called, because nobody is there ("away"), there is a "pause", or it is about to ("there").
    `licensed`: the employer may recruit now.
    """

    one: Appointment
    employer: str
    others: list[tuple[str, str]]
    over: bool
    begun: str
    licensed: bool


class Mine(TypedDict):
    """`reachable`: a text reaches the person on a locked screen."""

    cards: list[Card]
    reachable: bool


@dataclass(frozen=True, slots=True)
class Meeting:
    """One appointment as its booth reads it; no name where the person may not be seen."""

    one: Appointment
    name: str
    parts: list[str]


@dataclass(frozen=True, slots=True)
class SlotRow:
    slot: Slot
    meetings: list[Meeting]
    left: int


class DeskSlots(TypedDict):
    """The appointments of a booth: its slots ahead, who asks to be called, how it has kept them."""

    booth: Booth
    title: str
    rows: list[SlotRow]
    asks: list[Meeting]
    times: list[tuple[str, str]]
    record: Record
    zone: str
    over: bool


class SecondTalk(TypedDict):
    """The invitation to a second talk: `sent` where there is one; `refused` says why none may."""

    interview_id: str
    booth_id: str
    times: list[tuple[str, str]]
    sent: Appointment | None
    refused: str
    possible: bool


def at_booth(connection: Connection, viewer: Viewer, booth_id: str) -> AtBooth:
    """Return the times of a booth that are free, and the reader's own one."""
    booth = _booth(connection, booth_id)
    fair = booths.visible_fair(connection, viewer.actor, booth.fair_id)
    seeker = viewer.role is Role.SEEKER
    live = reads.live_of(connection, "person_id", [viewer.person_id]) if seeker else []
    return {
        "booth": booth,
        "employer": booths.name_of(connection, booth, viewer.lang),
        "times": free_times(connection, viewer, booth_id),
        "mine": next((one for one in live if one.booth_id == booth_id), None),
        "may_book": seeker,
        "person": people.person(connection, viewer.person_id) if seeker else None,
        "over": not fair.welcomes,
    }


def free_times(connection: Connection, viewer: Viewer, booth_id: str) -> list[tuple[str, str]]:
    """Return the slots of a booth that somebody may still take, the next ones first.

    Equal times stand there once: a reader could not tell them apart.
    """
    slots = reads.slots_of(connection, booth_id, utc_now())
    taken = reads.taken(connection, [one.id for one in slots])
    free = {
        (one.starts_at, one.length_s): one
        for one in reversed(slots)
        if len(taken[one.id]) < one.recruiters
    }
    zone = days.zone(viewer.zone_name)
    first = list(reversed(free.values()))[:MOST_SHOWN]
    return [(one.id, viewer.words.moment(one.starts_at, zone)) for one in first]


def mine(connection: Connection, viewer: Viewer) -> Mine:
    """Return a person's appointments: those ahead, and those that the employer let fall."""
    found = [
        one
        for one in reads.of_person(connection, viewer.person_id)
        if _speaks(connection, one) or (one.state == "broken" and not _again(connection, one))
    ]
    known = booths.booths(connection, {one.booth_id for one in found})
    person = people.person(connection, viewer.person_id)
    return {
        "reachable": bool(person and person.reachable),
        "cards": [
            Card(
                one,
                booths.name_of(connection, known[one.booth_id], viewer.lang),
                free_times(connection, viewer, one.booth_id) if one.ahead else [],
                over=_over(connection, one),
                begun=_begun(connection, one, known[one.booth_id]),
                licensed=employers.covered(connection, known[one.booth_id].employer_id),
            )
            for one in found
            if one.booth_id in known
        ],
    }


def _begun(connection: Connection, one: Appointment, booth: Booth) -> str:
    """Return what is so at the booth where the time of an appointment has come."""
    if not one.ahead or one.starts_at is None or one.starts_at > utc_now():
        return ""
    if not booths.on_duty(connection, booth.id):
        return "away"
    fair = programme.fair(connection, booth.fair_id)
    return "there" if booth.open and fair and fair.is_open else "pause"


def _over(connection: Connection, one: Appointment) -> bool:
    fair = programme.fair(connection, one.fair_id)
    return fair is None or fair.over


def _speaks(connection: Connection, one: Appointment) -> bool:
    """Return whether it has a sentence of its own: once it is due, its ticket speaks for it.

    But for what the employer owes: that it is late, while the person waits.
    """
    if one.state != "due":
        return one.live
    ticket = queue.ticket(connection, one.ticket_id) if one.late else None
    return ticket is not None and ticket.waits


def _again(connection: Connection, broken: Appointment) -> bool:
    """Return whether there is a later appointment with the same booth."""
    return any(
        one.booth_id == broken.booth_id and one.made_at > broken.made_at
        for one in reads.of_person(connection, broken.person_id)
    )


def desk(connection: Connection, viewer: Viewer, booth_id: str) -> DeskSlots:
    """Return the appointments of a booth, for its recruiters and who oversees the fair."""
    booth = _booth(connection, booth_id)
    if not (viewer.oversees or viewer.actor.works_for(booth.employer_id)):
        raise NotYourBooth
    fair = programme.fair(connection, booth.fair_id)
    slots = reads.slots_of(connection, booth_id)
    live = reads.live_of(connection, "booth_id", [booth_id])
    held = {one.slot_id for one in live}
    now = utc_now()
    meetings = _meetings(connection, viewer, booth, live)
    rows = [
        SlotRow(
            one,
            (here := [it for it in meetings if it.one.slot_id == one.id]),
            one.recruiters - len(here),
        )
        for one in slots
        if one.ends_at > now or one.id in held
    ]
    return {
        "booth": booth,
        "title": booths.name_of(connection, booth, viewer.lang),
        "rows": rows,
        "asks": [it for it in meetings if it.one.state == "asked"],
        "times": free_times(connection, viewer, booth_id),
        "record": reads.record_of(connection, booth_id),
        "zone": fair.zone if fair else "",
        "over": fair is None or fair.over,
    }


def _meetings(
    connection: Connection, viewer: Viewer, booth: Booth, found: Sequence[Appointment]
) -> list[Meeting]:
    ids = {one.person_id for one in found}
    known = people.persons(connection, people.consented_of(connection, booth.employer_id, ids))
    return [
        Meeting(
            one,
            known[one.person_id].name if one.person_id in known else "",
            [viewer.words.gettext(PARTS_OF_DAY[part]) for part in one.parts],
        )
        for one in found
    ]


def second(connection: Connection, viewer: Viewer, interview_id: str) -> SecondTalk:
    """Return what is needed to invite somebody to a second talk after this one."""
    talked = interviews.interview(connection, interview_id)
    if talked is None:
        raise NotFound
    booth = _booth(connection, talked.booth_id)
    if not viewer.actor.works_for(booth.employer_id):
        raise NotYourBooth
    live = reads.live_of(connection, "person_id", [talked.person_id])
    sent = next((one for one in live if one.booth_id == booth.id), None)
    refused = ""
    try:
        rules.check_talk(talked)
        rules.check_invitation(reads.after_talk(connection, interview_id))
    except Refusal as why:
        refused = viewer.words.refusal(why)
    return {
        "interview_id": interview_id,
        "booth_id": booth.id,
        "times": free_times(connection, viewer, booth.id),
        "sent": sent,
        "refused": refused,
        "possible": talked.ended_at is not None and talked.held,
    }


def _booth(connection: Connection, booth_id: str) -> Booth:
    booth = booths.booth(connection, booth_id)
    if booth is None:
        raise NotFound
    return booth


def ical_of(connection: Connection, viewer: Viewer, appointment_id: str) -> tuple[Appointment, str]:
    """Return an own appointment and the employer's name; refuses `NotFound` to anybody else."""
    one = reads.appointment(connection, appointment_id)
    if one is None or one.person_id != viewer.person_id or one.starts_at is None:
        raise NotFound
    booth = _booth(connection, one.booth_id)
    return one, booths.name_of(connection, booth, viewer.lang)
