"""What fills the pages of the second step."""

from datetime import datetime
from typing import TypedDict


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
