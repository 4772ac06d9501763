"""What fills the pages of offers: the letter, a person's list, the panel, the employer's list."""

from dataclasses import dataclass
from datetime import date
from typing import TypedDict

from fair.accounts.account import Account
from fair.booths.booth import Booth
from fair.employers.licence import Licence
from fair.hiring.hire import Hire
from fair.hiring.offer import Offer
from fair.interviews.interview import Interview
from fair.programme.fair import Fair
from fair.terms.pay import Pay
from fair.vacancies.vacancy import Vacancy


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the letter: its label, what it says, and how it is worse than the post."""

    key: str
    label: str
    text: str
    worse: str


class FrozenTerms(TypedDict):
    """Terms that were kept, row by row."""

    terms: list[Row]


class Summary(TypedDict):
    """What every list shows of an offer."""

    offer: Offer
    hire: Hire | None
    post: str
    reason: str
    state: str


class Promise(Summary):
    """The same for its person: who promises which pay in a month."""

    employer_name: str
    pay: Pay


class Letter(Promise):
    """One offer as its person, its employer or an organiser reads it.

    `home` is the home county, for the journey: its employer reads it while the offer is accepted.
    """

    fair: Fair | None
    licence: Licence | None
    person_name: str
    home: str
    recruiter: Account | None
    terms: list[Row]
    worse_count: int
    terms_open: bool
    mine: bool
    ours: bool
    helper: bool
    reserve_size: int
    accepted_elsewhere: str
    fell_reasons: list[tuple[str, str]]
    withdraw_reasons: list[tuple[str, str]]


class MyOffer(Promise):
    """An offer in its person's list, with how many terms are worse than the post."""

    worse_count: int


class MyOffers(TypedDict):
    """A person's offers: those that wait for the person, the others that live, and the rest."""

    waiting: list[MyOffer]
    offers: list[MyOffer]
    past: list[MyOffer]


class OfferedThen(TypedDict):
    """One offer, as its person reads how the talk ended."""

    offer: Offer
    post: str
    state: str


class OfTalk(TypedDict):
    """What was offered in a talk, as its person reads how it ended."""

    of_talk: list[OfferedThen]


class OurOffer(Summary):
    """An offer in its employer's lists."""

    person_name: str


class Choice(TypedDict):
    """A post that may be offered."""

    post: Vacancy
    called: str
    named: bool
    free: int
    next_rank: int
    starts_on: date
    currency: str
    pay: Pay


class Panel(TypedDict):
    """What may be offered after a talk, and what was; `starts_on` is what the form proposes.

    Nothing may be offered to a person who `shares` nothing with the employer any more.
    """

    booth: Booth
    interview: Interview | None
    shares: bool
    choices: list[Choice]
    made: list[OurOffer]
    today: date
    starts_on: date
    lodgings: list[tuple[str, str]]
    meals: list[tuple[str, str]]
    travels: list[tuple[str, str]]


class CallPanel(Panel):
    """The same beside a call."""

    call_id: str
    here: str


class NewOffer(Panel):
    """The same on a page of its own, for a talk that is over."""

    fair: Fair | None
    here: str
    person_name: str


class Openings(TypedDict):
    """A post with its openings, and how many wait for one."""

    post: Vacancy
    reserve: int


class Desk(TypedDict):
    """An employer's offers at one fair, by what is to be done, and the openings of its posts."""

    fair: Fair | None
    fairs: list[Fair]
    groups: dict[str, list[OurOffer]]
    openings: list[Openings]
    watch: str
