"""The board for a screen on a wall, read from across the room; and what is wrong at booths."""

from collections.abc import Sequence
from datetime import datetime
from math import ceil

from sqlalchemy import Connection

from fair.audit.reads import examined
from fair.board import board_reads, finding, reads
from fair.board.contexts import FoundBooth, Wall, WallHall
from fair.board.finding import BoothNow
from fair.booths import reads as booths
from fair.glossary import BoothState
from fair.programme import reads as programme
from fair.programme.fair import Fair
from fair.readiness import reads as readiness
from fair.readiness.stand import Contact
from fair.web import Viewer

_IN_A_ROW, _ROOM = 8, 15
"""Booths side by side on 1440×900; half rows that fit below one another, a hall's title as one."""


def found_at(
    connection: Connection, fair: Fair, now_at: Sequence[BoothNow], now: datetime
) -> list[FoundBooth]:
    """Return what is wrong at the booths of an open fair, the most urgent first; whom to ring."""
    if not fair.is_open:
        return []
    wrong = [(one, what) for one in now_at if (what := finding.find(one, now))]
    contacts = readiness.contacts(connection, {one.employer_id for one, _ in wrong})
    duties = booths.duties_of(connection, [one.booth_id for one, _ in wrong])
    return [
        {
            "booth": one,
            "what": what,
            "since": finding.since(one, what),
            "contact": contacts.get(one.employer_id, Contact()),
            "duties": duties[one.booth_id],
        }
        for one, what in sorted(wrong, key=lambda found: finding.urgency(*found))
    ]


def is_dense(halls: Sequence[int]) -> bool:
    """Tell whether so many booths in each hall fit with numbers and figures only, without names."""
    return sum(1 + 2 * ceil(booths / _IN_A_ROW) for booths in halls) > _ROOM


def wall(connection: Connection, viewer: Viewer, fair_id: str, now: datetime) -> Wall:
    """Return everything of a fair that is read at a glance; refuses `NotFound`.

    An auditor of another fair is refused with `NotAllowed`.
    """
    fair = examined(connection, viewer.actor, fair_id)
    now_at = board_reads.booths_now(connection, fair_id, viewer.lang)
    found = found_at(connection, fair, now_at, now)
    opened = [one for one in now_at if one.state is BoothState.OPEN]
    halls = _halls(connection, viewer, fair_id, now_at)
    return {
        "fair": fair,
        "figures": reads.figures(connection, fair_id),
        "waiting": sum(one.waiting for one in now_at),
        "talking": sum(one.talking for one in now_at),
        "longest": max((one.longest(now) for one in now_at if one.first_since), default=None),
        "halls": halls,
        "wrong": {one["booth"].booth_id: one["what"] for one in found},
        "first": found[0] if found else None,
        "more": max(0, len(found) - 1),
        "answering": len(opened) - len(found),
        "opened": len(opened),
        "dense": is_dense([len(one["booths"]) for one in halls]),
        "now": now,
    }


def _halls(
    connection: Connection, viewer: Viewer, fair_id: str, now_at: Sequence[BoothNow]
) -> list[WallHall]:
    halls: list[WallHall] = [
        {
            "title": hall.title(viewer.lang),
            "booths": [one for one in now_at if one.hall_id == hall.id],
        }
        for hall in programme.halls(connection, fair_id)
    ]
    return [one for one in halls if one["booths"]]
