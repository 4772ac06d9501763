"""Tables of a report as they stand on the page, on paper and in the workbook. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from fair.tabular.book import Cell


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table. `small` tells of so few people that it leaves the house nowhere."""

    cells: tuple[Cell, ...]
    small: bool = False

    def leaving(self, instead: str) -> tuple[Cell, ...]:
        """Return the cells as they may leave the house: of few people the name alone."""
        if not self.small:
            return self.cells
        return (self.cells[0], *(instead for _ in self.cells[1:]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with what it counts; the first column names the row, the others are numbers."""

    key: str
    title: str
    note: str
    headings: Sequence[str]
    lines: Sequence[Line]

    @property
    def small(self) -> int:
        """Return how many rows are for staff alone."""
        return sum(line.small for line in self.lines)
