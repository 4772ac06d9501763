"""Texts of a map that are looked for in cells. Folded when the map is read, never for a row."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from fair.folding import fold
from fair.imports.raw_row import EACH, Row

LOOKED_AT = 500  # signs of a cell that are looked up in a list


@dataclass(frozen=True, slots=True)
class Texts:
    """Folded texts, of which a cell may hold one."""

    texts: tuple[str, ...]
    cost: int

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Texts":
        """Return the texts, folded."""
        folded = tuple(map(fold, texts))
        return cls(folded, sum(len(one) + EACH for one in folded))

    def first_in(self, row: Row, column: str, most: int | None = None) -> str | None:
        """Return the first that a cell, or so many signs of it, holds; None where it holds none."""
        plain = row.plain(column)[:most]
        row.effort.spend(self.cost * (len(plain) + EACH))
        return next((one for one in self.texts if one in plain), None)


@dataclass(frozen=True, slots=True)
class Lookup:
    """A list of a map: what a cell says, and what that means."""

    match: str
    entries: Mapping[str, str] = field(hash=False)
    texts: Texts
    lengths: tuple[int, ...]

    @classmethod
    def of(cls, match: str, entries: Mapping[str, str]) -> "Lookup":
        """Return the list with folded keys."""
        folded = {fold(key): value for key, value in entries.items()}
        lengths = sorted({len(key) for key in folded}, reverse=True)
        return cls(match, folded, Texts.of(folded), tuple(lengths))

    def found(self, row: Row, column: str) -> str | None:
        """Return what a cell means; None where the list does not hold it."""
        plain = row.plain(column)[:LOOKED_AT]
        if self.match == "exact":
            return self.entries.get(plain)
        if self.match == "prefix":  # the longest key that the cell begins with
            starts = (self.entries.get(plain[:length]) for length in self.lengths)
            row.effort.spend(EACH * EACH * len(self.lengths))
            return next((value for value in starts if value is not None), None)
        key = self.texts.first_in(row, column, LOOKED_AT)
        return None if key is None else self.entries[key]
