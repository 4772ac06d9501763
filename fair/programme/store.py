"""All SQL of the slice `programme` that writes: rows ⇄ values. Its tables are in `tables`."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, select, update

from fair.db import Work
from fair.decisions import NotFound
from fair.glossary import FairState, SessionState
from fair.programme import reads, tables
from fair.programme.fair import Fair, Hall, Session


def fair(work: Work, fair_id: str) -> Fair:
    """Return a fair; refuses `NotFound`."""
    found = reads.fair(work.connection, fair_id)
    if found is None:
        raise NotFound
    return found


def hall(work: Work, hall_id: str) -> Hall:
    """Return a hall; refuses `NotFound`."""
    found = reads.hall(work.connection, hall_id)
    if found is None:
        raise NotFound
    return found


def session(work: Work, session_id: str) -> Session:
    """Return a session; refuses `NotFound`."""
    row = work.one(select(tables.session).where(tables.session.c.id == session_id))
    if row is None:
        raise NotFound
    return reads.as_session(row)


def add_fair(work: Work, fair: Fair) -> None:
    """Keep a new fair. This is the only place that writes `demo`."""
    work.write(
        insert(tables.fair),
        {
            **_values(fair),
            "id": fair.id,
            "demo": fair.demo,
            "state": fair.state,
            "created_at": work.now,
        },
    )


def change_fair(work: Work, fair: Fair) -> None:
    """Save what an organiser may change of a fair; its state and `demo` stay."""
    work.write(update(tables.fair).where(tables.fair.c.id == fair.id).values(_values(fair)))


def move_fair(work: Work, fair_id: str, state: FairState) -> None:
    """Save a fair's new state."""
    values: dict[str, Any] = {"state": state, "version": tables.fair.c.version + 1}
    if state is FairState.CLOSED:
        values["closed_at"] = work.now
    work.write(update(tables.fair).where(tables.fair.c.id == fair_id).values(values))


def _values(fair: Fair) -> dict[str, Any]:
    return {
        "title": fair.title,
        "about": fair.about,
        "zone": fair.zone,
        "opens_at": fair.opens_at,
        "closes_at": fair.closes_at,
        "most_tickets": fair.most_tickets,
        "languages": list(fair.languages),
        "version": fair.version,
    }


def add_hall(work: Work, fair_id: str, titles: Mapping[str, str]) -> str:
    """Keep a new hall behind the others; return its id."""
    last = work.value(
        select(func.max(tables.hall.c.position)).where(tables.hall.c.fair_id == fair_id)
    )
    hall_id = work.new_id()
    work.write(
        insert(tables.hall),
        {
            "id": hall_id,
            "fair_id": fair_id,
            "titles": dict(titles),
            "position": 1 if last is None else last + 1,
        },
    )
    return hall_id


def change_hall(work: Work, hall_id: str, titles: Mapping[str, str]) -> None:
    """Save a hall's names."""
    work.write(update(tables.hall).where(tables.hall.c.id == hall_id).values(titles=dict(titles)))


def remove_hall(work: Work, hall_id: str) -> None:
    """Delete a hall."""
    work.write(delete(tables.hall).where(tables.hall.c.id == hall_id))


def add_session(work: Work, fair_id: str, opens_at: datetime, closes_at: datetime) -> str:
    """Keep a new planned session; return its id."""
    session_id = work.new_id()
    work.write(
        insert(tables.session),
        {
            "id": session_id,
            "fair_id": fair_id,
            "state": SessionState.PLANNED,
            "opens_at": opens_at,
            "closes_at": closes_at,
        },
    )
    return session_id


def move_session(work: Work, session_id: str, state: SessionState) -> None:
    """Save a session's new state."""
    work.write(update(tables.session).where(tables.session.c.id == session_id).values(state=state))


def change_session(work: Work, session_id: str, opens_at: datetime, closes_at: datetime) -> None:
    """Save a session's window."""
    work.write(
        update(tables.session)
        .where(tables.session.c.id == session_id)
        .values(opens_at=opens_at, closes_at=closes_at)
    )


def remove_session(work: Work, session_id: str) -> None:
    """Delete a session."""
    work.write(delete(tables.session).where(tables.session.c.id == session_id))


def add_announcement(work: Work, fair_id: str, text: str) -> str:
    """Keep an announcement of the asking account; return its id."""
    announcement_id = work.new_id()
    work.write(
        insert(tables.announcement),
        {
            "id": announcement_id,
            "fair_id": fair_id,
            "account_id": work.actor.account_id,
            "text": text,
            "posted_at": work.now,
        },
    )
    return announcement_id


def fair_of_announcement(work: Work, announcement_id: str) -> str:
    """Return which fair an announcement belongs to; refuses `NotFound`."""
    fair_id = work.value(
        select(tables.announcement.c.fair_id).where(tables.announcement.c.id == announcement_id)
    )
    if fair_id is None:
        raise NotFound
    return str(fair_id)


def remove_announcement(work: Work, announcement_id: str) -> None:
    """Delete an announcement."""
    work.write(delete(tables.announcement).where(tables.announcement.c.id == announcement_id))
