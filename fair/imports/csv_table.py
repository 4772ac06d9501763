"""A CSV file as a table, and what is wrong with it, by row and column. The header is row 1."""

import csv
import io
from collections import Counter
from collections.abc import Collection, Iterator
from typing import Any

from fair import typed
from fair.decisions import N_
from fair.imports.problem import Problem
from fair.imports.refusals import BrokenFile

MOST_ROWS, MOST_COLUMNS, MOST_CELLS = 20_000, 300, 2_000_000
_ROWS = N_("The file has more than {most} rows. Split it and send the parts one by one.")
_COLUMNS = N_("This row has more than {most} cells. Leave out columns that are not needed.")
_CELLS = N_("The file has more than {most} cells up to here. Split it and send the parts.")
_LONG_CELL = N_("A cell of this row is longer than any text that we keep.")
_NOT_UTF8 = N_("This is not UTF-8. Save the file as “CSV UTF-8”.")
_NOT_AS_SAID = N_("This is not in the encoding that the map names. Change it in the map.")
_NO_CSV = N_("This is not a CSV file. Open it and save it as “CSV UTF-8”, then send that.")
# The first bytes of spreadsheets, old and new, and of printed pages: they are never opened.
_OTHERS = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0", b"%PDF")


def table(
    data: bytes, encoding: str = "utf-8", delimiter: str = ",", most_rows: int = MOST_ROWS
) -> list[list[str]]:
    """Read a CSV file; refuses `BrokenFile` where it is no table of this encoding, or too large.

    Reads no further than the bounds, so that what a file costs depends on them and not on it.
    """
    if data.startswith(_OTHERS):
        raise BrokenFile.at(Problem(row=1, says=_NO_CSV))
    name = "utf-8-sig" if encoding.lower() in ("utf-8", "utf8") else encoding
    lines = io.TextIOWrapper(io.BytesIO(data), name, newline=None)
    rows: list[list[str]] = []
    cells = 0
    try:
        for row in csv.reader(lines, delimiter=delimiter, strict=True):
            cells += len(row)
            if too_many := _over(len(rows) + 1, len(row), cells, most_rows):
                raise BrokenFile.at(Problem(row=len(rows) + 1, **too_many))
            rows.append(row)
    except UnicodeError:  # also where a mark at the beginning is missing, which is no place
        says = _NOT_UTF8 if name == "utf-8-sig" else _NOT_AS_SAID
        raise BrokenFile.at(Problem(row=_undecoded(data, name), says=says)) from None
    except csv.Error as error:
        long = "field larger" in str(error)
        says = _LONG_CELL if long else N_("The quotes of this row do not match.")
        raise BrokenFile.at(Problem(row=len(rows) + 1, says=says)) from None
    while rows and not any(map(typed.line, rows[-1])):
        rows.pop()
    if not rows:
        raise BrokenFile.at(Problem(row=1, says=N_("The file is empty.")))
    return rows


def _over(row: int, width: int, cells: int, most_rows: int) -> dict[str, Any]:
    for found, most, says in (
        (row, most_rows, _ROWS),
        (width, MOST_COLUMNS, _COLUMNS),
        (cells, MOST_CELLS, _CELLS),
    ):
        if found > most:
            return {"says": says, "values": {"most": str(most)}}
    return {}


def _undecoded(data: bytes, encoding: str) -> int:
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        return data[: error.start].count(b"\n") + 1
    return 1


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
