"""What everybody sees of a fair from outside: poster, calendars, and one's own reminder."""

from collections.abc import Iterable, Sequence
from typing import TypedDict

from sqlalchemy import Connection

from fair import days
from fair.booths.reads import visible_fair
from fair.contract.base import Event
from fair.contract.people import PersonNews
from fair.db import utc_now
from fair.decisions import VISITOR, NotFound
from fair.glossary import Role
from fair.languages import DEFAULT
from fair.office import reads as offices
from fair.office.office import Contact, of_fair
from fair.outside import reads
from fair.outside.facts import ReminderAsked, ReminderTakenBack
from fair.outside.ical_views import Shown
from fair.outside.reminder import SHORT
from fair.people import reads as people
from fair.programme import reads as programme
from fair.programme.fair import Fair, visible
from fair.programme.session import Session
from fair.web import Viewer
from fair.words import Catalogue

MOST = 200  # fairs in the calendar of all


class Poster(TypedDict):
    """A fair on one sheet of paper, by the clocks of its place."""

    fair: Fair
    when: str
    zone: str
    whom: Contact
    organiser: str


class Links(TypedDict):
    """How a fair is kept in mind: `reminded` where one asked, `may` where one could.

    `told`: the text has gone out.
    """

    fair: Fair
    ahead: bool
    may: bool
    reachable: bool
    reminded: bool
    told: bool


def poster(connection: Connection, viewer: Viewer, fair_id: str) -> Poster:
    """Return a fair's poster; refuses `NotFound` where the fair may not be seen."""
    fair = visible_fair(connection, viewer.actor, fair_id)
    known, place = viewer.words, days.zone(fair.zone)
    one_day = days.day_at(fair.opens_at, place) == days.day_at(fair.closes_at, place)
    ends = known.clock(fair.closes_at, place) if one_day else known.moment(fair.closes_at, place)
    contact = programme.contact_of(connection, fair)
    return {
        "fair": fair,
        "when": f"{known.moment(fair.opens_at, place)} – {ends}",
        "zone": known.zone_name(place, fair.opens_at),
        "whom": contact,
        "organiser": contact.names.in_(viewer.lang, DEFAULT),
    }


def links(connection: Connection, viewer: Viewer, fair_id: str) -> Links:
    """Return how this viewer keeps a fair in mind."""
    fair = visible_fair(connection, viewer.actor, fair_id)
    seeker = viewer.role is Role.SEEKER
    who = people.person(connection, viewer.person_id) if seeker else None
    mine = reads.reminder(connection, fair.id, viewer.person_id) if seeker else None
    return {
        "fair": fair,
        "ahead": fair.welcomes and fair.ahead and fair.opens_at - utc_now() > SHORT,
        "may": seeker,
        "reachable": bool(who and who.reachable),
        "reminded": mine is not None,
        "told": bool(mine and mine.told_at),
    }


def shown(connection: Connection, known: Catalogue, fair_id: str) -> Shown:
    """Return a public fair for its calendar; refuses `NotFound` for drafts and rehearsals."""
    fair = programme.fair(connection, fair_id)
    if fair is None or not visible(fair, VISITOR):
        raise NotFound
    return _shown(connection, known, [fair])[0]


def all_shown(connection: Connection, known: Catalogue) -> list[Shown]:
    """Return the public fairs that calendars have, 200 at most, in words of this language."""
    return _shown(connection, known, programme.in_calendars(connection, utc_now(), MOST))


def session_shown(
    connection: Connection, known: Catalogue, fair_id: str, session_id: str
) -> tuple[Shown, Session]:
    """Return a session of a public fair, a removed one too; refuses `NotFound`."""
    found = shown(connection, known, fair_id)
    session = next((one for one in found.sessions if one.id == session_id), None)
    if session is None:
        raise NotFound
    return found, session


def _shown(connection: Connection, known: Catalogue, fairs: Sequence[Fair]) -> list[Shown]:
    sessions = programme.sessions_of(connection, [one.id for one in fairs])
    office = offices.office(connection)
    asks = [of_fair(office, one.phone, one.phone_hours, one.permit) for one in fairs]
    return [
        Shown(one, sessions[one.id], offices.spoken(ask, known))
        for one, ask in zip(fairs, asks, strict=True)
    ]


def reminder_news(
    _connection: Connection, facts: Sequence[ReminderAsked | ReminderTakenBack]
) -> Iterable[Event]:
    """Tell the person's other pages."""
    for fact in facts:
        yield PersonNews(person_id=fact.person_id)


NEWS = (((ReminderAsked, ReminderTakenBack), reminder_news),)
