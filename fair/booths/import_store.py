"""Staging of an import: rows go in by slices and are seen when the import is published."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from fair.booths.employer_store import employer_table
from fair.booths.vacancy import OVER
from fair.booths.vacancy_store import vacancy_import_table, vacancy_table
from fair.db import Work
from fair.decisions import NotFound, WrongState

ABANDONED = timedelta(minutes=10)


def begin(work: Work, **values: Any) -> str:
    """Keep an import that nobody sees yet; return its id."""
    import_id = work.new_id()
    work.write(
        insert(vacancy_import_table),
        {"id": import_id, "started_at": work.now, "published_at": None, **values},
    )
    return import_id


def add_employers(work: Work, rows: Sequence[Mapping[str, Any]]) -> None:
    """Keep employers that a file named for the first time: not verified, without a booth."""
    work.write(
        insert(employer_table), [{**row, "names": {}, "created_at": work.now} for row in rows]
    )


def publish(work: Work, import_id: str) -> Any:
    """Let the import be seen; return its row. Refuses `NotFound`, and `WrongState` if it is."""
    row = work.one(select(vacancy_import_table).where(vacancy_import_table.c.id == import_id))
    if row is None:
        raise NotFound
    if row.published_at is not None:
        raise WrongState
    work.write(
        update(vacancy_import_table)
        .where(vacancy_import_table.c.id == import_id)
        .values(published_at=work.now)
    )
    return row


def abandoned(connection: Connection, now: datetime) -> list[str]:
    """Return imports that were begun a while ago and never published."""
    at = vacancy_import_table.c
    rows = connection.execute(
        select(at.id).where(at.published_at.is_(None), at.started_at < now - ABANDONED)
    )
    return [row.id for row in rows]


def sweep(work: Work, import_id: str, most: int) -> bool:
    """Delete some of an abandoned import's rows; True once nothing is left of it."""
    ids = [
        row.id
        for row in work.all(
            select(vacancy_table.c.id).where(vacancy_table.c.import_id == import_id).limit(most)
        )
    ]
    if ids:
        work.write(delete(vacancy_table).where(vacancy_table.c.id.in_(ids)))
        return False
    at = vacancy_import_table.c
    work.write(delete(vacancy_import_table).where(at.id == import_id, at.published_at.is_(None)))
    return True


def known_refs(connection: Connection, employer_id: str = "") -> set[tuple[str, str]]:
    """Return (employer, reference) of every post that is here and not over."""
    at = vacancy_table.c
    query = (
        select(at.employer_id, at.ref)
        .outerjoin(vacancy_import_table, at.import_id == vacancy_import_table.c.id)
        .where(
            at.ref != "",
            at.state.not_in(OVER),
            at.import_id.is_(None) | vacancy_import_table.c.published_at.is_not(None),
        )
    )
    if employer_id:
        query = query.where(at.employer_id == employer_id)
    return {(row.employer_id, row.ref) for row in connection.execute(query)}


def employer_names(connection: Connection) -> list[tuple[str, str]]:
    """Return (id, name) of every employer."""
    at = employer_table.c
    return [(row.id, row.name) for row in connection.execute(select(at.id, at.name))]


def import_row(connection: Connection, import_id: str) -> Any:
    """Return the row of a published import, or None."""
    at = vacancy_import_table.c
    return connection.execute(
        select(vacancy_import_table).where(at.id == import_id, at.published_at.is_not(None))
    ).first()


def drafts_of_import(connection: Connection, import_id: str) -> list[str]:
    """Return the ids of an import's drafts, as they came in."""
    at = vacancy_table.c
    rows = connection.execute(
        select(at.id)
        .where(at.import_id == import_id, at.state == "draft")
        .order_by(at.created_at, at.ref)
    )
    return [row.id for row in rows]
