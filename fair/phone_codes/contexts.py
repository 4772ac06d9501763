"""What fills the pages of the six digits to one's number."""

from typing import TypedDict

from fair.people.person import Person
from fair.phone_codes.proof import Challenge


class Confirming(TypedDict):
    """Where the six digits are typed, or who confirms the number where no texts are sent.

    `refused` where the gateway refused the newest text to the number.
    """

    person: Person
    then: str
    error: str
    refused: bool
    waiting: bool
    challenge: Challenge | None


class ByNumber(TypedDict):
    """Signing in with a code: it was `sent` to a number, masked; `over` when no try is left.

    With `more`, this right `code` is not enough: name and year of birth are asked for as well.
    """

    phone: str
    to: str
    then: str
    sent: bool
    error: str
    over: bool
    more: bool
    code: str
    challenge: Challenge | None
