"""Messages of the slice `phone_codes`: six digits that prove a number."""

from typing import Annotated

from fair.contract.base import Command, Reply
from fair.contract.people import ONE_PERSON, Mobile
from fair.contract.text_types import Code, Id, Line, Number, OptionalId, Token
from fair.contract.texts import LanguageCode
from fair.languages import DEFAULT
from fair.roles import ORGANISERS, SEEKERS, SYSTEM

Digits = Annotated[str, Code(12, least=1)]
Proof = Annotated[str, Token(120)]
# Which browser asks, as the edge knows it by a cookie of ours.
Browser = Annotated[str, Token(64, least=64)]
_BROWSER = "0" * 64
_TEXTS = (
    "code-too-soon",
    "too-many-codes",
    "texts-spent",
    "no-texts",
    "no-texts-there",
    "proof-first",
)


class CodeSentReply(Reply):
    """`to` is the number as its owner recognises it."""

    to: str


class CodeTriedReply(Reply):
    """Whether the digits were right; else how many tries this code has left.

    With `more`, right digits are not enough: name and year of birth are asked for as well.
    """

    right: bool
    tries_left: int
    person_id: str = ""
    more: bool = False


class SendCode(
    Command,
    name="person.send_code",
    by=SEEKERS,
    reply=CodeSentReply,
    refusals=("already-confirmed", "number-taken", *_TEXTS),
    rate=(10, 600),
):
    """Text six digits to the asker's own number, to confirm it.

    `proof` is what a browser found out where codes run low.
    """

    proof: Proof = ""


class ConfirmNumber(
    Command,
    name="person.confirm_number",
    by=SEEKERS,
    reply=CodeTriedReply,
    refusals=("already-confirmed", "code-over", "number-taken", "wrong-code"),
    rate=(30, 600),
    proves=True,
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
    by=SYSTEM,
    reply=CodeSentReply,
    refusals=("bad-phone", *_TEXTS),
    example={"phone": "138 1234 5678", "browser": _BROWSER, "address": "203.0.113.7"},
):
    """Text six digits to a confirmed number, to be typed in the same browser.

    Whether the number is known here is not told. The edge says which browser asks, from where, and
    whether its owner was signed in there before (`known`).
    """

    phone: Mobile
    browser: Browser
    address: Annotated[str, Token(64)]
    lang: LanguageCode = DEFAULT
    fair_id: OptionalId = ""
    known: OptionalId = ""
    proof: Proof = ""


class TrySignInCode(
    Command,
    name="person.try_sign_in_code",
    by=SYSTEM,
    reply=CodeTriedReply,
    refusals=("bad-phone", "code-over", "wrong-code", "too-many-guesses"),
    proves=True,
    example={"phone": "138 1234 5678", "code": "123456", "browser": _BROWSER},
):
    """Prove a confirmed number by six digits in the browser that asked for them.

    A number that was unused for 90 days, or guessed at, needs name and year of birth as well.
    """

    phone: Mobile
    code: Digits
    browser: Browser
    given_name: Annotated[str, Line(200)] = ""
    year: Annotated[str, Number(20)] = ""


class TryReadOutCode(
    Command,
    name="person.try_read_out_code",
    by=SYSTEM,
    reply=CodeTriedReply,
    refusals=("bad-phone", "wrong-code", "not-read-out"),
    proves=True,
    example={"phone": "138 1234 5678", "code": "123456", "given_name": "Lan", "year": "1990"},
):
    """Prove who one is by six digits that the help desk read out, with name and year of birth.

    Any browser may try them, without a text: so whoever guesses must know the person as well.
    """

    phone: Mobile
    code: Digits
    given_name: Annotated[str, Line(200)]
    year: Annotated[str, Number(20)]


class SpendTextLink(
    Command,
    name="person.spend_text_link",
    by=SYSTEM,
    refusals=("text-link-over",),
    proves=True,
    example={"link_id": "l00000000001", "browser": _BROWSER},
):
    """Somebody comes in by the link of a text: one browser, within half an hour."""

    link_id: Id
    browser: Browser
