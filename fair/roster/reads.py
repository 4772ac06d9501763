"""Reading an organiser's file of companies against what is here. Nothing is changed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import cache

from sqlalchemy import Connection

from fair import typed, words
from fair.accounts import reads as accounts
from fair.employers.twin import Company
from fair.enrolments import reads as enrolments
from fair.folding import fold, key
from fair.glossary import EmployerKind
from fair.languages import LANGUAGES
from fair.roster import store
from fair.roster.listed import (
    CODES,
    EXAMPLE,
    HEADINGS,
    KINDS,
    MOST_ROWS,
    NEEDED,
    Judged,
    Listed,
    code_said,
    judge,
)
from fair.tabular.door import How, opened, torn
from fair.tabular.headings import Heads
from fair.tabular.line import ROWS
from fair.tabular.problem import Problem
from fair.tabular.refusals import BrokenFile


def companies(
    connection: Connection, names: Collection[str], codes: Collection[str]
) -> list[Company]:
    """Return companies that are here or asked and have one of these names or codes.

    The codes that came in from files count too. An index finds each, so that a row of a file costs
    the same however many companies are here.
    """
    keys, wanted = set(map(key, names)) - {""}, set(codes) - {""}
    brought = store.with_codes(connection, wanted)
    found = list(enrolments.companies_like(connection, keys, wanted))
    found += enrolments.companies_of(connection, brought - {one.employer_id for one in found})
    of_files = store.codes(connection, {one.employer_id for one in found} - {""})
    return [
        replace(one, numbers=(*one.numbers, of_files[one.employer_id]))
        if one.employer_id in of_files
        else one
        for one in found
    ]


def judged(connection: Connection, rows: Sequence[Listed]) -> list[Judged]:
    """Say of each row what will happen to it."""
    codes = [code for one in rows if (code := code_said(one))]
    known = companies(connection, [one.name for one in rows], codes)
    return judge(rows, known, lambda email: accounts.has_account(connection, email))


def listed(data: bytes, encoding: str = "") -> tuple[list[Listed], list[Problem]]:
    """Read a file of companies, and what of it was left out.

    Refuses `BrokenFile` and its like where it is no table with these headings. A cell that an
    office program could not fill stands there as it is, and is judged as such.
    """
    heads = Heads(
        columns=HEADINGS, needed=NEEDED, called=_called, label=lambda column: HEADINGS[column]
    )
    how = How(heads=heads, encoding=encoding, most_rows=MOST_ROWS + 20, aside=_sheets())
    table = opened(data, how)
    rows: list[Listed] = []
    for line in table.rows:
        if wrong := torn(table, line):
            raise BrokenFile.at(wrong)
        cells = {column: line.at(place) for column, place in table.places.items()}
        if fold(cells["name"]) in _examples():
            continue
        if len(rows) == MOST_ROWS:
            values = {"most": str(MOST_ROWS)}
            raise BrokenFile.at(Problem(row=line.number, says=ROWS, values=values))
        silent = [(HEADINGS[name], line.faults[at]) for name, at in table.places.items()
                  if at in line.faults]  # fmt: skip
        rows.append(read(cells, line.number, silent))
    return rows, table.notes


def _called(heading: str) -> str:
    return _headings().get(key(heading)) or typed.line(heading)


def read(said: Mapping[str, str], row: int, silent: Sequence[tuple[str, str]] = ()) -> Listed:
    """Return a company of these cells; `silent` says of which headings the cell says nothing."""
    cells = {column: typed.line(said.get(column, "")) for column in HEADINGS}
    return Listed(
        row=row, name=cells["name"], kind=_kinds().get(key(cells["kind"])), code=cells["code"],
        contact=cells["contact"], email=cells["email"], phone=cells["phone"], silent=tuple(silent),
    )  # fmt: skip


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


@cache
def _examples() -> frozenset[str]:
    return frozenset(fold(words.catalogue(lang).gettext(EXAMPLE)) for lang in LANGUAGES)


@cache
def _sheets() -> frozenset[str]:
    return frozenset(words.catalogue(lang).gettext(CODES) for lang in LANGUAGES)
