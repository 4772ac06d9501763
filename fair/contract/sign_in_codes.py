"""Messages of the slice `sign_in`: six digits that prove a number."""

from typing import Annotated

from fair.contract.base import Command, Reply
from fair.contract.people import ONE_PERSON, Mobile
from fair.contract.text_types import Code, Id
from fair.contract.texts import LanguageCode
from fair.languages import DEFAULT
from fair.roles import ORGANISERS, SEEKERS, VISITORS

Digits = Annotated[str, Code(12, least=1)]


class CodeSentReply(Reply):
    """`to` is the number as its owner recognises it."""

    to: str


class CodeTriedReply(Reply):
    """Whether the digits were right; else how many tries this code has left."""

    right: bool
    tries_left: int
    person_id: str = ""


class SendCode(
    Command,
    name="person.send_code",
    by=SEEKERS,
    reply=CodeSentReply,
    refusals=("already-confirmed", "number-taken", "code-too-soon", "no-texts", "too-many-codes"),
    rate=(10, 600),
):
    """Text six digits to the asker's own number, to confirm it."""


class ConfirmNumber(
    Command,
    name="person.confirm_number",
    by=SEEKERS,
    reply=CodeTriedReply,
    refusals=("already-confirmed", "code-over", "number-taken", "wrong-code"),
    rate=(30, 600),
    example={"code": "123456"},
):
    """Confirm the asker's number by the six digits. A wrong try is counted: five spend the code."""

    code: Digits


class ConfirmByOrganiser(
    Command,
    name="person.confirm_by_organiser",
    by=ORGANISERS,
    refusals=("already-confirmed", "number-taken"),
    rate=(300, 60),
    example=ONE_PERSON,
):
    """The organiser vouches that the number is the person's (seen, or phoned back)."""

    person_id: Id


class AskSignInCode(
    Command,
    name="person.ask_sign_in_code",
    by=VISITORS,
    reply=CodeSentReply,
    refusals=("bad-phone", "code-too-soon", "no-texts", "too-many-codes"),
    rate=(60, 600),
    example={"phone": "138 1234 5678"},
):
    """Text six digits to a confirmed number. Whether the number is known here is not told."""

    phone: Mobile
    lang: LanguageCode = DEFAULT


class TrySignInCode(
    Command,
    name="person.try_sign_in_code",
    by=VISITORS,
    reply=CodeTriedReply,
    refusals=("bad-phone", "code-over", "wrong-code"),
    rate=(60, 600),
    example={"phone": "138 1234 5678", "code": "123456"},
):
    """Prove a confirmed number by six digits. Signing in itself needs a browser's form."""

    phone: Mobile
    code: Digits
