"""What a hall shows of its booths: cards, open ones first."""

from collections.abc import Sequence
from typing import TypedDict

from sqlalchemy import Connection

from fair import codes
from fair.booths import reads as booth_reads
from fair.booths.booth import Booth, Presence, called, presence
from fair.booths.reads import visible_fair
from fair.days import day_at
from fair.db import utc_now
from fair.decisions import NotFound
from fair.employers import reads as employer_reads
from fair.employers.employer import Employer
from fair.glossary import BoothState
from fair.people import reads as people
from fair.programme import reads as programme
from fair.programme.fair import Fair
from fair.vacancies import reads as vacancy_reads
from fair.vacancies.vacancy import Posts
from fair.web import Viewer

_ORDER = (BoothState.OPEN, BoothState.PAUSED, BoothState.CLOSED)
_MOST_WORKS = 4
_FEW = 4


class Card(Presence):
    """What a hall shows of a booth."""

    booth: Booth
    employer: Employer
    title: str
    posts: Posts
    works: list[str]


class Grid(TypedDict):
    """The booths of a fair, or of one hall, open ones first; fewer for a `protected` reader."""

    fair: Fair
    hall_id: str
    cards: list[Card]
    protected: bool


class Foyer(TypedDict):
    """The few booths of a hall that the fair's first page shows, and how many there are."""

    fair: Fair
    hall_id: str
    few: list[Card]
    count: int


def hall(connection: Connection, viewer: Viewer, hall_id: str) -> Grid:
    """Return the booths of a hall as cards, open ones first."""
    found = programme.hall(connection, hall_id)
    if found is None:
        raise NotFound
    fair = visible_fair(connection, viewer.actor, found.fair_id)
    booths = booth_reads.booths_of_hall(connection, hall_id)
    return {
        "fair": fair,
        "hall_id": hall_id,
        "cards": cards(connection, viewer, fair, booths),
        "protected": _young(connection, viewer, fair),
    }


def foyer(connection: Connection, viewer: Viewer, hall_id: str) -> Foyer:
    """Return the few booths of a hall that the fair's first page shows: whoever is there now."""
    whole = hall(connection, viewer, hall_id)
    found = whole["cards"]
    return {"fair": whole["fair"], "hall_id": hall_id, "few": found[:_FEW], "count": len(found)}


def grid(connection: Connection, viewer: Viewer, fair_id: str, hall_id: str = "") -> Grid:
    """Return all booths of a fair as cards, or those of one hall."""
    if hall_id:
        return hall(connection, viewer, hall_id)
    fair = visible_fair(connection, viewer.actor, fair_id)
    booths = booth_reads.booths_of_fair(connection, fair_id)
    return {
        "fair": fair,
        "hall_id": "",
        "cards": cards(connection, viewer, fair, booths),
        "protected": _young(connection, viewer, fair),
    }


def _young(connection: Connection, viewer: Viewer, fair: Fair) -> bool:
    return not people.is_grown_up(connection, viewer.person_id, day_at(utc_now(), fair.zone))


def cards(
    connection: Connection, viewer: Viewer, fair: Fair, booths: Sequence[Booth]
) -> list[Card]:
    """Return what a hall shows of each booth.

    Readers of 16 and 17 see no booth whose open posts are all for people of 18 and over.
    """
    ids = [booth.id for booth in booths]
    employers = employer_reads.employers(connection, [booth.employer_id for booth in booths])
    young = _young(connection, viewer, fair)
    posts = vacancy_reads.posts(connection, ids, protected=young)
    if young:
        every = vacancy_reads.posts(connection, ids)
        booths = [one for one in booths if posts[one.id].open or not every[one.id].open]
    duties = booth_reads.duties_of(connection, ids)
    made: list[Card] = [
        {
            "booth": booth,
            "employer": employers[booth.employer_id],
            "title": called(booth, employers[booth.employer_id], viewer.lang),
            "posts": posts[booth.id],
            "works": [codes.title(work, viewer.lang) for work in posts[booth.id].works][
                :_MOST_WORKS
            ],
            **presence(fair, booth, duties[booth.id]),
        }
        for booth in booths
    ]
    return sorted(made, key=lambda card: (_ORDER.index(card["state"]), card["booth"].number))
