"""Rows of a file that wait to be mended: how many of each kind, a page of them, one by number."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, distinct, func, select

from fair.imports.row_store import import_problem_table, import_row_table
from fair.imports.template_row import WaitingRow
from fair.tabular.problem import Problem

MOST_KINDS = 40
_ROW, _PROBLEM = import_row_table.c, import_problem_table.c


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """Problems that say the same of the same column: in how many rows, and one of them."""

    kind: str
    rows: int
    first: Problem


def kinds(connection: Connection, import_id: str) -> list[Kind]:
    """Return the kinds of problems of an import that wait, those of most rows first."""
    rows = func.count(distinct(_PROBLEM.row))
    counts = connection.execute(
        select(_PROBLEM.kind, rows, func.min(_PROBLEM.id))
        .where(_PROBLEM.import_id == import_id)
        .group_by(_PROBLEM.kind)
        .order_by(rows.desc(), _PROBLEM.kind)
        .limit(MOST_KINDS)
    ).all()
    query = select(import_problem_table).where(_PROBLEM.id.in_([row[2] for row in counts]))
    firsts = {row.id: _problem(row) for row in connection.execute(query)}
    return [Kind(kind=row[0], rows=row[1], first=firsts[row[2]]) for row in counts]


def count(connection: Connection, import_id: str, kind: str = "") -> int:
    """Return how many rows wait, of this kind or of all."""
    query = select(func.count()).select_from(import_row_table)
    return int(connection.execute(query.where(*_of(import_id, kind))).scalar_one())


def page(
    connection: Connection, import_id: str, kind: str, number: int, most: int
) -> list[WaitingRow]:
    """Return a page of the rows that wait, by number; the first page is 1."""
    query = select(import_row_table).where(*_of(import_id, kind)).order_by(_ROW.row)
    found = connection.execute(query.offset((number - 1) * most).limit(most)).all()
    return _with_problems(connection, import_id, found)


def waiting(connection: Connection, import_id: str, rows: Sequence[int]) -> list[WaitingRow]:
    """Return those of these rows that wait."""
    query = select(import_row_table).where(_ROW.import_id == import_id, _ROW.row.in_(rows))
    found = connection.execute(query.order_by(_ROW.row)).all()
    return _with_problems(connection, import_id, found)


def numbers(connection: Connection, import_id: str, kind: str) -> list[int]:
    """Return the numbers of the rows that wait, of this kind or all."""
    query = select(_ROW.row).where(*_of(import_id, kind)).order_by(_ROW.row)
    return [row.row for row in connection.execute(query)]


def differing(connection: Connection, import_id: str) -> list[int]:
    """Return the numbers of the rows that say something else than a post that is here."""
    of_import = (_PROBLEM.import_id == import_id, _PROBLEM.reason == "differs")
    query = select(_PROBLEM.row).where(*of_import).distinct().order_by(_PROBLEM.row)
    return [row.row for row in connection.execute(query)]


def _of(import_id: str, kind: str) -> list[Any]:
    conditions: list[Any] = [_ROW.import_id == import_id]
    if kind:
        of_kind = (_PROBLEM.import_id == import_id, _PROBLEM.kind == kind)
        conditions.append(_ROW.row.in_(select(_PROBLEM.row).where(*of_kind)))
    return conditions


def _with_problems(
    connection: Connection, import_id: str, found: Sequence[Row[Any]]
) -> list[WaitingRow]:
    query = select(import_problem_table).where(
        _PROBLEM.import_id == import_id, _PROBLEM.row.in_([one.row for one in found])
    )
    problems: dict[int, list[Problem]] = {}
    for row in connection.execute(query.order_by(_PROBLEM.row, _PROBLEM.place)):
        problems.setdefault(row.row, []).append(_problem(row))
    return [
        WaitingRow(
            row=one.row,
            employer=one.employer,
            vacancy_id=one.vacancy_id or "",
            cells=one.cells,
            problems=problems.get(one.row, []),
        )
        for one in found
    ]


def _problem(row: Row[Any]) -> Problem:
    said = row._mapping  # noqa: SLF001 - its documented name; `values` is a method of a row
    return Problem(
        row=said["row"],
        column=said["column"],
        value=said["value"],
        reason=said["reason"],
        says=said["says"],
        values=said["values"],
        refused=said["refused"],
    )
