"""What organisers see while a table is shaped: its columns, what they would become, kept maps."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypedDict

from sqlalchemy import Connection

from fair.db import utc_now
from fair.decisions import N_, NotFound, filled
from fair.folding import key
from fair.imports import reads as import_reads
from fair.imports.importing import Plan
from fair.imports.lexicon import EMPLOYER, WHOSE
from fair.imports.lexicon_reads import template_lexicon
from fair.imports.reads import Upload
from fair.intake import reads as intake_reads
from fair.intake.reads import HeldFile
from fair.shaping import reads
from fair.shaping.looking import Looked
from fair.shaping.reads import KeptMap
from fair.shaping.refusals import FileIsGone
from fair.shaping.shape import WIDE, Choice, Shape, as_map, guessed, mark
from fair.tabular.encodings import CHOICES, FOUND_OUT
from fair.tabular.line import MOST_IN_SLICES
from fair.tabular.source import Data
from fair.terms import cells
from fair.terms.terms import LABELS
from fair.terms.wording import PERIODS
from fair.vacancies import staging_reads
from fair.vacancies.contexts import Options
from fair.vacancies.staging_reads import Import
from fair.web import Viewer

PREVIEW = 10  # rows that are shown
SHOWN = ("ref", "title", "work", "place", "head_count", "pay_base", "pay_up_to", "pay_period",
         "night_work", "valid_through")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is chosen for a table, and the name of the kept map that it is, "" for none."""

    shape: Shape
    again: str = ""


class Start(TypedDict):
    """Where an organiser brings a table: the maps that are kept, the latest files."""

    maps: Sequence[KeptMap]
    imports: Sequence[Import]
    encodings: list[tuple[str, str]]


class ColumnShown(TypedDict):
    """A column of the table: what was chosen for it, in words too, and what stands in it."""

    at: int
    choice: Choice
    samples: list[str]
    label: str


class RowShown(TypedDict):
    """A row as it would come in: whose, cells in the order of the headings, what is wrong."""

    row: int
    employer: str
    cells: list[str]
    wrong: list[str]


class Shaping(TypedDict):
    """A table whose columns are chosen, and what its first rows would become.

    Of a `wide` one less is said of each column, so that the page stays small.
    """

    file: HeldFile
    shape: Shape
    again: str
    columns: list[ColumnShown]
    targets: Options
    periods: Options
    scales: Options
    lacks: list[str]
    heads: list[str]
    rows: list[RowShown]
    problem: str
    wide: bool


def start(connection: Connection, viewer: Viewer) -> Start:
    """Return what the page of tables offers."""
    said_ = viewer.words.gettext
    return {
        "maps": reads.maps(connection),
        "imports": staging_reads.latest_imports(connection),
        "encodings": [("", said_(FOUND_OUT)), *((one, said_(it)) for one, it in CHOICES.items())],
    }


def held(connection: Connection, viewer: Viewer, file_id: str) -> HeldFile:
    """Return the file of this organiser; refuses `FileIsGone`."""
    found = intake_reads.held(connection, file_id, viewer.actor.account_id)
    if found is None:
        raise FileIsGone
    return found


def first_shape(connection: Connection, table: Looked, map_id: str = "") -> Chosen:
    """Return the kept map for these headings, else what can be guessed of them."""
    kept = (
        reads.kept_map(connection, map_id)
        if map_id
        else reads.map_for(connection, mark(table.headings))
    )
    if map_id and kept is None:
        raise NotFound
    if kept is None:
        return Chosen(guessed(table.headings, table.samples, template_lexicon()))
    of = {one.heading: one for one in kept.shape.choices}
    choices = [of.get(one, Choice(heading=one)) for one in table.headings]
    return Chosen(replace(kept.shape, choices=choices), kept.shape.name)


def upload_of(file: HeldFile, data: Data, shape: Shape) -> Upload:
    """Return the file to be read by this shape."""
    return Upload(
        data=data,
        file_name=file.file_name,
        most_rows=MOST_IN_SLICES,
        map_text=as_map(shape),
        encoding=file.encoding,
        shaped=True,
        good_rows=True,
    )


def preview(connection: Connection, file: HeldFile, data: Data, shape: Shape) -> Plan | None:
    """Return what the first rows would become; None while employer or title are not chosen."""
    if shape.lacks:
        return None
    upload = upload_of(file, data, shape)
    found = import_reads.here_for_some(connection, utc_now())
    return import_reads.plan_of(upload, found, first=PREVIEW)


def called(viewer: Viewer) -> dict[str, str]:
    """Return our columns by their names and by what the reader calls them, in comparable form."""
    said_ = viewer.words.gettext
    known = {EMPLOYER: said_(WHOSE), **{name: said_(label) for name, label in LABELS.items()}}
    return {key(label): name for name, label in known.items()} | {key(one): one for one in known}


def shaping(
    viewer: Viewer, file: HeldFile, table: Looked, chosen: Chosen, plan: Plan | None, problem: str
) -> Shaping:
    """Return the page of a table whose columns are chosen."""
    said_, shape = viewer.words.gettext, chosen.shape
    wide = len(shape.choices) > WIDE
    samples = 1 if wide else 3
    labels = {EMPLOYER: said_(WHOSE), **{name: said_(label) for name, label in LABELS.items()}}
    return {
        "file": file,
        "shape": shape,
        "again": chosen.again,
        "columns": [
            {
                "at": at,
                "choice": one,
                "samples": [row[at] for row in table.samples if row[at:] and row[at]][:samples],
                "label": labels.get(one.column, ""),
            }
            for at, one in enumerate(shape.choices)
        ],
        "targets": [
            ("", said_(N_("Leave out"))),
            (EMPLOYER, said_(WHOSE)),
            *((name, said_(label)) for name, label in LABELS.items()),
        ],
        "periods": [("", "–"), *((code, said_(label)) for code, label in PERIODS.items())],
        "scales": [("1", said_(N_("as it stands"))), ("1000", said_(N_("thousands (千)"))),
                   ("10000", said_(N_("ten thousands (万)")))],
        "lacks": [said_(WHOSE if one == EMPLOYER else LABELS[one]) for one in shape.lacks],
        "heads": [said_(LABELS[one]) for one in SHOWN],
        "rows": _rows(viewer, plan) if plan else [],
        "problem": problem,
        "wide": wide,
    }  # fmt: skip


def _said_of(viewer: Viewer, cell: str) -> str:
    """Return a cell as a reader says it: of a code its word."""
    said_ = viewer.words.gettext
    yes_no = {"yes": said_("yes"), "no": said_("no")}
    return said_(PERIODS[cell]) if cell in PERIODS else yes_no.get(cell, cell)


def _rows(viewer: Viewer, plan: Plan) -> list[RowShown]:
    said_ = viewer.words.gettext
    wrong: dict[int, list[str]] = {}
    for one in plan.problems:
        if one.reason != "left-out":
            label = said_(LABELS.get(one.column, one.column or "–"))
            wrong.setdefault(one.row, []).append(f"{label}: {filled(said_(one.says), one.values)}")
    found: dict[int, RowShown] = {}
    for post in (*plan.posts, *plan.again):
        written = cells.write(post.terms, post.head_count)
        found[post.row] = {
            "row": post.row,
            "employer": post.employer,
            "cells": [_said_of(viewer, written[name]) for name in SHOWN],
            "wrong": wrong.get(post.row, []),
        }
    for number in plan.kept_out:
        found[number] = {
            "row": number, "employer": "", "cells": ["" for _ in SHOWN],
            "wrong": wrong.get(number, []),
        }  # fmt: skip
    return [found[number] for number in sorted(found)]
