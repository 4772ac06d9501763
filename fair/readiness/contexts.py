"""What fills the pages of readiness."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, TypedDict

from fair.booths.booth import Booth
from fair.limits.limit import Limits
from fair.programme.fair import Fair
from fair.readiness.capacity import Capacity, Plan
from fair.readiness.stand import Contact, Recruiter, Stand


class LackSaid(NamedTuple):
    """What lacks in a sentence; whether it keeps the booth from calling; the page that mends it."""

    sentence: str
    blocks: bool
    href: str


@dataclass(frozen=True, slots=True)
class Row:
    """A booth on the list: what lacks, first what keeps it from calling.

    `remind` says that somebody there can be told something today; `rung` that nobody can be
    written to; `unlet` are those who need a yes to go on duty.
    """

    it: Stand
    title: str
    lacks: list[LackSaid]
    remind: bool
    rung: bool
    unlet: list[Recruiter]


@dataclass(frozen=True, slots=True)
class Boothless:
    """A company that was accepted for the fair, and has no booth there yet."""

    employer_id: str
    name: str
    contact: Contact


class ReadyList(TypedDict):
    """The booths of a fair, the most lacking first, `ready` of them ready.

    `not_practised` are those of its `recruiters` who took no practice call. `told` people were
    reminded today, the last at `told_at`; `to_tell` could be told now. Who is `boothless` was
    accepted and waits for a booth in one of the `halls` (id and title).
    """

    fair: Fair
    rows: list[Row]
    boothless: list[Boothless]
    halls: list[tuple[str, str]]
    ready: int
    recruiters: int
    not_practised: list[str]
    told: int
    told_at: datetime | None
    to_tell: int
    changeable: bool


class ReadyPage(ReadyList):
    """The same with how many people its recruiters reach.

    `registered` take part so far; `most_tickets` and `line` are what would follow, where anything
    would; `limits` are those set for the whole fair.
    """

    plan: Plan
    capacity: Capacity
    registered: int
    short: bool
    most_tickets: int
    line: int
    limits: Limits


class Summary(TypedDict):
    """How many booths of a fair are ready, and the first of those that are not."""

    fair: Fair
    ready: int
    total: int
    first: list[Row]


class ContactOf(TypedDict):
    """Whom the organiser rings at an employer."""

    employer_id: str
    contact: Contact


class DutyRule(TypedDict):
    """Who may not go on duty at a booth yet: the reader (`me`), and colleagues.

    `may_let` says that the reader may let them; `askable` are the names of those who may let the
    reader.
    """

    booth: Booth
    me: bool
    colleagues: list[Recruiter]
    may_let: bool
    askable: list[str]
