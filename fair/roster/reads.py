"""Reading an organiser's file of companies against what is here. Nothing is changed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from sqlalchemy import Connection

from fair import typed, words
from fair.accounts import reads as accounts
from fair.decisions import N_, Refusal, Sentence
from fair.employers.twin import Company
from fair.enrolments import reads as enrolments
from fair.folding import key
from fair.glossary import EmployerKind
from fair.imports.csv_table import named, table, uneven
from fair.imports.refusals import BrokenFile
from fair.languages import LANGUAGES
from fair.roster import store
from fair.roster.listed import HEADINGS, KINDS, MOST_ROWS, NEEDED, Judged, Listed, judge

# As offices save their tables: each is tried until the headings are ours, so none is guessed.
_ENCODINGS = ("utf-8", "gb18030", "cp932", "utf-16")
_NO_COLUMN = N_("This column is missing in the first row.")
_PARTED_BY = (",", ";", "\t")


def companies(connection: Connection) -> list[Company]:
    """Return every company that is here or asked, with the codes that came in from files."""
    codes = store.codes(connection)
    return [
        replace(one, numbers=(*one.numbers, codes[one.employer_id]))
        if one.employer_id in codes
        else one
        for one in enrolments.companies(connection)
    ]


def judged(connection: Connection, rows: Sequence[Listed]) -> list[Judged]:
    """Say of each row what will happen to it."""
    return judge(rows, companies(connection), lambda email: accounts.has_account(connection, email))


def listed(data: bytes) -> list[Listed]:
    """Read a file of companies; refuses `BrokenFile` where it is no table with these headings."""
    rows = _table(data)
    header = [_headings().get(key(cell), cell) for cell in rows[0]]
    rows[0] = header
    for column in NEEDED:
        if column not in header:
            raise BrokenFile(row=1, column=Sentence(HEADINGS[column]), problem=Sentence(_NO_COLUMN))
    header = named(rows, NEEDED)
    for problem in uneven(rows, len(header)):
        raise BrokenFile.at(problem)
    places = {column: header.index(column) for column in HEADINGS if column in header}
    return [
        read({column: row[at] for column, at in places.items()}, number)
        for number, row in enumerate(rows[1:], 2)
        if any(cell.strip() for cell in row)
    ]


def read(said: Mapping[str, str], row: int) -> Listed:
    """Return a company of these cells."""
    cells = {column: typed.line(said.get(column, "")) for column in HEADINGS}
    return Listed(
        row=row, name=cells["name"], kind=_kinds().get(key(cells["kind"])), code=cells["code"],
        contact=cells["contact"], email=cells["email"], phone=cells["phone"],
    )  # fmt: skip


def _table(data: bytes) -> list[list[str]]:
    first: Refusal | None = None
    read_once: list[list[str]] | None = None
    for encoding in _ENCODINGS:
        for sign in _PARTED_BY:
            try:
                rows = table(data, encoding, sign, MOST_ROWS + 1)
            except BrokenFile as broken:
                first = first or broken
                continue
            known = {_headings().get(key(cell)) for cell in rows[0]}
            if known.issuperset(NEEDED):
                return rows
            read_once = read_once or rows
    if read_once is None and first:
        raise first
    return read_once or []


def _said(english: str) -> set[str]:
    return {key(words.catalogue(lang).gettext(english)) for lang in LANGUAGES}


@cache
def _headings() -> dict[str, str]:
    found = {key(column): column for column in HEADINGS}
    return found | {said: column for column, label in HEADINGS.items() for said in _said(label)}


@cache
def _kinds() -> dict[str, EmployerKind]:
    found = {key(kind.value): kind for kind in KINDS} | {"": EmployerKind.DIRECT}
    return found | {said: kind for kind, label in KINDS.items() for said in _said(label)}
