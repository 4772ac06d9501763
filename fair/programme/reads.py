"""Read-only queries of `programme` that other slices may use; frozen values."""

from typing import Any

from sqlalchemy import Connection, Row, select

from fair.glossary import FairState, SessionState
from fair.programme import tables
from fair.programme.fair import RUNNING, Announcement, Fair, Hall, Session


def as_fair(row: Row[Any]) -> Fair:
    """Build a fair from its row."""
    return Fair(
        id=row.id,
        title=row.title,
        about=row.about,
        state=FairState(row.state),
        zone=row.zone,
        demo=bool(row.demo),
        opens_at=row.opens_at,
        closes_at=row.closes_at,
        most_tickets=row.most_tickets,
        languages=tuple(row.languages),
        version=row.version,
    )


def as_session(row: Row[Any]) -> Session:
    """Build a session from its row."""
    return Session(row.id, row.fair_id, SessionState(row.state), row.opens_at, row.closes_at)


def fair(connection: Connection, fair_id: str) -> Fair | None:
    """Return a fair in whatever state, drafts too; None where there is none."""
    row = connection.execute(select(tables.fair).where(tables.fair.c.id == fair_id)).first()
    return as_fair(row) if row else None


def fairs(connection: Connection) -> tuple[Fair, ...]:
    """Return all fairs, the latest opening time first; drafts too."""
    rows = connection.execute(select(tables.fair).order_by(tables.fair.c.opens_at.desc()))
    return tuple(as_fair(row) for row in rows)


def current_fair(connection: Connection) -> Fair | None:
    """Return the fair that runs, else the next published one, else None."""
    running = running_fairs(connection)
    return running[0] if running else None


def running_fairs(connection: Connection) -> tuple[Fair, ...]:
    """Return the fairs that run or are published, running ones first, then by opening time."""
    states = [*RUNNING, FairState.PUBLISHED]
    rows = connection.execute(
        select(tables.fair)
        .where(tables.fair.c.state.in_(states))
        .order_by(tables.fair.c.opens_at, tables.fair.c.id)
    )
    found = [as_fair(row) for row in rows]
    return tuple(sorted(found, key=lambda one: one.state not in RUNNING))


def halls(connection: Connection, fair_id: str) -> tuple[Hall, ...]:
    """Return the halls of a fair in their order."""
    rows = connection.execute(
        select(tables.hall)
        .where(tables.hall.c.fair_id == fair_id)
        .order_by(tables.hall.c.position, tables.hall.c.id)
    )
    return tuple(Hall(row.id, row.fair_id, row.titles, row.position) for row in rows)


def hall(connection: Connection, hall_id: str) -> Hall | None:
    """Return a hall, or None."""
    row = connection.execute(select(tables.hall).where(tables.hall.c.id == hall_id)).first()
    return Hall(row.id, row.fair_id, row.titles, row.position) if row else None


def sessions(connection: Connection, fair_id: str) -> tuple[Session, ...]:
    """Return the sessions of a fair, earliest first; empty where its hours are one window."""
    rows = connection.execute(
        select(tables.session)
        .where(tables.session.c.fair_id == fair_id)
        .order_by(tables.session.c.opens_at)
    )
    return tuple(as_session(row) for row in rows)


def announcements(connection: Connection, fair_id: str, most: int = 5) -> tuple[Announcement, ...]:
    """Return the latest announcements to the whole fair, newest first."""
    rows = connection.execute(
        select(tables.announcement)
        .where(tables.announcement.c.fair_id == fair_id)
        .order_by(tables.announcement.c.posted_at.desc(), tables.announcement.c.id)
        .limit(most)
    )
    return tuple(Announcement(row.id, row.fair_id, row.text, row.posted_at) for row in rows)
