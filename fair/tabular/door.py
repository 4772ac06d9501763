"""The one door for tables: bytes in, rows of cells under known headings out, or the true reason."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, islice

from fair import typed
from fair.decisions import N_, Sentence
from fair.tabular import encodings, headings, line, parted, sheet
from fair.tabular.encodings import CHOICES
from fair.tabular.headings import Head, Heads
from fair.tabular.kinds import is_workbook
from fair.tabular.line import Line
from fair.tabular.problem import Problem
from fair.tabular.refusals import NotATable, SeveralReadings
from fair.tabular.source import Data
from fair.tabular.workbook import Sheet, Workbook

_LOOKED_AT = 20  # sheets that are looked through for the headings
_NO_SHEET = N_(
    "Every sheet of this workbook is hidden. Show the one that counts and save the file."
)
_OTHER_SHEET = N_("The sheet “{sheet}” was not read: one sheet of a file is.")
_HIDDEN_SHEET = N_("The sheet “{sheet}” is hidden and was not read.")
_NO_HEADING = N_("From this row on stand cells without a heading. They were left out.")
_HIDDEN_ROWS = N_(
    "Hidden rows were left out: {count}. Show them and bring the file again if they count."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """What a file is read by: the headings, and where somebody said so its encoding and sign.

    `aside` are names of sheets that are ours and never said; `no_fit` is said where the encoding
    that was named does not fit.
    """

    heads: Heads
    encoding: str = ""
    sign: str = ""
    most_rows: int = line.MOST_ROWS
    aside: Collection[str] = ()
    no_fit: str = encodings.NOT_AS_CHOSEN


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of a table by place, its rows below them, and what was left out of it.

    `rows` may be walked through once, and refuses `BrokenFile` where it meets what cannot be read;
    `notes` is whole once they have been.
    """

    head: Head
    rows: Iterator[Line]
    notes: list[Problem] = field(default_factory=list)
    even: bool = True
    """True where each row has its cells parted by a sign, so that one too few is a torn row."""

    @property
    def places(self) -> Mapping[str, int]:
        """Return the place of each column that is known."""
        return self.head.places


def opened(data: Data, how: How) -> Table:
    """Open a file. Refuses `NotATable`, `SeveralReadings`, `BrokenFile` with the true reason."""
    if is_workbook(data):
        return _of_workbook(Workbook(data, line.times(how.most_rows)), how)
    return _of_text(data, how)


# --- text ---------------------------------------------------------------------------------------


def _of_text(data: Data, how: How) -> Table:
    encoding = how.encoding or _encoding(data, how)
    encoding = encodings.UTF_8 if encoding.lower() in ("utf-8", "utf8") else encoding
    sign = how.sign or _sign(data, encoding, how)
    says = how.no_fit if how.encoding and encoding != encodings.UTF_8 else ""
    return _table(parted.lines(data, encoding, sign, how.most_rows, says), how, even=True)


def _encoding(data: Data, how: How) -> str:
    several = encodings.possible(data)
    if len(several) == 1:
        return several[0]
    told = [one for one in several if _heads_tell(data, one, how)]
    if len(told) == 1:
        return told[0]
    row, readings = encodings.readings(data, several)
    named: dict[str, str | Sentence] = {}
    for place, (one, text) in enumerate(readings):
        named |= {f"name{place}": Sentence(CHOICES[one]), f"text{place}": text}
    said = " / ".join(f"{{name{at}}} “{{text{at}}}”" for at in range(len(readings)))
    raise SeveralReadings(row=row, readings=Sentence(said, named))


def _heads_tell(data: Data, encoding: str, how: How) -> bool:
    """Tell whether known headings stand there in signs that only this encoding makes of them."""
    sign = _sign(data, encoding, how)
    rows = parted.first_rows(data, encoding, sign, headings.LOOKED_AT)
    head = how.heads.in_lines(rows)
    return head is not None and any(
        not cell.isascii() and name in how.heads.columns
        for cell, name in zip(head.written, head.names, strict=True)
    )


def _sign(data: Data, encoding: str, how: How) -> str:
    if said := parted.said_sign(data, encoding):
        return said
    if not how.heads.needed:  # any row would do for headings: how far it is parted tells
        return parted.parting(data, encoding, headings.LOOKED_AT)
    for sign in parted.SIGNS:
        rows = parted.first_rows(data, encoding, sign, headings.LOOKED_AT)
        if how.heads.in_lines(rows):
            return sign
    return parted.parting(data, encoding, 1)


# --- workbooks ----------------------------------------------------------------------------------


def _of_workbook(book: Workbook, how: How) -> Table:
    shown = [one for one in book.sheets if one.shown]
    if not shown:
        raise NotATable.because(_NO_SHEET)
    chosen = next((one for one in shown[:_LOOKED_AT] if _has_heads(book, one, how)), shown[0])
    hidden = sheet.Hidden()
    rows = sheet.lines(book, chosen, hidden, how.most_rows)
    table = _table(rows, how, even=False, hidden=hidden)
    for one in book.sheets:
        if one is not chosen and one.name not in how.aside:
            says = _OTHER_SHEET if one.shown else _HIDDEN_SHEET
            table.notes.append(_note(table.head.number, says, sheet=typed.line(one.name)[:80]))
    return table


def _has_heads(book: Workbook, one: Sheet, how: How) -> bool:
    rows = sheet.lines(book, one, sheet.Hidden())
    return how.heads.in_lines(list(islice(rows, headings.LOOKED_AT))) is not None


# --- both ---------------------------------------------------------------------------------------


def _table(
    rows: Iterator[Line], how: How, *, even: bool, hidden: sheet.Hidden | None = None
) -> Table:
    # Empty rows above the headings count for nothing.
    first = list(islice((one for one in rows if one.filled), headings.LOOKED_AT))
    unseen = hidden.columns if hidden else frozenset[int]()
    head = how.heads.of(first, unseen)
    notes = list(head.notes())
    table = Table(head, iter(()), notes, even)
    below = (one for one in chain(first, rows) if one.number > head.number and one.filled)
    return Table(head, _watched(below, table, hidden), notes, even)


def _watched(rows: Iterator[Line], table: Table, hidden: sheet.Hidden | None) -> Iterator[Line]:
    """Yield the rows, and note what of them no column takes in and what is hidden."""
    names = table.head.names
    unseen = hidden.columns if hidden else frozenset[int]()
    bare = {at for at, name in enumerate(names) if not name} - unseen
    bare.update(at for at in range(len(names), line.MOST_COLUMNS) if at not in unseen)
    first = 0
    for one in rows:
        if not first and any(one.cells[at].strip() for at in bare if at < len(one.cells)):
            first = one.number
        yield one
    if first and not table.head.alone:
        table.notes.append(_note(first, _NO_HEADING))
    if hidden and hidden.rows:
        table.notes.append(_note(table.head.number, _HIDDEN_ROWS, count=str(hidden.rows)))


def _note(row: int, says: str, **values: str) -> Problem:
    return Problem(row=row, says=says, values=values, reason="left-out", refused=False)


def torn(table: Table, one: Line) -> Problem | None:
    """Return what is wrong with a row that has not as many cells as the headings, else None.

    Empty cells behind the last column are none; a row of a workbook ends where its cells do.
    """
    width = len(table.head.names)
    found = len(one.cells)
    while found > width and not one.cells[found - 1].strip():
        found -= 1
    if not table.even or found == width:
        return None
    return Problem(
        row=one.number,
        says=N_("This row has {found} cells; the first row has {width}."),
        values={"found": str(found), "width": str(width)},
    )
