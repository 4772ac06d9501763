"""Staging of an import: rows go in by slices and are seen when the import is published."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import String, cast, delete, insert, select, update

from fair.db import Work
from fair.decisions import NotFound, WrongState
from fair.glossary import VacancyState
from fair.retention import sweep_rows
from fair.terms.terms import Terms, attribute
from fair.vacancies import staging_reads, store, terms_store
from fair.vacancies.store import vacancy_import_table, vacancy_table
from fair.vacancies.terms_store import columns
from fair.vacancies.vacancy import Vacancy


def begin(work: Work, **values: Any) -> str:
    """Keep an import, `started_at` before its file was read; return its id.

    Nobody sees it yet, unless it is said when it was published.
    """
    import_id = work.new_id()
    work.write(insert(vacancy_import_table), {"id": import_id, "published_at": None, **values})
    return import_id


def count(work: Work, import_id: str, **values: Any) -> None:
    """Save how many rows of an import came in, and what was wrong, while it comes in."""
    of_import = vacancy_import_table.c.id == import_id
    work.write(update(vacancy_import_table).where(of_import).values(**values))


def publish(work: Work, import_id: str) -> Any:
    """Let the import be seen; return its row.

    Refuses `NotFound`; `WrongState` if it is seen already, and where another one came in since it
    was read: the same file, sent twice, would stand there twice.
    """
    row = work.one(select(vacancy_import_table).where(vacancy_import_table.c.id == import_id))
    if row is None:
        raise NotFound
    if row.published_at is not None or staging_reads.is_overtaken(work.connection, row):
        raise WrongState
    work.write(
        update(vacancy_import_table)
        .where(vacancy_import_table.c.id == import_id)
        .values(published_at=work.now)
    )
    return row


def sweep(work: Work, import_id: str, most: int) -> bool:
    """Delete some of an abandoned import's rows; True once nothing is left of it.

    What was published meanwhile stays as it is.
    """
    at = vacancy_import_table.c
    if work.value(select(at.published_at).where(at.id == import_id)):
        return True
    ids = [
        row.id
        for row in work.all(
            select(vacancy_table.c.id).where(vacancy_table.c.import_id == import_id).limit(most)
        )
    ]
    if ids:
        work.write(delete(vacancy_table).where(vacancy_table.c.id.in_(ids)))
        return False
    work.write(delete(vacancy_import_table).where(at.id == import_id, at.published_at.is_(None)))
    return True


def draft(
    vacancy_id: str,
    terms: Terms,
    head_count: int,
    *,
    employer_id: str,
    booth_id: str,
    fair_id: str,
    created_at: datetime,
    import_id: str = "",
) -> dict[str, Any]:
    """Return the row of a new draft."""
    return {
        "id": vacancy_id,
        "employer_id": employer_id,
        "booth_id": booth_id or None,
        "fair_id": fair_id or None,
        "import_id": import_id or None,
        "version": 1,
        "state": VacancyState.DRAFT,
        "why": None,
        "note": "",
        "head_count": head_count,
        "firm": 0,
        "accepted": 0,
        "ends_at": None,
        "opened_at": None,
        "created_at": created_at,
        **columns(terms),
    }


def add_drafts(work: Work, rows: Sequence[Mapping[str, Any]]) -> None:
    """Keep new drafts, all at once."""
    if rows:
        work.write(insert(vacancy_table), rows)


def correct(work: Work, said: Mapping[str, tuple[Terms, int, Sequence[str]]]) -> list[Vacancy]:
    """Write into drafts what rows of a file say: {post: (terms, head-count, columns)}.

    Returns the drafts as they are now; what is no draft any more stays as it is.
    """
    changed = []
    for one in store.vacancies(work, said):
        if one.state is not VacancyState.DRAFT:
            continue
        given, head_count, columns_ = said[one.id]
        values = {
            attribute(column): getattr(given, attribute(column))
            for column in columns_
            if column != "head_count"
        }
        terms = replace(one.terms, **values)
        count = head_count if "head_count" in columns_ else one.head_count
        after = replace(one, terms=terms, title=terms.title, work=terms.work, head_count=count)
        changed.append(after)
    terms_store.save_terms(work, changed)
    told = [(one.id, column) for one in changed for column in said[one.id][2]]
    terms_store.keep_statements(work, told, "import")
    return changed


def say_for(work: Work, drafts: Sequence[Vacancy], said: Sequence[tuple[str, str]]) -> None:
    """Save drafts as the office wrote them, and that it said these (post, field)."""
    terms_store.save_terms(work, drafts)
    terms_store.keep_statements(work, said, "office")


def unsay(work: Work, draft_: Vacancy, columns_: Sequence[str]) -> None:
    """Save a draft that does not say these columns any more."""
    terms_store.save_terms(work, [draft_])
    terms_store.drop_statements(work, [draft_.id], columns_)


def said_by_office(work: Work, vacancy_id: str) -> list[str]:
    """Return the columns of a draft that the office said for its employer."""
    said = terms_store.statements_of(work.connection, vacancy_id)
    return [column for column, (_, how, _) in said.items() if how == "office"]


def delete_drafts(work: Work, ids: Sequence[str]) -> list[str]:
    """Delete those of these posts that are drafts; return their ids. What was ever shown stays."""
    at = vacancy_table.c
    query = select(at.id).where(
        at.id.in_(ids), at.state == VacancyState.DRAFT, at.opened_at.is_(None)
    )
    gone = [row.id for row in work.all(query)]
    if gone:
        terms_store.drop_statements(work, gone)
        work.write(delete(vacancy_table).where(at.id.in_(gone)))
    return gone


# What an import said of its rows is kept for so many days only; the posts stay.
_IMPORT = vacancy_import_table.c
SWEEPS = (
    sweep_rows(
        "problems of imports", 90, vacancy_import_table,
        lambda before: [_IMPORT.started_at < before, cast(_IMPORT.problems, String) != "[]"],
        blank={"problems": []},
    ),
)  # fmt: skip
