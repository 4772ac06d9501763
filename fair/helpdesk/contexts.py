"""What fills the pages of the help desk."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict

from fair.helpdesk.request import Request, Step
from fair.people.person import Person
from fair.programme.fair import Fair


@dataclass(frozen=True, slots=True)
class Done:
    """One line of what was done, with the name of whoever of the office did it.

    `where` is the employer at whose booth it was, where it was in a queue.
    """

    it: Step
    by: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request in a list: of whom (name and "Seeker 217"), who helps, and what was done.

    So many `earlier` steps stand in no list.
    """

    it: Request
    name: str
    number: int
    helper: str
    steps: Sequence[Done]
    mine: bool = False
    earlier: int = 0


@dataclass(frozen=True, slots=True)
class Held:
    """A place of who is helped: at whose booth, and what the office may do with it as they say."""

    id: str
    employer: str
    five: bool
    telephone: bool


@dataclass(frozen=True, slots=True)
class Written:
    """Another number that is written down: masked, until when it does not count, and by whom."""

    id: str
    phone: str
    until: datetime
    by: str


class HelpDesk(TypedDict):
    """Who needs help at a fair, the longest waiting first; and what became of the last ones.

    `more` wait besides those that stand here; `all` says of which list there is more elsewhere.
    """

    fair: Fair
    waiting: list[Asked]
    more: int
    helped: list[Asked]
    ended: list[Asked]
    all: dict[str, bool]


class HelpListed(TypedDict):
    """A page of one list of the help desk: `which` is waiting, helped or ended."""

    fair: Fair
    which: str
    listed: list[Asked]
    newer: str
    older: str


class HelpedBefore(TypedDict):
    """A page of when somebody was helped, the latest first."""

    listed: list[Asked]
    newer: str
    older: str


class Helping(TypedDict):
    """One request as the office reads it.

    `phone` is the whole number, "" until the reader helps; `code` and `until` are the digits that
    the reader reads out now. `held` are the person's places at which something can be done,
    `written` another number of theirs that counts later.
    """

    fair: Fair | None
    asked: Asked
    person: Person | None
    phone: str
    code: str
    until: datetime | None
    held: list[Held]
    written: Written | None


class Placing(TypedDict):
    """Where a place may be taken for somebody: the booths, and of the chosen one its posts.

    So many `more` posts stand in no list.
    """

    asked: Asked
    booths: list[tuple[str, str]]
    booth: str
    employer: str
    posts: list[tuple[str, str]]
    more: int


class NeedHelp(TypedDict):
    """What a person reads: the request that runs, if any, and the earlier ones.

    `over` is the fair whose help desk is closed, since all fairs of the person are over; `places`
    are the tickets that the office took and that can still be left; `written` another number. There
    are `more` earlier ones elsewhere.
    """

    now: Asked | None
    before: list[Asked]
    page: str
    over: Fair | None
    places: frozenset[str]
    written: Written | None
    more: bool


class Waiting(TypedDict):
    """How many wait whom nobody helps yet, and since when the first of them."""

    fair_id: str
    count: int
    since: datetime | None
