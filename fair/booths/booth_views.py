"""What each audience may see of booths: news of their state, cards of a hall, a booth's room."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from fair import codes
from fair.booths import booth_reads, employer_reads
from fair.booths.booth import (
    Booth,
    BoothAdded,
    BoothClosed,
    BoothOpened,
    BoothPaused,
    BoothTold,
    Duty,
    DutyBreakEnded,
    DutyBreakStarted,
    DutyEnded,
    DutyStarted,
    first_back,
)
from fair.booths.employer import Employer
from fair.contract.base import Event
from fair.contract.booths import BoothChanged
from fair.decisions import NotAllowed, NotFound
from fair.glossary import BoothState, FairState, Role
from fair.programme import fair as fairs
from fair.programme import reads as programme
from fair.programme.fair import Fair
from fair.rooms import reads as rooms
from fair.web import Viewer

_ORDER = (BoothState.OPEN, BoothState.PAUSED, BoothState.CLOSED)
_OVER = frozenset({FairState.CLOSED, FairState.ARCHIVED})
_MOST_WORKS = 4
_FEW = 4
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
    counts = booth_reads.duty_counts(connection, ids)
    for booth in booth_reads.booths(connection, ids).values():
        yield BoothChanged(
            fair_id=booth.fair_id,
            booth_id=booth.id,
            state=booth.state,
            on_duty=counts[booth.id],
        )


NEWS = ((_STIRS, booth_news),)


def hall(connection: Connection, viewer: Viewer, hall_id: str) -> dict[str, Any]:
    """Return the booths of a hall as cards, open ones first."""
    found = programme.hall(connection, hall_id)
    if found is None:
        raise NotFound
    fair = visible_fair(connection, viewer, found.fair_id)
    booths = booth_reads.booths_of_hall(connection, hall_id)
    return {"fair": fair, "hall_id": hall_id, "cards": cards(connection, viewer, fair, booths)}


def foyer(connection: Connection, viewer: Viewer, hall_id: str) -> dict[str, Any]:
    """Return the few booths of a hall that the fair's first page shows: whoever is there now."""
    context = hall(connection, viewer, hall_id)
    found = context.pop("cards")
    return {**context, "few": found[:_FEW], "count": len(found)}


def grid(connection: Connection, viewer: Viewer, fair_id: str, hall_id: str = "") -> dict[str, Any]:
    """Return all booths of a fair as cards, or those of one hall."""
    if hall_id:
        return hall(connection, viewer, hall_id)
    fair = visible_fair(connection, viewer, fair_id)
    booths = booth_reads.booths_of_fair(connection, fair_id)
    return {"fair": fair, "hall_id": "", "cards": cards(connection, viewer, fair, booths)}


def cards(
    connection: Connection, viewer: Viewer, fair: Fair, booths: Sequence[Booth]
) -> list[dict[str, Any]]:
    """Return what a hall shows of each booth."""
    ids = [booth.id for booth in booths]
    employers = employer_reads.employers(connection, [booth.employer_id for booth in booths])
    posts = booth_reads.posts(connection, ids)
    duties = booth_reads.duties_of(connection, ids)
    made = [
        {
            "booth": booth,
            "employer": employers[booth.employer_id],
            "title": title(booth, employers[booth.employer_id], viewer.lang),
            "posts": posts[booth.id],
            "works": [codes.title(work, viewer.lang) for work in posts[booth.id].works][
                :_MOST_WORKS
            ],
            **presence(fair, booth, duties[booth.id]),
        }
        for booth in booths
    ]
    return sorted(made, key=lambda card: (_ORDER.index(card["state"]), card["booth"].number))


def presence(fair: Fair, booth: Booth, duties: Sequence[Duty]) -> dict[str, Any]:
    """Return how a booth stands to visitors: its state within the fair's, who is there, or when."""
    running = fair.state in fairs.RUNNING
    back_at: datetime | None = first_back(duties) if booth.waits_for_somebody else None
    return {
        "state": booth.state if running else BoothState.CLOSED,
        "soon": fair.state in {FairState.DRAFT, FairState.PUBLISHED},
        "over": fair.state in _OVER,
        "present": [duty for duty in duties if duty.here],
        "absent": [duty for duty in duties if not duty.here],
        "back_at": back_at,
    }


def head(connection: Connection, viewer: Viewer, booth_id: str) -> dict[str, Any]:
    """Return the changing part of a booth's page: its state, who is there."""
    booth = booth_reads.booth(connection, booth_id)
    if booth is None:
        raise NotFound
    fair = visible_fair(connection, viewer, booth.fair_id)
    employer = employer_reads.employer(connection, booth.employer_id)
    if employer is None:
        raise NotFound
    return {
        "fair": fair,
        "booth": booth,
        "employer": employer,
        "title": title(booth, employer, viewer.lang),
        "mine": viewer.role is Role.RECRUITER and viewer.actor.employer_id == employer.id,
        **presence(fair, booth, booth_reads.duties(connection, booth_id)),
    }


def room(connection: Connection, viewer: Viewer, booth_id: str) -> dict[str, Any]:
    """Return a booth's page."""
    context = head(connection, viewer, booth_id)
    booth: Booth = context["booth"]
    return {
        **context,
        "hall": programme.hall(connection, booth.hall_id),
        "licence": employer_reads.licence(connection, booth.employer_id),
        "posts": booth_reads.posts(connection, [booth_id])[booth_id],
        "about": booth.about_in(viewer.lang),
    }


def my_booths(connection: Connection, viewer: Viewer) -> list[tuple[Booth, Fair]]:
    """Return the recruiter's employer's booths with their fairs, running fairs first."""
    mine = booth_reads.booths_of_employer(connection, viewer.actor.employer_id)
    found = [(booth, programme.fair(connection, booth.fair_id)) for booth in mine]
    known = [(booth, fair) for booth, fair in found if fair and fair.state not in _OVER]
    return sorted(known, key=lambda pair: (pair[1].state not in fairs.RUNNING, pair[1].opens_at))


def my_booth(connection: Connection, viewer: Viewer, wanted: str) -> dict[str, Any]:
    """Return a recruiter's own booth page: the wanted booth, the one of the duty, or the first."""
    mine = my_booths(connection, viewer)
    if wanted and wanted not in {booth.id for booth, _ in mine}:
        raise NotAllowed
    duty = booth_reads.duty(connection, viewer.actor.account_id)
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
    mine = booth_reads.duty(connection, viewer.actor.account_id)
    licence = employer_reads.licence(connection, context["employer"].id)
    return {
        **context,
        "licence": licence,
        "duty": mine if mine and mine.booth_id == booth_id else None,
        "elsewhere": mine if mine and mine.booth_id != booth_id else None,
    }


# --- parts for other slices' pages ----------------------------------------------------------------


def title(booth: Booth, employer: Employer, lang: str) -> str:
    """Return what stands over a booth: its own title, else the employer's name."""
    return booth.title or employer.called(lang)


def visible_fair(connection: Connection, viewer: Viewer, fair_id: str) -> Fair:
    """Return a fair that this viewer may see; refuses `NotFound`.

    A recruiter sees a draft in which the employer has a booth, to prepare it.
    """
    fair = programme.fair(connection, fair_id)
    if fair is None:
        raise NotFound
    if fairs.visible(fair, viewer.role) or _has_booth(connection, viewer, fair_id):
        return fair
    raise NotFound


def _has_booth(connection: Connection, viewer: Viewer, fair_id: str) -> bool:
    if viewer.role is not Role.RECRUITER:
        return False
    mine = booth_reads.booths_of_employer(connection, viewer.actor.employer_id)
    return any(booth.fair_id == fair_id for booth in mine)
