"""What stands against somebody at a fair, and the lists of what was done."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, select

from fair.conduct.measure import Measure, Newcomer, Sort, against, first
from fair.conduct.store import as_measure, measure_table, measures_where
from fair.marks import marked
from fair.of_fair import by_row
from fair.people import number_reads
from fair.people import reads as people
from fair.people.person import Person

_AT = measure_table.c


def mark(secret: str, who: Person) -> str:
    """Return the mark of somebody's number; "" where there is none."""
    return marked(secret, "number of a measure", who.phone) if who.phone else ""


def standing(connection: Connection, fair_id: str) -> list[Measure]:
    """Return what was done at a fair and was not undone; its time may be over."""
    return measures_where(connection, _AT.fair_id == fair_id, _AT.ended_at.is_(None))


def against_person(
    connection: Connection, fair_id: str, person_id: str, now: datetime, secret: str
) -> Measure | None:
    """Return what stands against a person at a fair now, by the own name or by the number."""
    found = standing(connection, fair_id)
    if not found:
        return None
    who = people.person(connection, person_id)
    if who is None:
        return None
    since = number_reads.known_since(connection, person_id)
    return against(found, Newcomer(person_id, mark(secret, who), since or now), now)


def removed(connection: Connection, person_id: str) -> frozenset[str]:
    """Return the fairs out of which a person was sent."""
    mine = (_AT.person_id == person_id, _AT.sort == Sort.REMOVED, _AT.ended_at.is_(None))
    return frozenset(one.fair_id for one in measures_where(connection, *mine))


def sent_out(connection: Connection, fair_ids: Collection[str]) -> frozenset[tuple[str, str]]:
    """Return (fair, person) of everybody who was sent out of one of these fairs."""
    out = (_AT.sort == Sort.REMOVED, _AT.ended_at.is_(None), _AT.fair_id.in_(sorted(fair_ids)))
    return frozenset((one.fair_id, one.person_id) for one in measures_where(connection, *out))


def against_account(
    connection: Connection, fair_id: str, account_id: str, now: datetime
) -> Measure | None:
    """Return what stands against a member of staff at a fair now."""
    found = standing(connection, fair_id)
    return first([one for one in found if one.account_id == account_id and one.holds(now)])


def own(
    connection: Connection, *, person_id: str = "", account_id: str = "", now: datetime
) -> list[Measure]:
    """Return what holds against one person, or one account, at any fair now."""
    whose = _AT.person_id == person_id if person_id else _AT.account_id == account_id
    found = measures_where(connection, whose, _AT.ended_at.is_(None))
    return [one for one in found if one.sort is not Sort.LET_IN and one.holds(now)]


def of_fair(
    connection: Connection, fair_id: str, page: int, most: int
) -> tuple[list[Measure], bool]:
    """Return a page of what was done at a fair, the newest first, and whether there is more."""
    at = _AT.made_at.desc(), _AT.id
    query = select(measure_table).where(_AT.fair_id == fair_id).order_by(*at)
    rows = connection.execute(query.limit(most + 1).offset((page - 1) * most)).all()
    return [as_measure(row) for row in rows[:most]], len(rows) > most


def of_person(connection: Connection, fair_id: str, person_id: str) -> list[Measure]:
    """Return what was done about a person at a fair, the newest first."""
    return measures_where(connection, _AT.fair_id == fair_id, _AT.person_id == person_id)


def of_account(connection: Connection, fair_id: str, account_id: str) -> list[Measure]:
    """Return what was done about an account at a fair, the newest first."""
    return measures_where(connection, _AT.fair_id == fair_id, _AT.account_id == account_id)


def measure(connection: Connection, measure_id: str) -> Measure | None:
    """Return a measure, or None."""
    return next(iter(measures_where(connection, _AT.id == measure_id)), None)


OF_FAIR = {"measure_id": by_row(measure_table)}
