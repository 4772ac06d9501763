"""What fills the pages on which a figure is opened to its rows."""

from datetime import datetime
from typing import TypedDict

from fair.board.case import Case
from fair.evidence.figure_row import FigureRow
from fair.programme.fair import Fair


class Examined(TypedDict):
    """The figures of a fair: sealed, by the tables and by the ledger now; and its signed head."""

    fair: Fair
    names: tuple[str, ...]
    sealed: dict[str, int] | None
    now: dict[str, int]
    ledger: dict[str, int]
    heads: list[str]
    cases: int


class RowShown(TypedDict):
    """A row in the reader's words: company, post and booth are public, the person is an alias."""

    it: FigureRow
    employer: str
    post: str
    booth: int


class FigureRows(TypedDict):
    """A figure with its definition, counted anew, and a page of its rows, where any are `kept`."""

    fair: Fair
    name: str
    definition: str
    sealed: int | None
    now: int
    ledger: int
    rows: list[RowShown]
    page: int
    more: bool
    kept: bool


class PersonRows(TypedDict):
    """One person of a fair by alias: in which figures they stand, and since when."""

    fair: Fair
    alias: str
    rows: list[tuple[str, RowShown]]


class CaseRow(TypedDict):
    """A case without anybody's words: what it is about, against whom, and its clock."""

    it: Case
    employer: str
    answered_at: datetime | None


class ExaminedCases(TypedDict):
    """The cases of a fair, the latest first."""

    fair: Fair
    cases: list[CaseRow]
