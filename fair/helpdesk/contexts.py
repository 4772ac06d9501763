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
    """One line of what was done, with the name of whoever of the office did it."""

    it: Step
    by: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A request in a list: of whom (name and "Seeker 217"), who helps, and what was done."""

    it: Request
    name: str
    number: int
    helper: str
    steps: Sequence[Done]
    mine: bool = False


class HelpDesk(TypedDict):
    """Who needs help at a fair, the longest waiting first; and what became of the last ones.

    `more` wait besides those that stand here.
    """

    fair: Fair
    waiting: list[Asked]
    more: int
    helped: list[Asked]
    ended: list[Asked]


class Helping(TypedDict):
    """One request as the office reads it.

    `phone` is the whole number, "" until the reader helps; `code` and `until` are the digits that
    the reader reads out now.
    """

    fair: Fair | None
    asked: Asked
    person: Person | None
    phone: str
    code: str
    until: datetime | None


class NeedHelp(TypedDict):
    """What a person reads: the request that runs, if any, and the earlier ones."""

    now: Asked | None
    before: list[Asked]
    page: str


class Waiting(TypedDict):
    """How many wait whom nobody helps yet, and since when the first of them."""

    fair_id: str
    count: int
    since: datetime | None
