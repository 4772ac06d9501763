"""What fills the pages of what is taken from fair to fair."""

from dataclasses import dataclass
from typing import TypedDict

from fair.booths.booth import Booth
from fair.employers.employer import Employer
from fair.programme.fair import Fair
from fair.vacancies.vacancy import Vacancy


@dataclass(frozen=True, slots=True)
class Taking:
    """A post in the list of those to take: why it is left out, "" where it comes along."""

    post: Vacancy
    place: str
    left: str
    here: bool


class Take(TypedDict):
    """The posts of an employer that can be taken to its booth, and how many are `there`.

    `left` counts the others by why.
    """

    fair: Fair
    hours: str
    booth: Booth
    title: str
    wanted: str
    choose: bool
    good: list[Taking]
    others: list[Taking]
    there: int
    left: list[tuple[str, int]]
    more: int
    back: str


class Choice(TypedDict):
    """The booths that an employer's posts can be taken to."""

    fair: Fair | None
    booths: list[tuple[Booth, Fair]]


@dataclass(frozen=True, slots=True)
class OfEmployer:
    """An employer of a fair, its booth there, and how many of its posts are there or could be."""

    employer: Employer
    booth: Booth
    title: str
    here: int
    good: int
    left: int


class FairPosts(TypedDict):
    """The employers of a fair with the posts that they have there, and those to be taken."""

    fair: Fair
    hours: str
    rows: list[OfEmployer]
    good: int
    at_once: int


class Date(TypedDict):
    """A fair of a series, or a date at which one could be: `value` is how a form says it.

    `hours` are by the clocks of its place, here and in the other contexts.
    """

    fair: Fair | None
    hours: str
    value: str


class Again(TypedDict):
    """The form that holds a fair again, and the dates of its series that there are."""

    fair: Fair
    hours: str
    zone: str
    every: int
    times: int
    intervals: list[tuple[int, str]]
    numbers: list[tuple[int, str]]
    proposed: list[Date]
    series: list[Date]
