"""What fills the pages of coming in, and of one's own link."""

from collections.abc import Mapping
from datetime import datetime
from typing import TypedDict

from fair.accounts.invitation import Invitation
from fair.people.person import Person
from fair.phone_codes.proof import Challenge
from fair.sign_in.login import Login


class ByText(TypedDict):
    """The page of a text's link: `open` where its button does something, about which ticket.

    `name` says for whom, where several use the number and so read the text. `other` where somebody
    else is signed in here, who would be signed out. `number`: its button stops a change of the
    number, and signs nobody in.
    """

    open: bool
    ticket_id: str
    name: str
    other: bool
    number: bool


class Registering(TypedDict):
    """The form of registering, again with what was `given`; `number` is of who is here already."""

    fair: object  # a Fair of programme, which is above
    then: str
    given: Mapping[str, str]
    errors: dict[str, str]
    taken: bool
    number: int


class ConfirmedMeanwhile(TypedDict):
    """The way on from where the digits are typed, once somebody else has confirmed the number."""

    person: Person
    then: str


class Confirming(TypedDict):
    """Where the six digits are typed, or who confirms the number where no texts are sent.

    `refused` where the gateway refused the newest text to the number; `spent` where no code is sent
    to anybody for a while.
    """

    person: Person
    then: str
    error: str
    refused: bool
    spent: bool
    waiting: bool
    challenge: Challenge | None


class ByReadOut(TypedDict):
    """Signing in with digits that were read out; what was typed stays, but for the digits."""

    phone: str
    given_name: str
    year: str
    then: str
    error: str


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


class ByKey(TypedDict):
    """Signing in by one's own link, where it is still open."""

    open: bool


class ByPassword(TypedDict):
    """Signing in of staff."""

    then: str
    email: str
    error: str


class Invited(TypedDict):
    """An invitation to fill in; `code` and `error` are of the refusal before."""

    invitation: Invitation
    token: str
    given_name: str
    code: str
    error: str


class OwnLink(TypedDict):
    """The asker's own link, empty where it was turned off."""

    url: str


class Devices(TypedDict):
    """Where the reader is signed in."""

    logins: tuple[Login, ...]


# --- the second step ------------------------------------------------------------------------------


class ByCode(TypedDict):
    """Where the code of the second step is typed."""

    error: str


class SettingUp(TypedDict):
    """Setting up the second step: `offer` is the secret under lock, `picture` and `key` show it.

    At the `door` nobody is signed in yet, and it may be put off `left` times, until a day.
    """

    door: bool
    offer: str
    picture: str
    key: str
    email: str
    error: str
    left: int
    until: datetime


class OwnFactor(TypedDict):
    """One's own second step: since when, and how many recovery codes are left."""

    since: datetime
    codes_left: int
    error: str


class Codes(TypedDict):
    """Ten recovery codes, shown for ten minutes after they were made; then none."""

    codes: list[str]
    then: str


class Second(TypedDict):
    """Whether the reader's account has a second step."""

    has: bool


class SecondOf(TypedDict):
    """Whether a colleague's account has a second step that the reader may take away."""

    account_id: str
    has: bool


class Proof(TypedDict):
    """The field that asks staff to prove once more who they are: `by` code, password or nothing."""

    by: str
    email: str
    error: str
