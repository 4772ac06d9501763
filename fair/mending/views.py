"""What recruiters and organisers see of the rows that wait: by kind, a page of them, a file."""

from collections.abc import Sequence
from typing import TypedDict

from sqlalchemy import Connection

from fair.booths.reads import my_booths
from fair.decisions import NotAllowed, NotFound, filled
from fair.imports import row_reads
from fair.imports.lexicon import CODES, POSTS, WHAT_TO_DO, WHOSE
from fair.imports.template_row import WaitingRow
from fair.mending.waiting import asked, asks_employer, is_mendable
from fair.programme.fair import Fair
from fair.tabular.problem import Problem
from fair.tabular.writing import Column, Template
from fair.terms.terms import COLUMNS, LABELS
from fair.vacancies import staging_reads
from fair.vacancies.staging_reads import Import
from fair.web import Viewer

A_PAGE = 25


class KindShown(TypedDict):
    """Problems that say the same of the same column: in how many rows, and what they say."""

    kind: str
    column: str
    says: str
    rows: int


class WrongCell(TypedDict):
    """What is wrong in one cell of a row, in the reader's words."""

    column: str
    value: str
    says: str


class RowShown(TypedDict):
    """A row that waits: what is wrong, which columns are asked for, and what stands there."""

    row: WaitingRow
    title: str
    ref: str
    cells: list[WrongCell]
    asked: list[str]
    employer: bool
    mendable: bool


class Waiting(TypedDict):
    """How many rows of an import wait, and of which kinds."""

    import_id: str
    total: int
    kinds: list[KindShown]
    differing: int


class Rows(Waiting):
    """A page of the rows that wait, with the lists to choose from."""

    fair: Fair | None
    found: Import
    kind: str
    rows: list[RowShown]
    shown: int
    page: int
    pages: int
    LABELS: dict[str, str]


def waiting(connection: Connection, viewer: Viewer, import_id: str) -> Waiting:
    """Return how many rows of an import wait; refuses `NotAllowed` for another employer's."""
    _mine(connection, viewer, import_id)
    return {
        "import_id": import_id,
        "total": row_reads.count(connection, import_id),
        "kinds": [_kind(viewer, one) for one in row_reads.kinds(connection, import_id)],
        "differing": len(row_reads.differing(connection, import_id)),
    }


def rows(connection: Connection, viewer: Viewer, import_id: str, kind: str, page: int) -> Rows:
    """Return a page of the rows that wait, all or those with a problem of one kind."""
    found = _mine(connection, viewer, import_id)
    told = waiting(connection, viewer, import_id)
    kind = kind if kind in {one["kind"] for one in told["kinds"]} else ""
    count = row_reads.count(connection, import_id, kind)
    pages = max(1, -(-count // A_PAGE))
    page = min(page, pages)
    booths = my_booths(connection, viewer.actor.employer_id)
    return {
        **told,
        "fair": booths[0][1] if booths else None,
        "found": found,
        "kind": kind,
        "rows": [
            _row(viewer, one) for one in row_reads.page(connection, import_id, kind, page, A_PAGE)
        ],
        "shown": count,
        "page": page,
        "pages": pages,
        "LABELS": {one: viewer.words.gettext(label) for one, label in LABELS.items()},
    }


def as_template(
    connection: Connection, viewer: Viewer, import_id: str, kind: str, most: int
) -> Template:
    """Return the rows that wait in the template's shape, with what to do in the last column."""
    found = _mine(connection, viewer, import_id)
    said_ = viewer.words.gettext
    mine = found.employer_id is not None
    named = () if mine else (Column(heading=said_(WHOSE)),)
    waits = row_reads.page(connection, import_id, kind, 1, most)
    return Template(
        columns=(
            *named,
            *(Column(heading=said_(LABELS[column])) for column in COLUMNS),
            Column(heading=said_(WHAT_TO_DO)),
        ),
        sheet=said_(POSTS),
        codes=said_(CODES),
        word="",
        code="",
        rows=[
            [
                *(() if mine else (one.employer,)),
                *(one.cells.get(column, "") for column in COLUMNS),
                " · ".join(f"{_label(viewer, it)}: {_says(viewer, it)}" for it in one.problems),
            ]
            for one in waits
        ],
    )


def differing(connection: Connection, viewer: Viewer, import_id: str) -> Sequence[int]:
    """Return the rows that say something else than the draft that is here."""
    _mine(connection, viewer, import_id)
    return row_reads.differing(connection, import_id)


def numbers(connection: Connection, viewer: Viewer, import_id: str, kind: str) -> Sequence[int]:
    """Return the numbers of all rows that wait, or of those of one kind."""
    _mine(connection, viewer, import_id)
    return row_reads.numbers(connection, import_id, kind)


def _mine(connection: Connection, viewer: Viewer, import_id: str) -> Import:
    found = staging_reads.published_import(connection, import_id)
    if found is None:
        raise NotFound
    if not viewer.oversees and not viewer.actor.works_for(found.employer_id or ""):
        raise NotAllowed
    return found


def _row(viewer: Viewer, one: WaitingRow) -> RowShown:
    return {
        "row": one,
        "title": one.cells.get("title", ""),
        "ref": one.cells.get("ref", ""),
        "cells": [
            {
                "column": _label(viewer, it),
                "value": it.value,
                "says": _says(viewer, it),
            }
            for it in one.problems
        ],
        "asked": asked(one),
        "employer": asks_employer(one),
        "mendable": is_mendable(one),
    }


def _kind(viewer: Viewer, one: row_reads.Kind) -> KindShown:
    return {
        "kind": one.kind,
        "column": _label(viewer, one.first),
        "says": _says(viewer, one.first),
        "rows": one.rows,
    }


def _label(viewer: Viewer, one: Problem) -> str:
    return viewer.words.gettext(LABELS.get(one.column, one.column or "–"))


def _says(viewer: Viewer, one: Problem) -> str:
    return filled(viewer.words.gettext(one.says), one.values) if one.says else ""
