"""One row of somebody else's table while a map looks at it: each cell is folded and read once.

Cells are repaired, cleaned, and read as numbers and days. What a map asks of a file is counted, so
that no map makes a file cost more than it may.
"""

from collections.abc import Mapping, Sequence
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


# --- a row ---------------------------------------------------------------------------------------

# What a map may ask for each row that a file may have, in signs of a cell set against signs of a
# text. The maps that come with the fair ask for a fifth of it.
OF_A_ROW = 1_000_000
EACH = 10  # what taking up a cell or a text costs beside its signs
A_NUMBER, A_DAY = 5_000, 10_000


class TooMuchAsked(Exception):
    """A map has asked for as much as a file may cost."""


class Effort:
    """Counts what a file costs to read by a map; never seconds, so that it is the same anywhere."""

    def __init__(self, most_rows: int) -> None:
        self.most = most_rows * OF_A_ROW
        self.spent = 0

    def spend(self, signs: int) -> None:
        """Count so much more; raises `TooMuchAsked` where that is too much in all."""
        self.spent += signs
        if self.spent > self.most:
            raise TooMuchAsked


class Row:
    """The cells of one row by column, cleaned."""

    __slots__ = ("_days", "_numbers", "_said", "effort")

    def __init__(self, raw: Mapping[str, str], nothing: frozenset[str], effort: Effort) -> None:
        self._said = {name: cleaned(text, nothing) for name, text in raw.items()}
        self._numbers: dict[str, Decimal | None] = {}
        self._days: dict[str, date | None] = {}
        self.effort = effort

    def __getitem__(self, column: str) -> str:
        """Return what a cell says; "" where it says nothing."""
        return self._said[column].text

    def alone(self, column: str, text: str) -> "Row":
        """Return a row in which this column says this alone."""
        return Row({column: text}, frozenset(), self.effort)

    def plain(self, column: str) -> str:
        """Return the folded form of a cell."""
        return self._said[column].plain

    def number(self, column: str) -> Decimal | None:
        """Return the number in a cell, or None."""
        if column not in self._numbers:
            self.effort.spend(A_NUMBER)
            self._numbers[column] = number_in(self[column])
        return self._numbers[column]

    def day(self, column: str, forms: Sequence[str]) -> date | None:
        """Return the day in a cell by the first of the map's forms that fits, or None."""
        if column not in self._days:
            self.effort.spend(A_DAY * len(forms))
            self._days[column] = day_in(self[column], forms)
        return self._days[column]
