"""The rows of a held file as its map reads them, some at a time. Pure."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from fair.imports.import_map import Map
from fair.imports.importing import opened_by
from fair.imports.lexicon import Lexicon
from fair.imports.mapped_row import By, ReadRow, read_mapped
from fair.imports.raw_row import Effort
from fair.tabular.door import torn
from fair.tabular.line import MOST_IN_SLICES
from fair.tabular.problem import Problem
from fair.tabular.refusals import BrokenFile
from fair.tabular.source import Data
from fair.terms.cells import Codes


def counted(data: Data, map_: Map, encoding: str) -> int:
    """Return how many rows a file has; refuses `BrokenFile` and its like for what is no table.

    Every row is walked through once, so that what cannot be read is said before anything comes in.
    """
    table, count = opened_by(data, map_, encoding, MOST_IN_SLICES), 0
    for line in table.rows:
        if wrong := torn(table, line):
            raise BrokenFile.at(wrong)
        count += 1
    return count


class Reading:
    """A file that is read from behind a row on. `notes` say what was left out, once it is read."""

    def __init__(
        self, data: Data, map_: Map, encoding: str, codes: Codes, today: date, lexicon: Lexicon
    ) -> None:
        self._table = opened_by(data, map_, encoding, MOST_IN_SLICES)
        effort = Effort(MOST_IN_SLICES)
        self._by = By(map_=map_, effort=effort, codes=codes, today=today, lexicon=lexicon)

    def slices(
        self, behind: int, size: int, stopped: Callable[[], bool]
    ) -> Iterator[Sequence[ReadRow]]:
        """Yield the rows behind the one with this number, until `stopped`; refuses `BrokenFile`."""
        some: list[ReadRow] = []
        for line in self._table.rows:
            if stopped():
                return
            if line.number <= behind:
                continue
            if wrong := torn(self._table, line):
                raise BrokenFile.at(wrong)
            some.append(read_mapped(line, self._table.places, self._by))
            if len(some) == size:
                yield some
                some = []
        if some:
            yield some

    @property
    def notes(self) -> Sequence[Problem]:
        """Return what was left out of the file."""
        return self._table.notes
