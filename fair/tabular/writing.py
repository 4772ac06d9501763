"""Templates to fill in, as CSV and as a workbook with lists to choose from and a sheet of codes.

What is written is text: no cell of ours is a formula, whatever it begins with.
"""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

import xlsxwriter

from fair.sheets import BOM, FORMULA

OF_WORKBOOKS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ROWS = 5_000  # that the lists to choose from reach down to
_WIDEST, _NARROWEST = 40, 12
_SIGN_WIDTHS = 2  # a Chinese or Japanese sign is twice as wide as a Latin one


class Shown(Enum):
    """How the cells of a column are kept by the office program."""

    TEXT = "@"
    DAY = "yyyy-mm-dd"
    NUMBER = "General"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column to fill in: its heading, an example, and (word, code) of all that it may say.

    With `one`, a cell holds one of them and lets one choose; else several parted by semicolons.
    """

    heading: str
    example: str | date | int = ""
    shown: Shown = Shown.TEXT
    allowed: Sequence[tuple[str, str]] = ()
    one: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A table to fill in; `sheet` and `codes` name its sheets, `word` and `code` head the lists."""

    columns: Sequence[Column]
    sheet: str
    codes: str
    word: str
    code: str
    rows: Sequence[Sequence[str]] | None = None
    """What stands there in place of the example, where the table is filled already."""


def as_csv(said: Template) -> bytes:
    """Return the headings and the example as CSV that office programs read as UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(_defused(one.heading) for one in said.columns)
    if said.rows is None:
        writer.writerow(_defused(str(one.example)) for one in said.columns)
    for row in said.rows or ():
        writer.writerow(map(_defused, row))
    return (BOM + out.getvalue()).encode()


def _defused(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text


def restored(text: str) -> str:
    """Return a cell of a file as it was before this house kept it from being run."""
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA) else text


def as_workbook(said: Template) -> bytes:
    """Return the headings and the example as a workbook, with what each column may say."""
    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    with xlsxwriter.Workbook(out, options) as book:
        table, codes = book.add_worksheet(said.sheet), book.add_worksheet(said.codes)
        formats = {shown: book.add_format({"num_format": shown.value}) for shown in Shown}
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        lists = 0
        for place, column in enumerate(said.columns):
            table.set_column(place, place, _width(column), formats[column.shown])
            table.write_string(0, place, column.heading, bold)
            if said.rows is None:
                _example(table, place, column, formats[column.shown])
            if column.allowed:
                _list(codes, said, column, lists, bold)
                if column.one:
                    _chosen(table, said, column, place, lists)
                lists += 3
        for at, row in enumerate(said.rows or (), 1):
            for place, text in enumerate(row):
                if text:
                    table.write_string(at, place, text)
        table.freeze_panes(1, 0)
        codes.freeze_panes(2, 0)
    return out.getvalue()


def _width(column: Column) -> int:
    texts = (column.heading, str(column.example))
    longest = max(sum(1 if sign.isascii() else _SIGN_WIDTHS for sign in one) for one in texts)
    return max(_NARROWEST, min(longest + 2, _WIDEST))


def _example(table: Any, place: int, column: Column, shown: Any) -> None:
    match column.example:
        case date() as day:
            table.write_datetime(1, place, day, shown)
        case int() as number:
            table.write_number(1, place, number, shown)
        case text if text:
            table.write_string(1, place, text, shown)


def _list(codes: Any, said: Template, column: Column, place: int, bold: Any) -> None:
    codes.set_column(place, place, 28)
    codes.write_string(0, place, column.heading, bold)
    codes.write_string(1, place, said.word, bold)
    codes.write_string(1, place + 1, said.code, bold)
    for row, (word, code) in enumerate(column.allowed, 2):
        codes.write_string(row, place, word)
        codes.write_string(row, place + 1, code)


def _chosen(table: Any, said: Template, column: Column, place: int, lists: int) -> None:
    letter = xlsxwriter.utility.xl_col_to_name(lists, col_abs=True)
    sheet = said.codes.replace("'", "''")
    reach = f"='{sheet}'!{letter}$3:{letter}${len(column.allowed) + 2}"
    # A code may be typed too: the list is an offer and refuses nothing.
    table.data_validation(
        1, place, _ROWS, place, {"validate": "list", "source": reach, "show_error": False}
    )
