"""What each audience may see of booths: news of their state, a booth's room, who is on duty."""

from collections.abc import Iterable, Sequence
from typing import Any, TypedDict

from sqlalchemy import Connection

from fair.booths import reads, store
from fair.booths.booth import Booth, Duty, Presence, called, lacks_licence, presence
from fair.booths.facts import (
    BoothAdded,
    BoothClosed,
    BoothOpened,
    BoothPaused,
    BoothTold,
    DutyBreakEnded,
    DutyBreakStarted,
    DutyEnded,
    DutyStarted,
)
from fair.booths.reads import my_booths, visible_fair
from fair.contract.base import Event
from fair.contract.booths import BoothChanged
from fair.contract.rooms_chat import MessageShown
from fair.decisions import Fact, NotAllowed, NotFound
from fair.direction import isolated
from fair.employers import reads as employer_reads
from fair.employers.employer import Employer
from fair.employers.facts import LICENCE_FACTS, EmployerCorrected
from fair.employers.licence import Licence
from fair.programme import reads as programme
from fair.programme.facts import (
    FairArchived,
    FairChanged,
    FairClosed,
    FairOpened,
    FairPaused,
    FairResumed,
)
from fair.programme.fair import Fair, Hall
from fair.rooms import chat_reads as rooms
from fair.web import Viewer

_STIRS = (
    BoothAdded,
    BoothTold,
    BoothOpened,
    BoothPaused,
    BoothClosed,
    DutyStarted,
    DutyBreakStarted,
    DutyBreakEnded,
    DutyEnded,
)


def booth_news(connection: Connection, facts: Sequence[Any]) -> Iterable[Event]:
    """Tell the fair how each booth stands that something happened to."""
    booths = reads.booths(connection, {fact.booth_id for fact in facts})
    # Who comes or goes is seen at the employer's other booths too: "you are on duty elsewhere".
    moved = {fact.booth_id for fact in facts if isinstance(fact, DutyStarted | DutyEnded)}
    for employer_id in {one.employer_id for one in booths.values() if one.id in moved}:
        booths |= {one.id: one for one in _all_of(connection, employer_id)}
    return _changed(connection, booths.values())


def fair_news(connection: Connection, facts: Sequence[Fact]) -> Iterable[Event]:
    """Tell of every booth of a fair that opened, stands still or is over: other things go there."""
    for fair_id in sorted({fact.fair_id for fact in facts}):
        yield from _changed(connection, reads.booths_of_fair(connection, fair_id))


def employer_news(connection: Connection, facts: Sequence[Any]) -> Iterable[Event]:
    """Tell of every booth of an employer that has another name or licence."""
    for employer_id in sorted({fact.employer_id for fact in facts}):
        yield from _changed(connection, _all_of(connection, employer_id))


def room_news(connection: Connection, facts: Sequence[Any]) -> Iterable[Event]:
    """Tell the rooms that bear a new name: a booth's own, or its employer's."""
    booth_ids = {fact.booth_id for fact in facts if isinstance(fact, BoothTold)}
    for fact in facts:
        if isinstance(fact, EmployerCorrected):
            booth_ids |= {one.id for one in _all_of(connection, fact.employer_id)}
    for booth_id in sorted(booth_ids):
        yield MessageShown(booth_id=booth_id)


def _all_of(connection: Connection, employer_id: str) -> tuple[Booth, ...]:
    """Return an employer's booths everywhere: who rehearses is on duty nowhere else, too."""
    return store.booths_where(connection, employer_id=employer_id)


def _changed(connection: Connection, booths: Iterable[Booth]) -> Iterable[Event]:
    by_id = {booth.id: booth for booth in booths}
    counts = reads.duty_counts(connection, by_id)
    for booth in by_id.values():
        yield BoothChanged(
            fair_id=booth.fair_id,
            booth_id=booth.id,
            state=booth.state,
            on_duty=counts[booth.id],
        )


NEWS: tuple[Any, ...] = (
    (_STIRS, booth_news),
    ((FairChanged, FairOpened, FairPaused, FairResumed, FairClosed, FairArchived), fair_news),
    ((EmployerCorrected, *LICENCE_FACTS), employer_news),
    ((BoothTold, EmployerCorrected), room_news),
)


class Head(Presence):
    """The changing part of a booth's page: its state, who is there."""

    booth: Booth
    employer: Employer
    title: str


class Room(Head):
    """A booth's page."""

    fair: Fair
    mine: bool
    hall: Hall | None
    licence: Licence | None
    about: str


class MyBooth(TypedDict):
    """A recruiter's own booth page, and the employer's booths to choose from; there may be none."""

    booths: list[tuple[Booth, Fair]]
    booth: Booth | None
    fair: Fair | None
    employer: Employer | None
    title: str
    hall: Hall | None
    licence: Licence | None
    replies: tuple[str, ...]


class DutyBar(Presence):
    """Who is at a recruiter's booth, and what may be pressed; `elsewhere` is a duty there.

    `suspended` names the employer whose recruiting the organiser paused, and is empty else.
    """

    fair: Fair
    booth: Booth
    unlicensed: bool
    suspended: str
    absent: list[Duty]
    duty: Duty | None
    elsewhere: Duty | None


class Placed(TypedDict):
    """A booth with its place, and the halls of its fair to move it to."""

    booth: Booth
    fair: Fair | None
    hall: Hall | None
    moves: list[tuple[str, str]]


class OfEmployer(TypedDict):
    """An employer's booths for the organiser, and the halls where it may get one."""

    employer_id: str
    booths: list[Placed]
    halls: list[tuple[str, str]]


class DutyOf(TypedDict):
    """Where a recruiter is on duty."""

    duty: Duty | None


def _found(connection: Connection, viewer: Viewer, booth_id: str) -> tuple[Fair, Booth, Employer]:
    """Return a booth, its fair and its employer; refuses `NotFound` where the viewer sees none."""
    booth = reads.booth(connection, booth_id)
    if booth is None:
        raise NotFound
    fair = visible_fair(connection, viewer.actor, booth.fair_id)
    employer = employer_reads.employer(connection, booth.employer_id)
    if employer is None:
        raise NotFound
    return fair, booth, employer


def head(connection: Connection, viewer: Viewer, booth_id: str) -> Head:
    """Return the changing part of a booth's page: its state, who is there."""
    fair, booth, employer = _found(connection, viewer, booth_id)
    return {
        "booth": booth,
        "employer": employer,
        "title": called(booth, employer, viewer.lang),
        **presence(fair, booth, reads.duties(connection, booth_id)),
    }


def room(connection: Connection, viewer: Viewer, booth_id: str) -> Room:
    """Return a booth's page."""
    fair, booth, employer = _found(connection, viewer, booth_id)
    return {
        **head(connection, viewer, booth_id),
        "fair": fair,
        "mine": viewer.actor.works_for(employer.id),
        "hall": programme.hall(connection, booth.hall_id),
        "licence": employer_reads.licence(connection, booth.employer_id),
        "about": booth.about_in(viewer.lang),
    }


def my_booth(connection: Connection, viewer: Viewer, wanted: str) -> MyBooth:
    """Return a recruiter's own booth page: the wanted booth, the one of the duty, or the first."""
    mine = my_booths(connection, viewer.actor.employer_id)
    if wanted and wanted not in {booth.id for booth, _ in mine}:
        raise NotAllowed
    duty = reads.duty(connection, viewer.actor.account_id)
    booth_id = wanted or (duty.booth_id if duty else "") or (mine[0][0].id if mine else "")
    if not booth_id:
        return {
            "booths": mine,
            "booth": None,
            "fair": None,
            "employer": None,
            "title": "",
            "hall": None,
            "licence": None,
            "replies": (),
        }
    fair, booth, employer = _found(connection, viewer, booth_id)
    kept = rooms.room(connection, booth_id)
    return {
        "booths": mine,
        "booth": booth,
        "fair": fair,
        "employer": employer,
        "title": called(booth, employer, viewer.lang),
        "hall": programme.hall(connection, booth.hall_id),
        "licence": employer_reads.licence(connection, booth.employer_id),
        "replies": kept.replies if kept else (),
    }


def duty_bar(connection: Connection, viewer: Viewer, booth_id: str) -> DutyBar:
    """Return who is at a recruiter's booth, and what may be pressed; refuses `NotAllowed`."""
    fair, booth, employer = _found(connection, viewer, booth_id)
    if not viewer.actor.works_for(employer.id):
        raise NotAllowed
    mine = reads.duty(connection, viewer.actor.account_id)
    duties = reads.duties(connection, booth_id)
    licence = employer_reads.licence(connection, employer.id)
    halted = licence is not None and licence.suspended
    return {
        **presence(fair, booth, duties),
        "fair": fair,
        "booth": booth,
        "unlicensed": lacks_licence(booth, licence),
        "suspended": called(booth, employer, viewer.lang) if halted else "",
        "absent": [one for one in duties if not one.here],
        "duty": mine if mine and mine.booth_id == booth_id else None,
        "elsewhere": mine if mine and mine.booth_id != booth_id else None,
    }


def of_employer(connection: Connection, viewer: Viewer, employer_id: str) -> OfEmployer:
    """Return an employer's booths for the organiser, and the halls where it may get one."""
    booths = reads.booths_of_employer(connection, employer_id)
    return {
        "employer_id": employer_id,
        "booths": [_placed(connection, booth, viewer.lang) for booth in booths],
        "halls": [
            (hall.id, f"{isolated(fair.called(viewer.lang))} · {isolated(hall.title(viewer.lang))}")
            for fair in programme.fairs(connection)
            if not fair.over
            for hall in programme.halls(connection, fair.id)
        ],
    }


def _placed(connection: Connection, booth: Booth, lang: str) -> Placed:
    halls = programme.halls(connection, booth.fair_id)
    return {
        "booth": booth,
        "fair": programme.fair(connection, booth.fair_id),
        "hall": programme.hall(connection, booth.hall_id),
        "moves": [(hall.id, hall.title(lang)) for hall in halls],
    }


def duty_of(connection: Connection, _viewer: Viewer, account_id: str) -> DutyOf:
    """Return where a recruiter is on duty, as a list of staff shows it."""
    return {"duty": reads.duty(connection, account_id)}
