"""What fills the pages of people: a seeker's own, the questions, what others may see."""

from collections.abc import Mapping
from datetime import datetime
from typing import TypedDict

from fair.people.attachment import Attachment
from fair.people.consent import Consent
from fair.people.person import Person

# Most questions offer codes with their titles; that of the years a select for each kind of work,
# with its own choices and the one that was taken.
Options = list[tuple[str, str]] | list[tuple[str, str, list[tuple[str, str]], str]]


class Stays(TypedDict):
    """How long what stays after an erasure is kept."""

    chat_days: int
    claim_years: int
    backup_days: int


class Erased(TypedDict):
    """What somebody reads who has just been erased."""

    stays: Stays


class Me(TypedDict):
    """A seeker's home: what was told by question, `left` is the first question still open."""

    person: Person
    sharing: int
    fairs: tuple[tuple[str, int], ...]
    told: dict[str, str]
    left: str
    files: tuple[Attachment, ...]
    knowers: int
    stays: Stays


class Number(TypedDict):
    """The state of one's number; `sharing` counts the others who use it."""

    person: Person
    sharing: int


class Picker(TypedDict):
    """Counties that were found, or divisions to go into; each whether it is a whole choice."""

    wanted: str
    inside: str
    choices: list[tuple[str, str, bool]]


class Question(TypedDict):
    """A question, the `n`th of so many; `question` is empty when all is asked."""

    question: str
    n: int
    of: int
    options: Options
    values: tuple[str, ...] | Mapping[str, int] | str
    picker: Picker | None
    home_place: str
    then: str


class QuestionPage(Question):
    """A question on its own page; `after` leads back from all of them."""

    after: str


class QuestionBox(Question):
    """The open question on another page, where there is one to be shown."""

    shown: bool


class Knower(TypedDict):
    """An employer that knows a person: since when, why, which fields."""

    employer_id: str
    since: datetime
    why: str
    fields: tuple[str, ...]


class Knows(TypedDict):
    """Who knows a person now, the consents that were taken back; who is kept `away`, since when."""

    now: list[Knower]
    past: list[Consent]
    away: dict[str, datetime]


class Card(TypedDict):
    """What a recruiter may see of a person: of the age, whether the law protects it; no county.

    `near` says how far the work is from home, empty where nothing is told of it.
    """

    person: Person
    protected: bool
    near: str
    told: dict[str, str]
    files: tuple[Attachment, ...]


class FoundPeople(TypedDict):
    """Whom an organiser looks for, with their numbers at the fair; `refused` cannot be texted."""

    wanted: str
    people: tuple[Person, ...]
    numbers: dict[str, int]
    refused: set[str]


class PeoplePage(FoundPeople):
    """The same on its page."""

    fair: object  # a Fair of programme, which is above, or None


class OutboxMessage(TypedDict):
    """A message of a trial; `code` is the six digits in it, `subject` is of mails alone."""

    recipient: str
    subject: str
    text: str
    made_at: datetime
    code: str


class Outbox(TypedDict):
    """The messages of the test provider, the newest first."""

    messages: list[OutboxMessage]
