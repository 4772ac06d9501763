"""What fills the pages of coming in, of one's own link, and of staff."""

from collections.abc import Callable, Mapping
from typing import TypedDict

from fair.people.person import Person
from fair.sign_in.account import Account, Invitation
from fair.sign_in.login import Login


class Registering(TypedDict):
    """The form of registering, again with what was `given`; `number` is of who is here already."""

    fair: object  # a Fair of programme, which is above
    then: str
    given: Mapping[str, str]
    errors: dict[str, str]
    taken: bool
    number: int


class Confirming(TypedDict):
    """Where the six digits are typed, or who confirms the number where no texts are sent.

    `refused` where the gateway refused the newest text to the number.
    """

    person: Person
    then: str
    error: str
    refused: bool


class ByNumber(TypedDict):
    """Signing in with a code: it was `sent` to a number, masked; `over` when no try is left."""

    phone: str
    to: str
    then: str
    sent: bool
    error: str
    over: bool


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


class Staff(TypedDict):
    """The own account of a member of staff, and the devices that are signed in."""

    account: Account
    logins: tuple[Login, ...]


class Team(TypedDict):
    """The staff of an employer, and open invitations; `token` makes the link of one."""

    employer_id: str
    team: tuple[Account, ...]
    invitations: tuple[Invitation, ...]
    token: Callable[[str, str], str]


class Devices(TypedDict):
    """Where the reader is signed in."""

    logins: tuple[Login, ...]
