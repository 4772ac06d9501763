"""What an organiser sees where many employers get a booth at a fair with one press."""

from typing import TypedDict

from sqlalchemy import Connection

from fair.booths import reads
from fair.decisions import NotFound
from fair.employers import reads as employer_reads
from fair.programme import reads as programme
from fair.programme.fair import Fair, Hall
from fair.web import Viewer

MOST_AT_ONCE = 300


class Boothless(TypedDict):
    """An employer without a booth at the fair; `checked` where its licence is in force."""

    employer_id: str
    name: str
    checked: bool


class Giving(TypedDict):
    """Who may get a booth at a fair now, at most so many at once; `bare` showed no licence."""

    fair: Fair
    halls: list[tuple[str, str]]
    booths: int
    boothless: list[Boothless]
    later: int
    bare: int
    changeable: bool


def giving(connection: Connection, viewer: Viewer, fair_id: str) -> Giving:
    """Return the employers without a booth at a fair, the checked ones first; refuses `NotFound`.

    Who showed no licence cannot recruit: they are counted, and get one on their own page.
    """
    fair = programme.fair(connection, fair_id)
    if fair is None:
        raise NotFound
    stands = reads.booths_of_fair(connection, fair_id)
    here = {one.employer_id for one in stands}
    others = [one for one in employer_reads.all_employers(connection) if one.id not in here]
    counts = employer_reads.licences_that_count(connection, [one.id for one in others])
    waiting = employer_reads.submitted_licences(connection)
    shown: list[Boothless] = []
    for one in others:
        licence = counts.get(one.id)
        checked = licence is not None and licence.in_force
        if checked or one.id in waiting:
            name = one.called(viewer.lang)
            shown.append({"employer_id": one.id, "name": name, "checked": checked})
    shown.sort(key=lambda one: (not one["checked"], one["name"]))
    halls: tuple[Hall, ...] = programme.halls(connection, fair_id)
    return {
        "fair": fair,
        "halls": [(hall.id, hall.title(viewer.lang)) for hall in halls],
        "booths": len(stands),
        "boothless": shown[:MOST_AT_ONCE],
        "later": max(0, len(shown) - MOST_AT_ONCE),
        "bare": len(others) - len(shown),
        "changeable": not fair.over,
    }
