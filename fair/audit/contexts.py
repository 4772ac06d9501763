"""What fills the pages and parts of an audit."""

from datetime import datetime
from typing import TypedDict

from fair.audit.draw import Draw, Drawn, Opening
from fair.audit.yeses import Yeses
from fair.programme.fair import Fair


class Home(TypedDict):
    """The fairs that the reader may examine, and until when; organisers without an end."""

    fairs: list[Fair]
    ends_at: datetime | None


class OneDraw(TypedDict):
    """A draw with its result; it `holds` where its seed gives the same hires again."""

    it: Draw
    auditor: str
    counts: dict[str, int]
    holds: bool


class Draws(TypedDict):
    """Every draw of a fair, the first one first."""

    fair_id: str
    draws: list[OneDraw]
    most: int


class Result(Draws):
    """What stands of an audit on the report: the draws, and the yeses that were given with help."""

    yeses: Yeses
    openings: int


class DrawnRow(TypedDict):
    """A hire that was drawn: the person by alias, and by name for who opened it."""

    it: Drawn
    alias: str
    employer: str
    post: str
    hired_at: datetime | None
    name: str
    phone: str
    erased: bool


class DrawPage(OneDraw):
    """One draw with its rows; `marks` where the reader may mark them still."""

    fair: Fair
    rows: list[DrawnRow]
    marks: bool


class OneOpening(TypedDict):
    """A name that was opened, by whom; `draw` is the number of the draw that did so, or 0."""

    it: Opening
    alias: str
    auditor: str
    draw: int
    fair: str


class Openings(TypedDict):
    """The names that were opened at a fair, or of one person at all fairs, the latest first."""

    openings: list[OneOpening]


class OpeningsOfFair(Openings):
    """A page of the names that were opened at a fair, and where the others stand."""

    fair: Fair
    newer: str
    older: str


class OpeningOf(TypedDict):
    """One person of a fair for an auditor: name and number once opened, else the form for it."""

    fair_id: str
    alias: str
    name: str
    phone: str
    erased: bool


class Inviting(TypedDict):
    """The form that invites an auditor: to one of these fairs, for `most` days."""

    fairs: list[Fair]
    most: int
