"""What each audience may see of booths: news of their state, a booth's room, who is on duty."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from fair.booths import reads
from fair.booths.booth import Booth, called, lacks_licence, presence
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
from fair.decisions import NotAllowed, NotFound
from fair.employers import reads as employer_reads
from fair.programme import reads as programme
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
    ids = {fact.booth_id for fact in facts}
    counts = reads.duty_counts(connection, ids)
    for booth in reads.booths(connection, ids).values():
        yield BoothChanged(
            fair_id=booth.fair_id,
            booth_id=booth.id,
            state=booth.state,
            on_duty=counts[booth.id],
        )


NEWS = ((_STIRS, booth_news),)


def head(connection: Connection, viewer: Viewer, booth_id: str) -> dict[str, Any]:
    """Return the changing part of a booth's page: its state, who is there."""
    booth = reads.booth(connection, booth_id)
    if booth is None:
        raise NotFound
    fair = visible_fair(connection, viewer.actor, booth.fair_id)
    employer = employer_reads.employer(connection, booth.employer_id)
    if employer is None:
        raise NotFound
    return {
        "fair": fair,
        "booth": booth,
        "employer": employer,
        "title": called(booth, employer, viewer.lang),
        "mine": viewer.actor.works_for(employer.id),
        **presence(fair, booth, reads.duties(connection, booth_id)),
    }


def room(connection: Connection, viewer: Viewer, booth_id: str) -> dict[str, Any]:
    """Return a booth's page."""
    context = head(connection, viewer, booth_id)
    booth: Booth = context["booth"]
    return {
        **context,
        "hall": programme.hall(connection, booth.hall_id),
        "licence": employer_reads.licence(connection, booth.employer_id),
        "about": booth.about_in(viewer.lang),
    }


def my_booth(connection: Connection, viewer: Viewer, wanted: str) -> dict[str, Any]:
    """Return a recruiter's own booth page: the wanted booth, the one of the duty, or the first."""
    mine = my_booths(connection, viewer.actor.employer_id)
    if wanted and wanted not in {booth.id for booth, _ in mine}:
        raise NotAllowed
    duty = reads.duty(connection, viewer.actor.account_id)
    booth_id = wanted or (duty.booth_id if duty else "") or (mine[0][0].id if mine else "")
    context: dict[str, Any] = {"booths": mine, "booth": None, "fair": None}
    if booth_id:
        context |= room(connection, viewer, booth_id)
        kept = rooms.room(connection, booth_id)
        context["replies"] = kept.replies if kept else ()
    return context


def duty_bar(connection: Connection, viewer: Viewer, booth_id: str) -> Mapping[str, Any]:
    """Return who is at a recruiter's booth, and what may be pressed; refuses `NotAllowed`."""
    context = head(connection, viewer, booth_id)
    if not context["mine"]:
        raise NotAllowed
    mine = reads.duty(connection, viewer.actor.account_id)
    licence = employer_reads.licence(connection, context["employer"].id)
    return {
        **context,
        "unlicensed": lacks_licence(context["booth"], licence),
        "absent": [one for one in reads.duties(connection, booth_id) if not one.here],
        "duty": mine if mine and mine.booth_id == booth_id else None,
        "elsewhere": mine if mine and mine.booth_id != booth_id else None,
    }


def of_employer(connection: Connection, viewer: Viewer, employer_id: str) -> dict[str, Any]:
    """Return an employer's booths for the organiser, and the halls where it may get one."""
    booths = reads.booths_of_employer(connection, employer_id)
    return {
        "employer_id": employer_id,
        "booths": [_placed(connection, booth, viewer.lang) for booth in booths],
        "halls": [
            (hall.id, f"{fair.title} · {hall.title(viewer.lang)}")
            for fair in programme.fairs(connection)
            if not fair.over
            for hall in programme.halls(connection, fair.id)
        ],
    }


def _placed(connection: Connection, booth: Booth, lang: str) -> dict[str, Any]:
    halls = programme.halls(connection, booth.fair_id)
    return {
        "booth": booth,
        "fair": programme.fair(connection, booth.fair_id),
        "hall": programme.hall(connection, booth.hall_id),
        "moves": [(hall.id, hall.title(lang)) for hall in halls],
    }


def duty_of(connection: Connection, _viewer: Viewer, account_id: str) -> dict[str, Any]:
    """Return where a recruiter is on duty, as a list of staff shows it."""
    return {"duty": reads.duty(connection, account_id)}
