"""A table whose columns nobody has named yet: its headings, and what stands below them. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from fair import typed
from fair.tabular.door import How, opened
from fair.tabular.headings import Head, Heads
from fair.tabular.line import MOST_IN_SLICES, Line
from fair.tabular.source import Data

SAMPLES = 5
_MOST_SIGNS = 200
LONGEST_HEADING = 1_000  # signs: what is longer is no heading, and its column is left out


@dataclass(frozen=True, slots=True)
class _Widest(Heads):
    """Takes the first row that is nearly as wide as the widest: above it stands a title."""

    def in_lines(self, lines: Sequence[Line]) -> Head | None:
        widths = [sum(bool(typed.line(cell)) for cell in one.cells) for one in lines]
        for one, width in zip(lines, widths, strict=True):
            if width and width * 3 >= max(widths) * 2:
                written = [typed.line(cell) for cell in one.cells]
                return Head(one.number, written, written, self.columns)
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """The headings of a table in their order, and its first rows."""

    headings: Sequence[str]
    samples: Sequence[Sequence[str]]


def looked(data: Data, encoding: str = "") -> Looked:
    """Return what is seen of a table; refuses what `fair.tabular` refuses."""
    table = opened(
        data, How(heads=_Widest(columns=(), needed=()), encoding=encoding, most_rows=MOST_IN_SLICES)
    )
    written = table.head.written
    places = [at for at, name in enumerate(written) if name and len(name) <= LONGEST_HEADING]
    headings = [written[at] for at in places]
    rows = [
        [typed.line(one.at(at))[:_MOST_SIGNS] for at in places]
        for one in islice(table.rows, SAMPLES)
    ]
    return Looked(headings=headings, samples=rows)


@dataclass(frozen=True, slots=True)
class Opened:
    """A held file that was opened: its bytes, which lie on disk, and what is seen of it."""

    data: Data
    table: Looked


class Shelf:
    """The held files that were opened last: whoever chooses looks at one again and again."""

    def __init__(self, most: int = 4) -> None:
        self._most = most
        self._files: dict[str, Opened] = {}

    def take(self, file_id: str) -> Opened | None:
        """Return a file that was opened lately, or None; one of this id is never another."""
        return self._files.get(file_id)

    def put(self, file_id: str, opened_: Opened) -> Opened:
        """Keep an opened file at hand, and let the one go that was opened longest ago."""
        self._files[file_id] = opened_
        while len(self._files) > self._most:
            self._files.pop(next(iter(self._files)), None)
        return opened_
