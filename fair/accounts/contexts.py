"""What fills the pages of staff."""

from datetime import datetime
from typing import TypedDict

from fair.accounts.account import Account
from fair.accounts.invitation import Invitation
from fair.glossary import Role


class Done(TypedDict):
    """One thing that was done to an account: the sentence in the reader's language."""

    said: str
    at: datetime
    device: str


class Staff(TypedDict):
    """The own account of a member of staff, and what was done to it, the latest first."""

    account: Account
    acts: list[Done]


class Team(TypedDict):
    """The staff of an employer, or (of "") the organisers."""

    employer_id: str
    team: tuple[Account, ...]


class OpenInvitation(TypedDict):
    """An invitation that waits: who sent it, and whether the reader may hand over or withdraw."""

    invitation: Invitation
    by_name: str
    handable: bool
    withdrawable: bool


class Invitations(TypedDict):
    """The invitations of a team that wait, and the form for another one."""

    employer_id: str
    invitations: list[OpenInvitation]


class LinkShown(TypedDict):
    """An invitation's link, shown once to who invited; `back` is the page of the team.

    What whoever opens it `becomes` is a role.
    """

    email: str
    link: str
    back: str
    becomes: Role


class Forgotten(TypedDict):
    """Asking for a new password. Without `mails` it can only be printed at the server."""

    mails: bool
    email: str
    sent: bool
    error: str


class Choosing(TypedDict):
    """Choosing a new password with the link of `token`."""

    token: str
    account: Account
    error: str
