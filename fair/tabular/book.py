"""Tables as a workbook to read: each on a sheet of its own, times, days and numbers as such.

What is written is text where it is text: no cell is a formula, whatever it begins with.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any

import xlsxwriter

from fair import days

Cell = str | int | float | date | datetime | None
_LONGEST_NAME = 31  # signs of a sheet's name
_LONGEST_FOOT = 120  # signs of a foot: programs take 255, and each "&" is two of them
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_NARROWEST, _WIDEST, _SIGN_WIDTHS = 10, 60, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table: its name, what it counts, its headings and its rows."""

    name: str
    note: str = ""
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def as_book(sheets: Sequence[Sheet], zone: tzinfo, *, mark: str = "") -> bytes:
    """Return the sheets as one workbook; instants stand there by the clocks of `zone`.

    The mark stands at the foot of each printed page, and in no cell that somebody adds up.
    """
    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    with xlsxwriter.Workbook(out, options) as book:
        formats = {
            "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
            "note": book.add_format({"italic": True}),
            "instant": book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
            "day": book.add_format({"num_format": "yyyy-mm-dd"}),
        }
        names = set[str]()
        for sheet in sheets:
            page = book.add_worksheet(_name(sheet.name, names))
            _write(page, sheet, formats, zone)
            page.set_footer(f"&L{mark[:_LONGEST_FOOT].replace('&', '&&')}&R&P / &N")
    return out.getvalue()


def _name(wanted: str, taken: set[str]) -> str:
    """Return a name that a sheet may have and none has yet."""
    plain = " ".join(wanted.translate(_NOT_IN_NAMES).split())[:_LONGEST_NAME] or "1"
    name, number = plain, 1
    while name.casefold() in taken:
        number += 1
        name = f"{plain[: _LONGEST_NAME - 4]} {number}"
    taken.add(name.casefold())
    return name


def _write(page: Any, sheet: Sheet, formats: dict[str, Any], zone: tzinfo) -> None:
    first = 0
    if sheet.note:
        page.write_string(0, 0, sheet.note, formats["note"])
        first = 1
    for place, heading in enumerate(sheet.headings):
        page.set_column(place, place, _width(sheet, place))
        page.write_string(first, place, heading, formats["head"])
    for at, row in enumerate(sheet.rows, first + 1):
        for place, value in enumerate(row):
            _cell(page, at, place, value, formats, zone)
    page.freeze_panes(first + 1, 0)
    page.set_paper(9)  # A4
    page.set_landscape()
    page.fit_to_pages(1, 0)


def _cell(
    page: Any, at: int, place: int, value: Cell, formats: dict[str, Any], zone: tzinfo
) -> None:
    match value:
        case None | "":
            return
        case datetime() as instant:
            local = days.shown_at(instant, zone).replace(microsecond=0)
            page.write_datetime(at, place, local, formats["instant"])
        case date() as day:
            page.write_datetime(at, place, day, formats["day"])
        case int() | float() as number:
            page.write_number(at, place, number)
        case text:
            page.write_string(at, place, text)


def _width(sheet: Sheet, place: int) -> int:
    texts = [sheet.headings[place], *(str(row[place] or "") for row in sheet.rows[:200])]
    longest = max(sum(1 if sign.isascii() else _SIGN_WIDTHS for sign in one) for one in texts)
    return max(_NARROWEST, min(longest + 2, _WIDEST))
