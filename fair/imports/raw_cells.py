"""Cells of somebody else's table: repaired, cleaned, and read as numbers and days."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from fair import plain, typed
from fair.folding import fold
from fair.terms.cells import number
from fair.terms.unreadable import Unreadable

ISO = "%Y-%m-%d"
_TWICE = 2
_LONGEST_DAY = 100


def mended(text: str) -> str:
    """Repair text that was encoded twice: "Ã¢Â€Â“" becomes "–"; other text stays."""
    for _ in range(_TWICE):
        if text.isascii():
            break
        for encoding in ("latin-1", "cp1252"):
            try:
                text = text.encode(encoding).decode("utf-8")
            except UnicodeError:
                continue
            break
        else:
            break
    return text


class Cell(NamedTuple):
    """What a cell says, and its folded form."""

    text: str
    plain: str


def cleaned(text: str, nothing: frozenset[str]) -> Cell:
    """Return a cell without repairs left to make; "" where it says that it says nothing."""
    said = typed.line(mended(text))
    plain = fold(said)
    return Cell("", "") if plain in nothing else Cell(said, plain)


def number_in(text: str) -> Decimal | None:
    """Return the number in a cell as the template's own cells are read, or None."""
    try:
        return number(text)
    except Unreadable:
        return None


def day_in(text: str, forms: Sequence[str]) -> date | None:
    """Return the day in a cell by the first form that fits, or None."""
    said = plain.plain(text[:_LONGEST_DAY])
    for form in forms:
        try:
            if form == ISO:
                return date.fromisoformat(said[:10])
            return datetime.strptime(said, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None
