"""What may be done to rows that wait to be mended, inside somebody else's work."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select, update

from fair.db import Work
from fair.imports import row_store
from fair.imports.row_store import import_problem_table, import_row_table
from fair.imports.template_row import FaultyRow
from fair.retention import sweep_rows
from fair.tabular.problem import Problem

KEPT_DAYS = 90


def keep(work: Work, import_id: str, rows: Sequence[tuple[FaultyRow, str]]) -> None:
    """Keep rows to be mended, each with the id of its post or ""."""
    row_store.keep(work, import_id, rows)


def keep_again(
    work: Work,
    import_id: str,
    row: int,
    cells: Mapping[str, str],
    problems: Sequence[Problem],
    *,
    employer: str = "",
) -> None:
    """Keep a row as it is written now, with what is still wrong in it and whose it is."""
    at = import_row_table.c
    values = {"cells": dict(cells), **({"employer": employer} if employer else {})}
    work.write(
        update(import_row_table).where(at.import_id == import_id, at.row == row).values(values)
    )
    row_store.drop_problems(work, import_id, [row])
    row_store.keep_problems(work, import_id, problems)


def done(work: Work, import_id: str, rows: Sequence[int]) -> None:
    """Forget rows that wait for nothing any more."""
    row_store.drop(work, import_id, rows)


def post_gone(work: Work, vacancy_ids: Sequence[str]) -> None:
    """Forget the rows that wait for posts which are deleted."""
    at = import_row_table.c
    rows = work.all(select(at.import_id, at.row).where(at.vacancy_id.in_(vacancy_ids)))
    for import_id in {one.import_id for one in rows}:
        row_store.drop(work, import_id, [one.row for one in rows if one.import_id == import_id])


SWEEPS = (
    sweep_rows(
        "rows to be mended", KEPT_DAYS, import_row_table,
        lambda before: [import_row_table.c.at < before],
    ),
    sweep_rows(
        "problems of rows to be mended", KEPT_DAYS, import_problem_table,
        lambda before: [import_problem_table.c.at < before],
    ),
)  # fmt: skip
