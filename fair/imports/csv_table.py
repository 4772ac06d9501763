"""A CSV file as a table, and what is wrong with it, by row and column. The header is row 1."""

import csv
from collections import Counter
from collections.abc import Collection, Iterator

from fair import typed
from fair.decisions import N_
from fair.imports.problem import Problem
from fair.imports.refusals import BrokenFile


def table(data: bytes, encoding: str = "utf-8", delimiter: str = ",") -> list[list[str]]:
    """Read a CSV file; refuses `BrokenFile` where it is no table of this encoding."""
    try:
        text = data.decode("utf-8-sig" if encoding.lower() in ("utf-8", "utf8") else encoding)
    except UnicodeDecodeError as error:
        row = data[: error.start].count(b"\n") + 1
        raise BrokenFile.at(
            Problem(row=row, says=N_("This is not UTF-8. Save the file as “CSV UTF-8”."))
        ) from None
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    rows: list[list[str]] = []
    try:
        for cells in csv.reader((line + "\n" for line in lines), delimiter=delimiter, strict=True):
            rows.append(cells)  # noqa: PERF402 - a broken row must say which one it is
    except csv.Error:
        raise BrokenFile.at(
            Problem(row=len(rows) + 1, says=N_("The quotes of this row do not match."))
        ) from None
    while rows and not any(map(typed.line, rows[-1])):
        rows.pop()
    if not rows:
        raise BrokenFile.at(Problem(row=1, says=N_("The file is empty.")))
    return rows


def named(rows: list[list[str]], needed: Collection[str]) -> list[str]:
    """Return the header; refuses `BrokenFile` where a needed column is missing or there twice."""
    header = [typed.line(name) for name in rows[0]]
    for name in needed:
        if name not in header:
            raise BrokenFile.at(
                Problem(row=1, column=name, says=N_("This column is missing in the first row."))
            )
    times = Counter(header)
    twice = next((name for name in header if name and times[name] > 1), "")
    if twice:
        raise BrokenFile.at(
            Problem(row=1, column=twice, says=N_("This column stands there twice."))
        )
    return header


def uneven(rows: list[list[str]], width: int) -> Iterator[Problem]:
    """Yield a problem for each row that has not as many cells as the header."""
    for number, row in enumerate(rows[1:], 2):
        if len(row) != width and any(map(typed.line, row)):
            yield Problem(
                row=number,
                says=N_("This row has {found} cells; the first row has {width}."),
                values={"found": str(len(row)), "width": str(width)},
            )
