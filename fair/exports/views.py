"""The page on which staff ask for files of rows, and the files themselves with their watermark."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict

from sqlalchemy import Connection

from fair import days
from fair.accounts import reads as accounts
from fair.booths import reads as booths
from fair.decisions import N_
from fair.exports import reads, row_reads
from fair.exports.export import Export
from fair.exports.refusals import ExportOver
from fair.exports.row_reads import COLUMNS
from fair.glossary import ExportPurpose, ExportWhat
from fair.programme import reads as programme
from fair.programme.fair import Fair
from fair.sheets import DEMO, file_name, table
from fair.tabular.book import Cell, Sheet, as_book
from fair.web import Viewer

CSV, XLSX = "csv", "xlsx"
WHAT: Mapping[ExportWhat, str] = {
    ExportWhat.INTERVIEWS: N_("Interviews"),
    ExportWhat.EMPLOYERS: N_("Employers"),
    ExportWhat.POSTS: N_("Posts"),
    ExportWhat.PEOPLE: N_("People"),
}
PURPOSES: Mapping[ExportPurpose, str] = {
    ExportPurpose.REPORT: N_("For our own report"),
    ExportPurpose.FOLLOW_UP: N_("To follow up with the people"),
    ExportPurpose.AUDIT: N_("For an audit"),
    ExportPurpose.AUTHORITY: N_("For an authority"),
}
_BY = N_("{name}, {time} ({zone}), {fair}. {purpose}. Number {id}.")


class OneExport(TypedDict):
    """A file that was asked for, by whom; `mine` and not `over` where the reader may take it."""

    it: Export
    what: str
    purpose: str
    who: str
    mine: bool
    over: bool


class Exports(TypedDict):
    """The files of a fair's rows that the reader may know of, and what may be asked for."""

    fair: Fair
    exports: list[OneExport]
    whats: list[tuple[str, str]]
    purposes: list[tuple[str, str]]
    scope: str


class Fairs(TypedDict):
    """The fairs of whose rows an employer may take files."""

    fairs: list[Fair]


@dataclass(frozen=True, slots=True)
class File:
    """A file as it leaves the house."""

    name: str
    content: bytes
    fair_id: str
    what: str
    form: str


def exports(connection: Connection, viewer: Viewer, fair_id: str, now: datetime) -> Exports:
    """Return what staff may take of a fair; refuses as `reads.fair_of` does."""
    fair = reads.fair_of(connection, viewer.actor, fair_id)
    found = reads.exports(connection, viewer.actor, fair_id)
    staff = accounts.accounts(connection, {one.account_id for one in found})
    say = viewer.words.gettext
    return {
        "fair": fair,
        "exports": [
            {
                "it": one,
                "what": say(WHAT[one.what]),
                "purpose": say(PURPOSES[one.purpose]),
                "who": staff[one.account_id].name if one.account_id in staff else "",
                "mine": one.account_id == viewer.actor.account_id,
                "over": one.over(now),
            }
            for one in found
        ],
        "whats": [(key.value, say(text)) for key, text in WHAT.items()],
        "purposes": [(key.value, say(text)) for key, text in PURPOSES.items()],
        "scope": viewer.role.value,
    }


def fairs(connection: Connection, viewer: Viewer) -> Fairs:
    """Return the fairs at which the viewer's employer has a booth, the latest first."""
    theirs = booths.booths_of_employer(connection, viewer.actor.employer_id)
    at = {one.fair_id for one in theirs}
    return {"fairs": [one for one in programme.fairs(connection) if one.id in at] if at else []}


def file(connection: Connection, viewer: Viewer, export_id: str, now: datetime) -> File:
    """Return a file with its watermark; refuses `ExportOver` once its link works no more."""
    made = reads.export(connection, viewer.actor, export_id)
    if made.over(now):
        raise ExportOver
    fair = reads.fair_of(connection, viewer.actor, made.fair_id)
    rows = row_reads.rows(connection, viewer.actor, fair, made)
    mark, columns = _mark(viewer, fair, made), COLUMNS[made.what]
    name = file_name(made.what.value, fair.id, demo=fair.demo, kind=made.form)
    if made.form == CSV:
        content = _csv(columns, rows, mark, fair)
    else:
        content = _book(viewer, columns, rows, mark, fair, made)
    return File(name, content, fair.id, made.what.value, made.form)


def _mark(viewer: Viewer, fair: Fair, made: Export) -> str:
    """Return who took the file, when, of which fair and what for, as it stands in it."""
    said = viewer.words.gettext(
        _BY, name=viewer.name, time=_typed(made.made_at, fair), zone=fair.zone,
        fair=fair.called(viewer.lang), purpose=viewer.words.gettext(PURPOSES[made.purpose]),
        id=made.id,
    )  # fmt: skip
    return f"{DEMO} · {said}" if fair.demo else said


def _typed(at: datetime, fair: Fair) -> str:
    """Return an instant as office programs read it: the clock of the fair's place, to the second.

    What follows by a letter and an offset, they would keep as text.
    """
    return str(days.shown_at(at, fair.zone).replace(microsecond=0))


def _csv(columns: Sequence[str], rows: row_reads.Rows, mark: str, fair: Fair) -> bytes:
    def cell(value: Cell) -> Cell:
        return _typed(value, fair) if isinstance(value, datetime) else value

    lines = [dict(zip(columns, map(cell, row), strict=True)) for row in rows]
    last = {**dict.fromkeys(columns, ""), columns[0]: mark}
    return table(columns, [*lines, last], days.zone(fair.zone)).encode()


def _book(
    viewer: Viewer, columns: Sequence[str], rows: row_reads.Rows, mark: str,
    fair: Fair, made: Export,
) -> bytes:  # fmt: skip
    say = viewer.words.gettext
    about: list[tuple[Cell, ...]] = [
        (say(N_("Taken by")), viewer.name),
        (say(N_("Taken at")), made.made_at),
        (say(N_("Time zone")), fair.zone),
        (say(N_("Fair")), fair.called(viewer.lang)),
        (say(N_("What for")), say(PURPOSES[made.purpose])),
    ]
    return as_book(
        [
            Sheet(name=say(WHAT[made.what]), headings=columns, rows=rows),
            Sheet(name=say(N_("Taken by")), headings=[mark], rows=about),
        ],
        days.zone(fair.zone),
        mark=mark,
    )
