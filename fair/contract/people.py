"""Messages of the slice `people`."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from fair.because import ErasedFor
from fair.contract.base import Command, Edit, Event, Reply
from fair.contract.text_types import Id, Key, Name, Phone
from fair.contract.texts import LanguageCode
from fair.languages import DEFAULT
from fair.roles import ORGANISERS, SEEKERS, VISITORS

GivenName = Annotated[str, Name(200)]
Mobile = Annotated[str, Phone(40)]
Question = Annotated[str, Key(20)]
ONE_PERSON = {"person_id": "p00000000001"}


class RegisteredReply(Reply):
    """Who was registered, and the number at the fair ("Seeker 217")."""

    person_id: str
    number: int


class AttendingReply(Reply):
    number: int


# --- a seeker's coming ---------------------------------------------------------------------------


class Register(
    Command,
    name="person.register",
    by=VISITORS,
    reply=RegisteredReply,
    refusals=("bad-name", "bad-phone", "bad-birth-date", "under-age", "number-taken"),
    rate=(300, 600),
    example={
        "fair_id": "f00000000001",
        "given_name": "Zhao Lan",
        "phone": "138 1234 5678",
        "born_on": "1990-04-30",
        "lang": DEFAULT,
    },
):
    """Somebody new takes part in a fair: name, mobile number, birth date, nothing else."""

    fair_id: Id
    given_name: GivenName
    phone: Mobile
    born_on: date
    lang: LanguageCode = DEFAULT


class Attend(
    Command,
    name="person.attend",
    by=SEEKERS,
    reply=AttendingReply,
    example={"fair_id": "f00000000001"},
):
    """A known person takes part in another fair."""

    fair_id: Id


# --- what a person tells and takes back ----------------------------------------------------------


class ChangePerson(
    Edit,
    Command,
    name="person.change",
    edited=("given_name", "lang"),
    by=SEEKERS,
    refusals=("bad-name",),
    example={"given_name": "Zhao Lan", "lang": DEFAULT},
):
    """Change the name that employers read, or the language we write in."""

    given_name: GivenName | None = None
    lang: LanguageCode | None = None


class ChooseLanguage(
    Command,
    name="person.choose_language",
    by=SEEKERS,
    example={"lang": DEFAULT},
):
    """Write to the asker in the language that they chose at the top of a page."""

    lang: LanguageCode


class ChangeNumber(
    Command,
    name="person.change_number",
    by=SEEKERS,
    refusals=("bad-phone", "number-taken"),
    rate=(6, 600),
    example={"phone": "138 1234 5678"},
):
    """Change the mobile number; the new one is to be confirmed."""

    phone: Mobile


class AnswerQuestion(
    Command,
    name="person.answer",
    by=SEEKERS,
    refusals=("no-such-answer",),
    rate=(240, 60),
    example={"question": "skills", "values": ["lockstitch"]},
):
    """Answer one question of the profile; `done` false saves a tick and stays at the question."""

    question: Question
    values: Annotated[tuple[Annotated[str, Key(200)], ...], Field(max_length=60)] = ()
    done: bool = True


class SkipQuestion(
    Command,
    name="person.skip_question",
    by=SEEKERS,
    refusals=("no-such-answer",),
    example={"question": "skills"},
):
    """Leave a question of the profile unanswered."""

    question: Question


class RemoveFile(
    Command,
    name="person.remove_file",
    by=SEEKERS,
    example={"attachment_id": "x00000000001"},
):
    """Delete one's own file."""

    attachment_id: Id


class WithdrawConsent(
    Command,
    name="consent.withdraw",
    by=SEEKERS,
    example={"employer_id": "e00000000001"},
):
    """Take back from an employer what it may see; places in its queues are given up."""

    employer_id: Id


class EndBlock(
    Command,
    name="block.end",
    by=SEEKERS,
    example={"employer_id": "e00000000001"},
):
    """Let an employer ring the asker and write to them again, who said that it asked for money."""

    employer_id: Id


class Erase(Command, name="person.erase", by=SEEKERS, rate=(5, 60), example={"sure": "yes"}):
    """Erase the asker: every value is blanked, at once and for good."""

    sure: Literal["yes"]


class EraseOnRequest(
    Command,
    name="person.erase_on_request",
    by=ORGANISERS,
    fresh=True,
    takes=ORGANISERS,
    example={**ONE_PERSON, "sure": "yes", "reason": "phoned"},
):
    """Erase a person who asked the organiser for it."""

    person_id: Id
    sure: Literal["yes"]
    reason: ErasedFor


# --- events --------------------------------------------------------------------------------------


class PersonNews(Event, name="person.changed", audience="person:{person_id}", example=ONE_PERSON):
    """Something about the person changed: number, name, consents. Pages fetch afresh."""

    person_id: str


class BlockChanged(
    Event,
    name="block.changed",
    audience="person:{person_id}",
    example={"person_id": "p00000000001", "booth_id": "b00000000001"},
):
    """The person keeps the employer of this booth away, or does so no more."""

    person_id: str
    booth_id: str
