"""Read-only queries of `programme` that other slices may use; frozen values."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, select

from fair.days import HOME
from fair.glossary import FairState
from fair.of_fair import by_row
from fair.office import reads as offices
from fair.office.office import Contact, of_fair
from fair.programme import announcement_store, store
from fair.programme import session as session_rules
from fair.programme.announcement import Announcement
from fair.programme.fair import OVER, RUNNING, Fair, Hall, due_verb
from fair.programme.session import Session, due_move
from fair.words import Catalogue

_STANDS_ALONE = store.fair_table.c.rehearses == ""
IN_CALENDARS = timedelta(days=30)  # so long a fair that is over stays in the calendar of all


def fair(connection: Connection, fair_id: str) -> Fair | None:
    """Return a fair in whatever state, drafts too; None where there is none."""
    row = connection.execute(store.FAIR, {"id": fair_id}).first()
    return store.as_fair(row) if row else None


def contact_of(connection: Connection, of: Fair | None) -> Contact:
    """Return how the organiser of a fair is reached; the office where no fair is meant."""
    office = offices.office(connection)
    return of_fair(office, of.phone, of.phone_hours, of.permit) if of else office


def has_telephone(connection: Connection, fair_id: str) -> bool:
    """Return whether a telephone of a fair's organiser is known."""
    return bool(contact_of(connection, fair(connection, fair_id)).phone)


def whom_to_ask(connection: Connection, fair_id: str, known: Catalogue) -> str:
    """Return in one line how the organiser of a fair is reached; "" where no telephone is known."""
    return offices.spoken(contact_of(connection, fair(connection, fair_id)), known)


def ask_line(connection: Connection, fair_id: str, known: Catalogue) -> str:
    """Return the line of a mail that says whom to ask; "" where no telephone is known."""
    return offices.ask_line(contact_of(connection, fair(connection, fair_id)), known)


def zone_of(connection: Connection, fair_id: str) -> str:
    """Return the zone of a fair's place; `days.HOME` where there is no such fair."""
    found = fair(connection, fair_id) if fair_id else None
    return found.zone if found else HOME


def fairs(connection: Connection) -> tuple[Fair, ...]:
    """Return all fairs but rehearsals, the latest opening time first; drafts too."""
    query = select(store.fair_table).where(_STANDS_ALONE)
    rows = connection.execute(query.order_by(store.fair_table.c.opens_at.desc()))
    return tuple(store.as_fair(row) for row in rows)


def over(connection: Connection) -> list[tuple[str, str]]:
    """Return (id, title) of each fair that is over; a demo's title says so."""
    return [
        (one.id, f"DEMO · {one.title}" if one.demo else one.title)
        for one in fairs(connection)
        if one.over
    ]


def current_fair(connection: Connection) -> Fair | None:
    """Return the fair that runs, else the next published one, else None."""
    running = running_fairs(connection)
    return running[0] if running else None


def running_fairs(connection: Connection) -> tuple[Fair, ...]:
    """Return the fairs that run or are published, running ones first, then by opening time.

    A rehearsal is none of them: it is in no list and no figure of the house.
    """
    return _running(connection, _STANDS_ALONE)


def rehearsals_running(connection: Connection) -> tuple[Fair, ...]:
    """Return the rehearsals that run."""
    return _running(connection, store.fair_table.c.rehearses != "")


def rehearsals_of(connection: Connection, fair_id: str) -> tuple[Fair, ...]:
    """Return the rehearsals that a fair has had, the latest first."""
    at = store.fair_table.c
    query = select(store.fair_table).where(at.rehearses == fair_id, at.rehearses != "")
    rows = connection.execute(query.order_by(at.created_at.desc(), at.id))
    return tuple(store.as_fair(row) for row in rows)


def is_rehearsal(fair_id: ColumnElement[str]) -> ColumnElement[bool]:
    """Return the condition that a column names a rehearsal."""
    return fair_id.in_(select(store.fair_table.c.id).where(store.fair_table.c.rehearses != ""))


def _running(connection: Connection, which: ColumnElement[bool]) -> tuple[Fair, ...]:
    states = [*RUNNING, FairState.PUBLISHED]
    rows = connection.execute(
        select(store.fair_table)
        .where(store.fair_table.c.state.in_(states), which)
        .order_by(store.fair_table.c.opens_at, store.fair_table.c.id)
    )
    found = [store.as_fair(row) for row in rows]
    return tuple(sorted(found, key=lambda one: one.state not in RUNNING))


def in_calendars(connection: Connection, now: datetime, most: int) -> tuple[Fair, ...]:
    """Return at most so many fairs that calendars have: ahead or running, or over for 30 days.

    Those to come first, the soonest of them first; of those that are over the latest.
    """
    at = store.fair_table.c
    live = at.state.in_([*RUNNING, FairState.PUBLISHED])
    over = at.state.in_(OVER) & (at.closed_at >= now - IN_CALENDARS)
    found: list[Fair] = []
    for which, order in ((live, at.opens_at), (over, at.opens_at.desc())):
        query = select(store.fair_table).where(which, _STANDS_ALONE).order_by(order, at.id)
        rows = connection.execute(query.limit(most - len(found)))
        found += [store.as_fair(row) for row in rows]
    return tuple(found)


def due_by_hours(connection: Connection, now: datetime) -> list[str]:
    """Return the fairs whose hours, or those of a session, ask something of them by now."""
    found = (*running_fairs(connection), *rehearsals_running(connection))
    windows = sessions_of(connection, [one.id for one in found])

    def asks(one: Fair) -> bool:
        left = [window for window in windows[one.id] if not window.removed]
        return bool(due_verb(one, now)) or due_move(one, left, now) is not None

    return [one.id for one in found if asks(one)]


def ends_at(connection: Connection, of: Fair, now: datetime) -> datetime:
    """Return until when people are called: the end of the session now or next, else the fair's."""
    return session_rules.ends_at(of, sessions(connection, of.id), now)


def session_runs(connection: Connection, fair_id: str) -> bool:
    """Return whether one of a fair's sessions runs; True where it has none."""
    found = sessions(connection, fair_id)
    return not found or session_rules.running(found) is not None


def session_now(connection: Connection, fair_id: str, now: datetime) -> Session | None:
    """Return the session that runs, else the one planned next; None where a fair has neither."""
    found = sessions(connection, fair_id)
    return session_rules.running(found) or session_rules.session_to_open(found, now)


def next_session(connection: Connection, fair_id: str, now: datetime) -> Session | None:
    """Return the session that is planned next; None where no other one is."""
    return session_rules.session_to_open(sessions(connection, fair_id), now)


def halls(connection: Connection, fair_id: str) -> tuple[Hall, ...]:
    """Return the halls of a fair in their order."""
    rows = connection.execute(
        select(store.hall_table)
        .where(store.hall_table.c.fair_id == fair_id, store.hall_table.c.removed_at.is_(None))
        .order_by(store.hall_table.c.position, store.hall_table.c.id)
    )
    return tuple(store.as_hall(row) for row in rows)


def hall(connection: Connection, hall_id: str) -> Hall | None:
    """Return a hall, or None."""
    row = connection.execute(
        select(store.hall_table).where(store.hall_table.c.id == hall_id)
    ).first()
    return store.as_hall(row) if row else None


def sessions(connection: Connection, fair_id: str) -> tuple[Session, ...]:
    """Return the sessions of a fair, earliest first; empty where its hours are one window."""
    return tuple(one for one in all_sessions(connection, fair_id) if not one.removed)


def all_sessions(connection: Connection, fair_id: str) -> tuple[Session, ...]:
    """Return the sessions of a fair, removed ones too, earliest first."""
    rows = connection.execute(
        select(store.session_table)
        .where(store.session_table.c.fair_id == fair_id)
        .order_by(store.session_table.c.opens_at)
    )
    return tuple(store.as_session(row) for row in rows)


def sessions_of(connection: Connection, ids: Iterable[str]) -> dict[str, tuple[Session, ...]]:
    """Return the sessions of fairs, removed ones too, earliest first; each id has an entry."""
    wanted = set(ids)
    found: dict[str, tuple[Session, ...]] = dict.fromkeys(wanted, ())
    at = store.session_table.c
    query = select(store.session_table).where(at.fair_id.in_(wanted)).order_by(at.opens_at, at.id)
    for row in connection.execute(query):
        found[row.fair_id] = (*found[row.fair_id], store.as_session(row))
    return found


def began(connection: Connection, fair_id: str, now: datetime) -> datetime:
    """Return since when the session that runs now runs; of a fair without any, long ago."""
    return session_rules.began(sessions(connection, fair_id), now)


def announcements(connection: Connection, fair_id: str, most: int = 5) -> tuple[Announcement, ...]:
    """Return the latest announcements to the whole fair, newest first."""
    rows = connection.execute(
        select(announcement_store.announcement_table)
        .where(announcement_store.announcement_table.c.fair_id == fair_id)
        .order_by(
            announcement_store.announcement_table.c.posted_at.desc(),
            announcement_store.announcement_table.c.id,
        )
        .limit(most)
    )
    return tuple(announcement_store.as_announcement(row) for row in rows)


def announcement(connection: Connection, announcement_id: str) -> Announcement | None:
    """Return one announcement, or None."""
    row = connection.execute(
        select(announcement_store.announcement_table).where(
            announcement_store.announcement_table.c.id == announcement_id
        )
    ).first()
    return announcement_store.as_announcement(row) if row else None


def has_fair(connection: Connection, *, demo: bool) -> bool:
    """Return whether there is any demo fair here, or any real one; rehearsals are neither."""
    at = store.fair_table.c
    query = select(at.id).where(at.demo.is_(demo), _STANDS_ALONE).limit(1)
    return connection.execute(query).first() is not None


OF_FAIR = {
    "hall_id": by_row(store.hall_table),
    "session_id": by_row(store.session_table),
    "announcement_id": by_row(announcement_store.announcement_table),
}
