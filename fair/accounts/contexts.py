"""What fills the pages of staff."""

from collections.abc import Callable
from typing import TypedDict

from fair.accounts.account import Account
from fair.accounts.invitation import Invitation


class Staff(TypedDict):
    """The own account of a member of staff."""

    account: Account


class Team(TypedDict):
    """The staff of an employer, and open invitations; `token` makes the link of one."""

    employer_id: str
    team: tuple[Account, ...]
    invitations: tuple[Invitation, ...]
    token: Callable[[str, str], str]
