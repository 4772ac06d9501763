"""Cells of somebody else's table: repaired, cleaned, and read as numbers and days."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from fair import plain, typed
from fair.folding import fold
from fair.terms.cells import Unreadable, number

ISO = "%Y-%m-%d"
_TWICE = 2


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


def cleaned(text: str, nothing: frozenset[str]) -> str:
    """Return a cell without repairs left to make; "" where it says that it says nothing."""
    said = typed.line(mended(text))
    return "" if fold(said) in nothing else said


def number_in(text: str) -> Decimal | None:
    """Return the number in a cell as the template's own cells are read, or None."""
    try:
        return number(text)
    except Unreadable:
        return None


def day_in(text: str, forms: Sequence[str]) -> date | None:
    """Return the day in a cell by the first form that fits, or None."""
    said = plain.plain(text)
    for form in forms:
        try:
            if form == ISO:
                return date.fromisoformat(said[:10])
            return datetime.strptime(said, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None
