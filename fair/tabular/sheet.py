"""The rows of one sheet of a workbook, one after the other.

What is hidden is not brought: rows, columns and sheets. A cell that was merged downwards counts for
each row that it covers; one merged to the right stands in its first column. Of a formula the kept
value counts.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from fair.tabular import line, numbers
from fair.tabular.line import Line, fault_of
from fair.tabular.package import Attributes, Part, damaged
from fair.tabular.problem import Problem
from fair.tabular.refusals import BrokenFile
from fair.tabular.workbook import Format, Sheet, Workbook, written

_MOST_MERGED = 20_000
_LETTERS = 26
_PLAIN = Format()


@dataclass(slots=True)
class Hidden:
    """What was found hidden while the rows were read: the columns' places, how many rows."""

    columns: set[int] = field(default_factory=set)
    rows: int = 0


def place(reference: str) -> int:
    """Return the column of a cell such as AB12, from 0; -1 where it names none."""
    found = 0
    for sign in reference:
        if not "A" <= sign <= "Z":
            break
        found = min(found * _LETTERS + ord(sign) - ord("A") + 1, line.MOST_SIGNS)
    return found - 1


def _row(reference: str) -> int:
    digits = reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 8 else 0  # noqa: PLR2004


class _Rows(Part):
    """Hears a sheet and finishes rows."""

    def __init__(self, book: Workbook, hidden: Hidden, most_rows: int) -> None:
        self.done: list[Line] = []
        self._book, self._hidden, self._most = book, hidden, most_rows
        self._number = self._filled = self._cells = 0
        self._unseen = self._heard = self._formula = False
        self._aside = 0
        self._row: dict[int, str] = {}
        self._faults: dict[int, str] = {}
        self._at, self._kind, self._style, self._said = -1, "", "", list[str]()
        self._signs = 0

    def start(self, tag: str, attributes: Attributes) -> None:
        match tag:
            case "c":
                self._begin_cell(attributes)
            case "v" | "t":
                self._heard = not self._aside
            case "f":
                self._formula = True
            case "rPh":
                self._aside += 1
            case "row":
                self._begin_row(attributes)
            case "col":
                self._column(attributes)

    def text(self, said: str) -> None:
        if self._heard:
            self._signs += len(said)
            if self._signs > line.MOST_SIGNS:
                raise BrokenFile.at(Problem(row=self._number, says=line.LONG_CELL))
            self._said.append(said)

    def end(self, tag: str) -> None:
        match tag:
            case "v" | "t":
                self._heard = False
            case "rPh":
                self._aside -= 1
            case "c":
                self._end_cell()
            case "row":
                self._end_row()

    def _column(self, said: Attributes) -> None:
        if said.get("hidden") in ("1", "true") or said.get("width") == "0":
            first, last = _row(said.get("min", "")), _row(said.get("max", ""))
            self._hidden.columns.update(range(first - 1, min(last, line.MOST_COLUMNS)))

    def _begin_row(self, said: Attributes) -> None:
        self._number = _row(said.get("r", "")) or self._number + 1
        self._unseen = said.get("hidden") in ("1", "true") or said.get("ht") == "0"
        self._row, self._faults, self._at = {}, {}, -1

    def _begin_cell(self, said: Attributes) -> None:
        found = place(said.get("r", ""))
        self._at = self._at + 1 if found < 0 else found
        self._kind, self._style = said.get("t", "n"), said.get("s", "")
        self._said, self._signs, self._formula = [], 0, False

    def _end_cell(self) -> None:
        raw = "".join(self._said)
        said, fault = self._value(raw)
        if not (said or fault):
            return
        if self._at >= line.MOST_COLUMNS:
            raise self._over(line.COLUMNS, line.MOST_COLUMNS)
        self._row[self._at] = said
        if fault:
            self._faults[self._at] = fault

    def _value(self, raw: str) -> tuple[str, str]:
        if not raw:
            return ("", line.NOT_WORKED_OUT) if self._formula and self._kind != "str" else ("", "")
        match self._kind:
            case "s":
                said = self._shared(raw.strip())
                return said, fault_of(said)
            case "b":
                return ("TRUE" if raw.strip() in ("1", "true") else "FALSE"), ""
            case "e":
                return raw, line.AN_ERROR
            case "str" | "inlineStr":
                said = written(raw)
                return said, fault_of(said)
            case "d":
                return raw.removesuffix("Z").removesuffix("T00:00:00").replace("T", " "), ""
        formats = self._book.formats
        style = _row(self._style)
        shown = formats[style] if style < len(formats) else _PLAIN
        return numbers.said(raw, shown, from_1904=self._book.from_1904)

    def _shared(self, raw: str) -> str:
        if not raw.isdecimal() or len(raw) > 8 or int(raw) >= len(self._book.texts):  # noqa: PLR2004
            raise damaged()
        return self._book.texts[int(raw)]

    def _end_row(self) -> None:
        if not self._row and not self._faults:
            return
        if self._unseen:
            self._hidden.rows += 1
            return
        self._cells += len(self._row)
        self._filled += 1
        if self._number > self._most or self._filled > self._most:
            raise self._over(line.ROWS, self._most)
        if self._cells > line.most_cells(self._most):
            raise self._over(line.CELLS, line.most_cells(self._most))
        width = max((*self._row, *self._faults)) + 1
        cells = [self._row.get(at, "") for at in range(width)]
        self.done.append(Line(self._number, cells, self._faults))

    def _over(self, says: str, most: int) -> BrokenFile:
        return BrokenFile.at(Problem(row=self._number, says=says, values={"most": str(most)}))


@dataclass(frozen=True, slots=True)
class _Merged:
    first: int
    last: int
    column: int


class _Merges(Part):
    def __init__(self) -> None:
        self.found: list[_Merged] = []

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "mergeCell" and len(self.found) < _MOST_MERGED:
            first, _colon, last = attributes.get("ref", "").partition(":")
            if last and _row(last) > _row(first) > 0 and place(first) >= 0:
                self.found.append(_Merged(_row(first), _row(last), place(first)))


def lines(
    book: Workbook, sheet: Sheet, hidden: Hidden, most_rows: int = line.MOST_ROWS
) -> Iterator[Line]:
    """Yield the rows of a sheet that are shown and not empty; refuses `NotATable`, `BrokenFile`."""
    merges = _Merges()
    if book.package.holds(sheet.path, b"mergeCell"):  # they stand behind the rows
        book.package.parse(sheet.path, merges)
    part = _Rows(book, hidden, most_rows)
    plain = _in_steps(book, sheet, part)
    merged = sorted(merges.found, key=lambda one: one.first)
    for one in _spread(plain, merged) if merged else plain:
        book.package.count_signs(sum(map(len, one.cells)))
        yield one


def _in_steps(book: Workbook, sheet: Sheet, part: _Rows) -> Iterator[Line]:
    for _ in book.package.steps(sheet.path, part):
        yield from part.done
        part.done.clear()


def _spread(plain: Iterator[Line], merged: list[_Merged]) -> Iterator[Line]:
    """Yield rows with what is merged downwards in each row that it covers."""
    waiting = merged[::-1]
    now: dict[int, tuple[_Merged, str, str]] = {}
    for one in plain:
        for column in [column for column, (area, *_) in now.items() if area.last < one.number]:
            del now[column]
        cells, faults = list(one.cells), dict(one.faults)
        while waiting and waiting[-1].first <= one.number:
            area = waiting.pop()
            if area.first == one.number and area.column < len(cells):
                now[area.column] = (area, cells[area.column], faults.get(area.column, ""))
        for column, (area, said, fault) in now.items():
            if area.first == one.number:
                continue
            cells += [""] * (column + 1 - len(cells))
            cells[column] = said
            if fault:
                faults[column] = fault
        yield Line(one.number, cells, faults)
