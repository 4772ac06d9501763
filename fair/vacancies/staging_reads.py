"""Read-only queries of staged and published imports and of what stands already."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, func, or_, select

from fair.contract.vacancies import VacancyBulkOpen
from fair.decisions import Actor
from fair.glossary import VacancyState
from fair.terms import post_rules
from fair.vacancies import reads
from fair.vacancies.store import (
    as_vacancy,
    vacancies_query,
    vacancy_import_table,
    vacancy_statement_table,
    vacancy_table,
    visible,
)
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
    # One that comes in some rows at a time is published as it begins: its rows tell, below.
    whole = (at.id != row.id, at.published_at > at.started_at)
    query = select(at.id).where(*whole, at.published_at >= row.started_at)
    if connection.execute(query.where(of) if row.employer_id else query).first():
        return True
    return bool(row.employer_id) and _came_in_since(connection, row)


def _came_in_since(connection: Connection, row: Row[Any]) -> bool:
    """Whether an import that was seen before this one was read brought posts of its employer since.

    One that comes in some rows at a time does.
    """
    at, of = vacancy_table.c, vacancy_import_table.c
    query = (
        select(at.id)
        .join(vacancy_import_table, of.id == at.import_id)
        .where(
            at.employer_id == row.employer_id,
            at.created_at >= row.started_at,
            of.id != row.id,
            of.published_at.is_not(None),
        )
    )
    return connection.execute(query.limit(1)).first() is not None


def known_refs(connection: Connection, employer_id: str = "") -> set[tuple[str, str]]:
    """Return (employer, folded reference) of every post that is here and not over."""
    at = vacancy_table.c
    query = (
        select(at.employer_id, at.ref_key)
        .outerjoin(vacancy_import_table, at.import_id == vacancy_import_table.c.id)
        .where(
            at.ref_key != "",
            at.state.not_in(OVER),
            at.import_id.is_(None) | vacancy_import_table.c.published_at.is_not(None),
        )
    )
    if employer_id:
        query = query.where(at.employer_id == employer_id)
    return {(row.employer_id, row.ref_key) for row in connection.execute(query)}


def by_refs(
    connection: Connection, keys: Sequence[tuple[str, str]]
) -> dict[tuple[str, str], Vacancy]:
    """Return the posts that are here and not over by (employer, folded reference).

    An index finds each of them, however many posts their employers have.
    """
    ids = {row.id: (row.employer_id, row.ref_key) for row in _with_refs(connection, keys)}
    return {ids[one.id]: one for one in reads.vacancies(connection, ids).values()}


def refs_here(connection: Connection, keys: Collection[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return which of these (employer, folded reference) a post that is not over has."""
    return {(row.employer_id, row.ref_key) for row in _with_refs(connection, keys)}


def _with_refs(connection: Connection, keys: Collection[tuple[str, str]]) -> list[Any]:
    at = vacancy_table.c
    wanted = {key for key in keys if key[1]}
    # Two lists, not pairs: SQLite finds pairs by no index. What is paired otherwise is left out.
    of_some = (
        at.employer_id.in_(sorted({employer for employer, _ in wanted})),
        at.ref_key.in_(sorted({ref for _, ref in wanted})),
    )
    query = select(at.id, at.employer_id, at.ref_key).where(*of_some, at.state.not_in(OVER))
    if not wanted:
        return []
    rows = connection.execute(query.where(visible()).order_by(at.id))
    return [row for row in rows if (row.employer_id, row.ref_key) in wanted]


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


def find_drafts(
    connection: Connection,
    *,
    employer_id: str = "",
    fair_id: str = "",
    work: str = "",
    county: str = "",
    import_id: str = "",
    needles: Sequence[str] = (),
    seen_at: datetime | None = None,
    most: int,
) -> Sequence[Vacancy]:
    """Return drafts, by employer: of a fair or at no booth ("none"); at `seen_at` there already."""
    at = vacancy_table.c
    where: list[Any] = [at.state == VacancyState.DRAFT, visible()]
    if fair_id:
        where.append(at.fair_id.is_(None) if fair_id == "none" else at.fair_id == fair_id)
    exact = ((at.employer_id, employer_id), (at.work, work), (at.import_id, import_id),
             (at.county, county))  # fmt: skip
    where += [column == said for column, said in exact if said]
    where += [at.search_text.contains(word, autoescape=True) for word in needles]
    if seen_at:
        came = vacancy_import_table.c
        later = select(came.id).where(came.published_at > seen_at)
        where += [at.created_at <= seen_at, or_(at.import_id.is_(None), at.import_id.not_in(later))]
    query = vacancies_query().where(*where[:1], *where[2:])
    rows = connection.execute(query.order_by(at.employer_id, at.id).limit(most))
    return [as_vacancy(row) for row in rows]


def written_since(connection: Connection, ids: Sequence[str], since: datetime) -> set[str]:
    """Return in which of these posts anybody has written something since then."""
    at = vacancy_statement_table.c
    query = select(at.vacancy_id).where(at.vacancy_id.in_(ids), at.at > since)
    return set(connection.execute(query).scalars())


def draft_choices(connection: Connection) -> dict[str, dict[str, int]]:
    """Return of which employers, fairs, kinds of work, counties and imports there are drafts."""
    at = vacancy_table.c
    found: dict[str, dict[str, int]] = {}
    for name in ("employer_id", "fair_id", "work", "county", "import_id"):
        query = select(at[name], func.count()).where(at.state == VacancyState.DRAFT, visible())
        rows = connection.execute(query.group_by(at[name]))
        found[name] = {row[0] or "": row[1] for row in rows}
    return found


def employers_with_posts(connection: Connection, employer_ids: Sequence[str]) -> set[str]:
    """Return which of these employers have posts, in whatever state, or brought a file in."""
    own = vacancy_table.c.employer_id, vacancy_import_table.c.employer_id
    asked = (select(one).where(one.in_(employer_ids)).distinct() for one in own)
    return {one for query in asked for one in connection.execute(query).scalars()}


def import_names(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    """Return the names of the files of these imports."""
    at = vacancy_import_table.c
    query = select(at.id, at.file_name).where(at.id.in_(ids))
    return {row.id: row.file_name for row in connection.execute(query)}


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
