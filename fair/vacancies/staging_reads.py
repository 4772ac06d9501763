"""Read-only queries of staged and published imports and of what stands already."""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, func, select

from fair.contract.vacancies import VacancyBulkOpen
from fair.decisions import Actor
from fair.folding import fold
from fair.glossary import VacancyState
from fair.terms import post_rules
from fair.vacancies import reads
from fair.vacancies.store import vacancy_import_table, vacancy_table, visible
from fair.vacancies.vacancy import OVER, Vacancy

ABANDONED = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Import:
    """A file that was brought in: how many rows and posts, and what was wrong, as plain JSON."""

    id: str
    employer_id: str
    file_name: str
    map_name: str
    published_at: datetime
    rows: int
    vacancies: int
    refused: int
    duplicates: int
    problems: list[dict[str, Any]] = field(hash=False)


_IMPORT = [vacancy_import_table.c[one.name] for one in fields(Import)]


def abandoned(connection: Connection, now: datetime) -> list[str]:
    """Return imports that were begun a while ago and never published."""
    at = vacancy_import_table.c
    rows = connection.execute(
        select(at.id).where(at.published_at.is_(None), at.started_at < now - ABANDONED)
    )
    return [row.id for row in rows]


def is_overtaken(connection: Connection, row: Row[Any]) -> bool:
    """Whether posts of the same employers were brought in since this import was read."""
    at = vacancy_import_table.c
    of = (at.employer_id == row.employer_id) | at.employer_id.is_(None)
    query = select(at.id).where(at.id != row.id, at.published_at >= row.started_at)
    return connection.execute(query.where(of) if row.employer_id else query).first() is not None


def known_refs(connection: Connection, employer_id: str = "") -> set[tuple[str, str]]:
    """Return (employer, folded reference) of every post that is here and not over."""
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
    return {(row.employer_id, fold(row.ref)) for row in connection.execute(query)}


def by_refs(
    connection: Connection, keys: Sequence[tuple[str, str]]
) -> dict[tuple[str, str], Vacancy]:
    """Return the posts that are here and not over by (employer, folded reference)."""
    at, wanted = vacancy_table.c, set(keys)
    employers = sorted({employer for employer, _ in keys})
    rows = connection.execute(
        select(at.id, at.employer_id, at.ref)
        .where(at.employer_id.in_(employers), at.ref != "", at.state.not_in(OVER), visible())
        .order_by(at.id)
    )
    ids = {row.id: key for row in rows if (key := (row.employer_id, fold(row.ref))) in wanted}
    return {ids[one.id]: one for one in reads.vacancies(connection, ids).values()}


def published_import(connection: Connection, import_id: str) -> Import | None:
    """Return a published import, or None."""
    at = vacancy_import_table.c
    row = connection.execute(
        select(*_IMPORT).where(at.id == import_id, at.published_at.is_not(None))
    ).first()
    return Import(*row) if row else None


def booth_of_import(connection: Connection, import_id: str) -> tuple[str, str]:
    """Return booth and fair at which posts of an import stand; "" where they stand at none."""
    at = vacancy_table.c
    query = select(at.booth_id, at.fair_id).where(
        at.import_id == import_id, at.booth_id.is_not(None)
    )
    row = connection.execute(query.limit(1)).first()
    return (row.booth_id, row.fair_id or "") if row else ("", "")


def drafts_of_import(connection: Connection, import_id: str) -> list[str]:
    """Return the ids of an import's drafts, as they came in."""
    at = vacancy_table.c
    rows = connection.execute(
        select(at.id)
        .where(at.import_id == import_id, at.state == "draft")
        .order_by(at.created_at, at.ref)
    )
    return [row.id for row in rows]


def judge_drafts(connection: Connection, _actor: Actor, command: VacancyBulkOpen) -> None:
    """Look at what these posts say, so that the writer need not: `screened` remembers it."""
    for vacancy in reads.vacancies(connection, command.vacancy_ids).values():
        post_rules.findings(vacancy.terms)


def imports_of(connection: Connection, employer_id: str, most: int = 10) -> Sequence[Import]:
    """Return the latest published imports of an employer."""
    at = vacancy_import_table.c
    rows = connection.execute(
        select(*_IMPORT)
        .where(at.employer_id == employer_id, at.published_at.is_not(None))
        .order_by(at.published_at.desc())
        .limit(most)
    )
    return [Import(*row) for row in rows]


def latest_imports(connection: Connection, most: int = 20) -> Sequence[Import]:
    """Return the latest published imports of all employers."""
    at = vacancy_import_table.c
    query = select(*_IMPORT).where(at.published_at.is_not(None))
    rows = connection.execute(query.order_by(at.published_at.desc()).limit(most))
    return [Import(*row) for row in rows]


def import_counts(connection: Connection, import_id: str) -> dict[VacancyState, int]:
    """Return how the posts of an import stand now."""
    at = vacancy_table.c
    rows = connection.execute(
        select(at.state, func.count()).where(at.import_id == import_id).group_by(at.state)
    )
    return dict.fromkeys(VacancyState, 0) | {VacancyState(row[0]): row[1] for row in rows}


BEFOREHAND: dict[Any, Any] = {VacancyBulkOpen: judge_drafts}
