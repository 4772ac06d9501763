"""A CSV file as rows: which sign parts its cells, and what is wrong with it, by row."""

import csv
import io
import re
from collections.abc import Iterator
from itertools import islice

from fair.decisions import N_
from fair.tabular import encodings, line
from fair.tabular.line import Line, faults_of
from fair.tabular.problem import Problem
from fair.tabular.refusals import BrokenFile
from fair.tabular.source import Data, reader

SIGNS = (",", ";", "\t")
_SAID = re.compile(r"sep=([,;\t|])\r?\n?", re.IGNORECASE)
_QUOTES = N_("The quotes of this row do not match.")


def lines(
    data: Data, encoding: str, sign: str, most_rows: int = line.MOST_ROWS, says: str = ""
) -> Iterator[Line]:
    """Yield the rows of a CSV file; refuses `BrokenFile` where it is no table, or too large.

    Reads no further than the bounds, so that what a file costs depends on them and not on it.
    `says` is what is said where the encoding does not fit.
    """
    number = cells = 0
    try:
        for number, row in enumerate(
            csv.reader(_text(data, encoding), delimiter=sign, strict=True), 1
        ):
            cells += len(row)
            _within(number, len(row), cells, most_rows)
            yield Line(number, row, faults_of(row))
    except UnicodeError:  # also where a mark at the beginning is missing, which is no place
        says = says or encodings.NOT_UTF8
        at = encodings.undecoded(data, encoding)
        raise BrokenFile.at(Problem(row=at, says=says)) from None
    except csv.Error as error:
        why = line.LONG_CELL if "field larger" in str(error) else _QUOTES
        raise BrokenFile.at(Problem(row=number + 1, says=why)) from None


def _text(data: Data, encoding: str) -> io.TextIOWrapper:
    """Return the text after a first line that only says which sign parts the cells."""
    text = io.TextIOWrapper(reader(data), encoding, newline=None)
    if _SAID.fullmatch(text.readline(20)) is None:
        text.seek(0)
    return text


def _within(number: int, width: int, cells: int, most_rows: int) -> None:
    for found, most, says in (
        (number, most_rows, line.ROWS),
        (width, line.MOST_COLUMNS, line.COLUMNS),
        (cells, line.most_cells(most_rows), line.CELLS),
    ):
        if found > most:
            raise BrokenFile.at(Problem(row=number, says=says, values={"most": str(most)}))


def said_sign(data: Data, encoding: str) -> str:
    """Return the sign that the first line names as `sep=;`, "" where it names none."""
    try:
        first = io.TextIOWrapper(reader(data), encoding, newline=None).readline(20)
    except UnicodeError:
        return ""
    found = _SAID.fullmatch(first)
    return found[1] if found else ""


def first_rows(data: Data, encoding: str, sign: str, most: int) -> list[Line]:
    """Return the first rows as they read with this sign; none where they do not."""
    try:
        return list(islice((one for one in lines(data, encoding, sign) if one.filled), most))
    except BrokenFile:
        return []


def parting(data: Data, encoding: str, looked_at: int) -> str:
    """Return the sign that parts any of the first rows into most cells.

    Where none parts any, one that leaves nothing of a row, so that it is said why.
    """

    def width(sign: str) -> tuple[bool, int]:
        first = first_rows(data, encoding, sign, looked_at)
        most = max((len(one.cells) for one in first), default=0)
        return most > 1, most if most > 1 else -most

    return max(SIGNS, key=width)
