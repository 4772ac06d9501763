"""What fills the pages of the board, of cases and of reports."""

from datetime import datetime, timedelta
from typing import TypedDict

from fair.board.case import Case
from fair.board.figures import Figures
from fair.board.finding import BoothNow, Finding, Stuck
from fair.booths.booth import Duty
from fair.employers.licence import Licence
from fair.phone_codes.spending import Share
from fair.programme.fair import Fair
from fair.readiness.stand import Contact
from fair.vacancies.vacancy import Vacancy


class FoundBooth(TypedDict):
    """A booth at which something is wrong; whom the organiser rings, and who is on duty there."""

    booth: BoothNow
    what: Finding
    since: datetime | None
    contact: Contact
    duties: tuple[Duty, ...]


class CaseCard(TypedDict):
    """A case in a list, with the names of its booth and its reporter."""

    it: Case
    employer: str
    seeker: int


class BoardNow(TypedDict):
    """The live board of a fair: tiles, what is wrong, each booth.

    `texts` is the budget of codes that is half spent, where one is; `stuck` what does not go out;
    `unphoned` how many each booth should have phoned by now.
    """

    fair: Fair
    figures: Figures
    waiting: int
    talking: int
    owed: int
    longest: timedelta | None
    booths: tuple[BoothNow, ...]
    found: list[FoundBooth]
    texts: Share | None
    stuck: tuple[Stuck, ...]
    wrong: dict[str, Finding]
    cases: list[CaseCard]
    looks: int
    enrolments: int
    unphoned: dict[str, int]
    now: datetime


class WallHall(TypedDict):
    """A hall on the wall, with its booths by number."""

    title: str
    booths: list[BoothNow]


class Wall(TypedDict):
    """The board for a screen on a wall: figures, what is most urgent, every booth by hall.

    `answering` counts open booths at which nothing is wrong, `opened` all that are open.
    """

    fair: Fair
    figures: Figures
    waiting: int
    talking: int
    longest: timedelta | None
    halls: list[WallHall]
    wrong: dict[str, Finding]
    first: FoundBooth | None
    more: int
    answering: int
    opened: int
    dense: bool
    now: datetime


class Board(BoardNow):
    """The live board, and the fairs to choose from."""

    fairs: tuple[Fair, ...]


class Checklist(TypedDict):
    """What a fair still needs before it can open, as numbers to be put into words.

    `known` says that there are employers at all, `unchecked` how many licences wait for a check,
    `drafts` that posts wait to be opened.
    """

    fair: Fair
    halls: int
    booths: int
    employers: int
    verified: int
    known: bool
    unchecked: int
    drafts: bool
    posts: int
    openings: int


class Home(TypedDict):
    """The organisers' first page: the fair that runs, and what waits for them.

    `enrolments` are the fairs that companies ask to take part in, each with how many wait.
    """

    fair: Fair | None
    found: list[FoundBooth]
    waiting_cases: list[CaseCard]
    looks: int
    enrolments: list[tuple[Fair, int]]
    submitted: int
    due: int
    fairs: int


class Cases(TypedDict):
    """A list of cases."""

    cases: list[CaseCard]
    fair: Fair | None
    now: datetime


class About(TypedDict):
    """What a case is about, as it stands now; `times` are those that were frozen, by name."""

    post: Vacancy | None
    licence: Licence | None
    times: dict[str, datetime]


class CasePage(CaseCard, About):
    """A case for its reporter or an organiser; `unchanged` is None where nothing is kept.

    `kept_away` is the employer that the reporter keeps away because of it, where there is one.
    """

    fair: Fair | None
    by_staff: bool
    mine: bool
    now: datetime
    unchanged: bool | None
    kept_away: str


class Report(TypedDict):
    """The figures of a fair, sealed at closing, now and by the ledger, and its signed head."""

    it: Fair
    names: tuple[str, ...]
    now: dict[str, int]
    sealed: dict[str, int] | None
    agrees: bool
    erased: int
    helped: int
    closing: dict[str, int]
    head: str


class Reports(TypedDict):
    """The reports of all fairs but drafts."""

    reports: list[Report]
