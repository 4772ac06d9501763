"""Rows of a file that wait to be mended, and what is wrong in them: tables, rows ⇄ values."""

import hashlib
from collections.abc import Iterable, Sequence

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    delete,
    insert,
    select,
)

from fair.db import Work, new_id
from fair.imports.template_row import FaultyRow
from fair.tables import Instant, metadata
from fair.tabular.problem import Problem
from fair.vacancies import staging_reads

import_row_table = Table(
    "import_row",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("import_id", String(12), ForeignKey("vacancy_import.id"), nullable=False),
    Column("row", Integer, nullable=False),
    Column("employer", String(120), nullable=False),
    # the post that the row became, or that is here already; null for a row that was left out
    Column("vacancy_id", String(12)),
    Column("cells", JSON, nullable=False),
    Column("at", Instant, nullable=False),
    UniqueConstraint("import_id", "row"),
)
import_problem_table = Table(
    "import_problem",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("import_id", String(12), ForeignKey("vacancy_import.id"), nullable=False),
    Column("row", Integer, nullable=False),
    Column("place", Integer, nullable=False),
    # problems of one kind say the same sentence of the same column
    Column("kind", String(10), nullable=False),
    Column("column", String(80), nullable=False),
    Column("reason", String(40), nullable=False),
    Column("value", String(200), nullable=False),
    Column("says", Text, nullable=False),
    Column("values", JSON, nullable=False),
    Column("refused", Boolean, nullable=False),
    Column("at", Instant, nullable=False),
    UniqueConstraint("import_id", "row", "place"),
)
_ROW, _PROBLEM = import_row_table.c, import_problem_table.c


def kind_of(problem: Problem) -> str:
    """Return what problems share that say the same of the same column."""
    said = f"{problem.column[:80]}\n{problem.says}".encode()
    return hashlib.sha256(said).hexdigest()[:10]


def keep(work: Work, import_id: str, rows: Sequence[tuple[FaultyRow, str]]) -> None:
    """Keep rows to be mended, each with the id of its post or ""."""
    if not rows:
        return
    work.write(
        insert(import_row_table),
        [
            {
                "id": new_id(),
                "import_id": import_id,
                "row": one.row,
                "employer": one.employer[:120],
                "vacancy_id": vacancy_id or None,
                "cells": dict(one.cells),
                "at": work.now,
            }
            for one, vacancy_id in rows
        ],
    )
    keep_problems(work, import_id, [wrong for one, _ in rows for wrong in one.problems])


def keep_problems(work: Work, import_id: str, problems: Iterable[Problem]) -> None:
    """Keep what is wrong in rows that are kept."""
    places: dict[int, int] = {}
    values = []
    for one in problems:
        places[one.row] = places.get(one.row, -1) + 1
        values.append(
            {
                "id": new_id(),
                "import_id": import_id,
                "row": one.row,
                "place": places[one.row],
                "kind": kind_of(one),
                "column": one.column[:80],
                "reason": one.reason[:40],
                "value": one.value[:200],
                "says": one.says,
                "values": dict(one.values),
                "refused": one.refused,
                "at": work.now,
            }
        )
    if values:
        work.write(insert(import_problem_table), values)


def drop(work: Work, import_id: str, rows: Sequence[int]) -> None:
    """Forget rows that wait for nothing any more, with what was wrong in them."""
    if rows:
        drop_problems(work, import_id, rows)
        work.write(delete(import_row_table).where(_ROW.import_id == import_id, _ROW.row.in_(rows)))


def drop_problems(work: Work, import_id: str, rows: Sequence[int]) -> None:
    """Forget what was wrong in rows that stay."""
    of_rows = (_PROBLEM.import_id == import_id, _PROBLEM.row.in_(rows))
    work.write(delete(import_problem_table).where(*of_rows))


def sweep(work: Work, import_id: str, most: int) -> bool:
    """Forget some of the rows of an import that was not published; True once none is left."""
    if staging_reads.published_import(work.connection, import_id):
        return True
    query = select(_ROW.row).where(_ROW.import_id == import_id).limit(most)
    rows = [row.row for row in work.all(query)]
    drop(work, import_id, rows)
    return not rows
