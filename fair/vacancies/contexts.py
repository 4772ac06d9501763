"""What fills the pages of posts: lists, a post, the forms."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict

from fair.booths.booth import Booth
from fair.employers.employer import Employer
from fair.employers.licence import Licence
from fair.programme.fair import Fair
from fair.screening.doubt import Doubt
from fair.terms.pay import Pay
from fair.terms.terms import Terms
from fair.vacancies.vacancy import Posts, Vacancy

Options = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the pay's working: what it adds to the lowest month, and to the usual one."""

    label: str
    least: str
    usual: str
    how: str


@dataclass(frozen=True, slots=True)
class Cost:
    """What a worker pays first: what, how much, who pays it back, and when ("" where nobody)."""

    label: str
    amount: str
    payer: str
    back_on: str
    travel: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """Whether a post keeps a standard, and why not."""

    holds: bool
    title: str
    text: str


class Figures(TypedDict):
    """The pay of a month, and in words the base pay `per` its time where a month is unknown."""

    pay: Pay
    base: str
    per: str


class Card(Figures):
    """What a hit shows of a post."""

    vacancy: Vacancy
    employer: Employer
    booth: Booth | None
    place: str
    lodging: str


class Cards(TypedDict):
    """Posts as cards."""

    posts: list[Card]


class BoothCards(Cards):
    """The open posts of a booth; `protected` where a reader under 18 sees fewer.

    `for_adults` where such a reader sees none of those there are.
    """

    booth_id: str
    protected: bool
    for_adults: bool


class BoothCount(TypedDict):
    """How many posts and free openings a booth has."""

    posts: Posts


class PostState(TypedDict):
    """What changes of a post."""

    vacancy: Vacancy
    terms: Terms
    over: bool
    state_text: str
    chip: str


class Post(PostState, Figures):
    """A post as its own page says it; `posting` is what programs read of it."""

    fair: Fair | None
    employer: Employer
    booth: Booth | None
    licence: Licence | None
    mine: bool
    place: str
    work_title: str
    rows: list[Row]
    notes: list[Row]
    own_costs: list[Cost]
    facts: list[tuple[str, str]]
    chain: list[tuple[str, str, str]]
    marks: tuple[Mark, Mark]
    preview: str
    posting: str


class DeskRow(TypedDict):
    """A post in its employer's list: its state, openings, and what is missing or breaks a rule."""

    vacancy: Vacancy
    missing: list[str]
    broken: list[str]
    state_text: str
    chip: str
    work_title: str
    pay: Pay
    base: str
    per: str


class Desk(TypedDict):
    """The posts of a recruiter's employer, one of the groups of `totals` at a time."""

    fair: Fair | None
    show: str
    totals: dict[str, int]
    page: int
    pages: int
    rows: list[DeskRow]
    licence: Licence | None
    booths: list[tuple[Booth, Fair]]


class Lists(TypedDict):
    """The lists to choose from in both forms, and what their fields are called."""

    LABELS: dict[str, str]
    works: Options
    periods: Options
    lodgings: Options
    meals: Options
    travels: Options
    yes_no: Options


class Form(Lists):
    """The form of a post, or of a new one; `said_by` is who said a field, how and when.

    `by_office` are the fields among them that the office said on behalf of the employer.
    """

    fair: Fair | None
    vacancy: Vacancy | None
    row: DeskRow | None
    values: Mapping[str, str]
    picked: Terms
    booths: list[tuple[Booth, Fair]]
    booth_id: str
    said_by: dict[str, tuple[str, str, datetime]]
    by_office: int
    doubts: tuple[Doubt, ...]
    county_name: str
    skills: Options
    certificates: Options
    spoken: Options
    asks: Options
    step: str
    following: str
    steps: list[tuple[str, int]]
    needed: frozenset[str]


class Bulk(Lists):
    """Drafts with something missing, and the fields to fill in all of them."""

    fair: Fair | None
    rows: list[DeskRow]
    columns: list[str]
    absent: Mapping[str, int]
    values: Mapping[str, str]
    booths: list[tuple[Booth, Fair]]
    without_booth: bool
    page: int
    pages: int
    total: int


class OrganiserRow(TypedDict):
    """A suspended post, as the organisers' list shows it."""

    vacancy: Vacancy
    employer: Employer


class Organise(TypedDict):
    """The posts that are suspended."""

    suspended: list[OrganiserRow]
