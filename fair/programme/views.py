"""What each audience of `programme` may see: facts → events, pages' contexts, who may hear."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, tzinfo

from sqlalchemy import Connection

from fair import days, words
from fair.accounts import reads as accounts
from fair.contract.base import Event
from fair.contract.programme import FairNews
from fair.contract.programme_halls import AnnouncementNews
from fair.decisions import Actor, Fact, NotFound
from fair.programme import facts, reads
from fair.programme import fair as rules
from fair.programme.contexts import (
    Announcements,
    FairCard,
    FairChoice,
    FairForm,
    FairNow,
    FairPage,
    HallPage,
    Hours,
    Organised,
    Organisers,
    SessionRow,
    TimeField,
)
from fair.programme.facts import (
    AnnouncementPosted,
    AnnouncementRemoved,
    SessionAdded,
    SessionMoved,
    SessionRemoved,
)
from fair.programme.fair import Fair
from fair.web import Viewer

_AREAS = ("Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


def visible_fair(connection: Connection, viewer: Viewer, fair_id: str) -> Fair:
    """Return a fair that this viewer may see; refuses `NotFound`."""
    fair = reads.fair(connection, fair_id)
    if fair is None or not rules.visible(fair, viewer.actor):
        raise NotFound
    return fair


def only_fair(connection: Connection) -> str:
    """Return the id of the one fair that runs, or an empty string where none or several do."""
    running = reads.running_fairs(connection)
    return running[0].id if len(running) == 1 else ""


def choice(connection: Connection, viewer: Viewer) -> FairChoice:
    """Return the fairs that run, or the last ones where none does."""
    running = reads.running_fairs(connection)
    past = [] if running else [one for one in reads.fairs(connection) if one.over][:5]
    fairs = [card(one, viewer) for one in (*running, *past)]
    return {"fairs": fairs, "running": bool(running)}


def card(fair: Fair, viewer: Viewer) -> FairCard:
    """Return a fair with its hours as this viewer reads them."""
    return {"it": fair, "hours": hours(fair.opens_at, fair.closes_at, fair.zone, viewer)}


def hours(opens_at: datetime, closes_at: datetime, zone: str, viewer: Viewer) -> Hours:
    """Return a window in the reader's zone, and in the fair's where its clock differs."""
    mine, theirs = days.zone(viewer.zone_name), days.zone(zone)
    same = all(
        days.clock_at(at, mine).utcoffset() == days.clock_at(at, theirs).utcoffset()
        for at in (opens_at, closes_at)
    )
    here, there = mine if not same else theirs, theirs
    known = viewer.words
    return {
        "mine": span(known, opens_at, closes_at, here),
        "my_zone": known.zone_name(here, opens_at),
        "differs": not same,
        "spoken": span(known, opens_at, closes_at, there),
        "zone": known.zone_name(there, opens_at),
    }


def span(known: words.Catalogue, opens_at: datetime, closes_at: datetime, zone: tzinfo) -> str:
    """Return a window in words: the day is said once where it is one day."""
    one_day = days.day_at(opens_at, zone) == days.day_at(closes_at, zone)
    end = known.clock(closes_at, zone) if one_day else known.moment(closes_at, zone)
    return f"{known.moment(opens_at, zone)} – {end}"


def fair_page(connection: Connection, viewer: Viewer, fair_id: str) -> FairPage:
    """Return the fair's own page."""
    return {
        **fair_now(connection, viewer, fair_id),
        "halls": reads.halls(connection, fair_id),
    }


def fair_now(connection: Connection, viewer: Viewer, fair_id: str) -> FairNow:
    """Return what changes while one looks: state, hours, sessions, announcements."""
    fair = visible_fair(connection, viewer, fair_id)
    return {
        "fair": fair,
        "hours": hours(fair.opens_at, fair.closes_at, fair.zone, viewer),
        "announcements": reads.announcements(connection, fair_id),
        "sessions": _sessions(connection, viewer, fair),
    }


def _sessions(connection: Connection, viewer: Viewer, fair: Fair) -> list[SessionRow]:
    return [
        {"it": one, "hours": hours(one.opens_at, one.closes_at, fair.zone, viewer)}
        for one in reads.sessions(connection, fair.id)
    ]


def announcements(connection: Connection, viewer: Viewer, fair_id: str) -> Announcements:
    """Return the latest announcements of a fair."""
    fair = visible_fair(connection, viewer, fair_id)
    return {"announcements": reads.announcements(connection, fair.id)}


def hall_page(connection: Connection, viewer: Viewer, hall_id: str) -> HallPage:
    """Return a hall and its neighbours; its booths are a part of `booths`."""
    hall = reads.hall(connection, hall_id)
    if hall is None:
        raise NotFound
    fair = visible_fair(connection, viewer, hall.fair_id)
    return {"fair": fair, "hall": hall, "halls": reads.halls(connection, fair.id)}


# --- organisers -----------------------------------------------------------------------------


def organised(connection: Connection, viewer: Viewer) -> Organised:
    """Return the fairs that the reader runs, for the organisers' list."""
    found = [one for one in reads.fairs(connection) if viewer.actor.runs(one.id)]
    return {"fairs": [card(one, viewer) for one in found]}


def organisers(connection: Connection, viewer: Viewer, fair_id: str) -> Organisers:
    """Return who runs a fair alone, for who runs it; refuses `NotFound` to others."""
    if not viewer.actor.runs(fair_id):
        raise NotFound
    return {"fair_id": fair_id, "found": accounts.organisers_of_fair(connection, fair_id)}


def zones() -> list[tuple[str, str]]:
    """Return all time zones that a place has, as (name, what is shown)."""
    names = sorted(name for name in days.zone_names() if name.split("/")[0] in _AREAS)
    return [(name, name.replace("_", " ")) for name in names]


def fair_form(connection: Connection, viewer: Viewer, fair_id: str) -> FairForm:
    """Return a fair with everything that its organisers may do with it now."""
    fair = visible_fair(connection, viewer, fair_id)
    return {
        "fair": fair,
        "hours": hours(fair.opens_at, fair.closes_at, fair.zone, viewer),
        "halls": reads.halls(connection, fair_id),
        "sessions": _sessions(connection, viewer, fair),
        "zones": zones(),
        "opens": _field(viewer, fair.opens_at, fair.zone),
        "closes": _field(viewer, fair.closes_at, fair.zone),
        "moves": tuple(rules.MOVES_FAIR[fair.state]),
        "changeable": not fair.over,
    }


def _field(viewer: Viewer, at: datetime, zone: str) -> TimeField:
    said = days.typed_of(at, zone)
    choices = [
        (str(replace(said, which=which)), viewer.words.gettext(text))
        for which, text in days.WHICH.items()
    ]
    return {
        "text": str(replace(said, which="")),
        "which": str(said),
        "choices": choices if said.which else [],
    }


# --- news -----------------------------------------------------------------------------------


def fair_news(connection: Connection, facts: Sequence[Fact]) -> Iterable[Event]:
    """Tell everybody at a fair that its state, hours, words or halls changed."""
    for fair_id in sorted({fact.fair_id for fact in facts}):
        fair = reads.fair(connection, fair_id)
        if fair:
            yield FairNews(fair_id=fair.id, state=fair.state, version=fair.version)


def announcement_news(
    _connection: Connection, facts: Sequence[AnnouncementPosted | AnnouncementRemoved]
) -> Iterable[Event]:
    """Tell everybody at a fair that something was announced or taken back."""
    for fact in facts:
        yield AnnouncementNews(fair_id=fact.fair_id, announcement_id=fact.announcement_id)


def may_hear_fair(connection: Connection, actor: Actor, fair_id: str) -> bool:
    """Everybody hears a fair that is not a draft."""
    fair = reads.fair(connection, fair_id)
    return fair is not None and rules.visible(fair, actor)


NEWS = (
    (
        (
            facts.FairChanged, facts.FairPublished, facts.FairOpened, facts.FairPaused,
            facts.FairResumed, facts.FairClosed, facts.FairArchived, facts.HallAdded,
            facts.HallChanged, facts.HallRemoved, SessionAdded, SessionMoved, SessionRemoved,
        ),
        fair_news,
    ),
    ((AnnouncementPosted, AnnouncementRemoved), announcement_news),
)  # fmt: skip
AUDIENCES = {"fair": may_hear_fair}
