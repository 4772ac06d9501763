"""A row of somebody's table, and what stands in its cells without saying anything."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from fair import typed
from fair.decisions import N_

MOST_ROWS, MOST_COLUMNS, MOST_CELLS = 20_000, 300, 2_000_000
MOST_IN_SLICES = 200_100
"""Rows of a file that comes in some at a time, never held whole: 200,000 posts below titles."""
MOST_SIGNS = 131_072
"""Of a cell: more than any text that is kept, and no more than a CSV file may have."""

ROWS = N_("The file has more than {most} rows. Split it and send the parts one by one.")
COLUMNS = N_("This row has more than {most} cells. Leave out columns that are not needed.")
CELLS = N_("The file has more than {most} cells up to here. Split it and send the parts.")
LONG_CELL = N_("A cell of this row is longer than any text that we keep.")
EMPTY = N_("The file is empty.")

AN_ERROR = N_(
    "The office program could not work out this cell. Mend its formula, or type what it says."
)
NOT_WORKED_OUT = N_(
    "This formula has not been worked out. Open the file in the office program, save it, "
    "and bring it again."
)
TOO_NARROW = N_("Only the sign # was saved here. Make the column wider and save the file again.")
DIGITS_LOST = N_(
    "The office program kept this as a number and lost digits. Format the column as text "
    "and type it again."
)
NO_DAY = N_("This is formatted as a day, and is none. Write the day as 2026-12-31.")

_ERROR = re.compile(
    r"#(?:N/A|NAME\?|REF!|VALUE!|DIV/0!|NULL!|NUM!|SPILL!|CALC!|FIELD!|GETTING_DATA|UNKNOWN!|BLOCKED!)",
    re.IGNORECASE,
)
_NARROW = re.compile(r"#{2,}")
_LOST = re.compile(r"\d(?:[.,]\d+)?E\+\d{2,3}", re.IGNORECASE)


def most_cells(most_rows: int) -> int:
    """Return how many cells a file may have of which so many rows are read."""
    return max(MOST_CELLS, most_rows * _OF_A_ROW)


def times(most_rows: int) -> int:
    """Return how much more than of another file may be unpacked of one with so many rows."""
    return _TIMES if most_rows > MOST_ROWS else 1


_OF_A_ROW, _TIMES = 30, 4


@dataclass(frozen=True, slots=True)
class Line:
    """A row: its number in the file, its cells, and why some of them say nothing, by place."""

    number: int
    cells: Sequence[str]
    faults: Mapping[int, str] = field(default_factory=dict, hash=False)

    def at(self, place: int) -> str:
        """Return the cell at a place, "" behind the last one."""
        return self.cells[place] if place < len(self.cells) else ""

    @property
    def filled(self) -> bool:
        """True where something stands in it."""
        return bool(self.faults) or any(map(typed.line, filter(None, self.cells)))


def fault_of(text: str) -> str:
    """Return why a cell says nothing, where an office program wrote it so; "" for any other."""
    said = text.strip()
    if said[:1] == "#":
        if _ERROR.fullmatch(said):
            return AN_ERROR
        return TOO_NARROW if _NARROW.fullmatch(said) else ""
    return DIGITS_LOST if "+" in said and _LOST.fullmatch(said) else ""


def faults_of(cells: Sequence[str]) -> dict[int, str]:
    """Return the faults of cells by their place."""
    found = {at: fault_of(cell) for at, cell in enumerate(cells) if "#" in cell or "+" in cell}
    return {at: says for at, says in found.items() if says}
