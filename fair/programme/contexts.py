"""What fills the pages of fairs and halls."""

from typing import TypedDict

from fair.accounts.account import Account
from fair.programme.announcement import Announcement
from fair.programme.fair import Fair, Hall
from fair.programme.session import Session


class Hours(TypedDict):
    """A window in the reader's zone; where the clocks differ, `spoken` is it in the fair's."""

    mine: str
    my_zone: str
    differs: bool
    spoken: str
    zone: str


class FairCard(TypedDict):
    """A fair in a list."""

    it: Fair
    hours: Hours


class FairChoice(TypedDict):
    """The fairs that run; where none is `running`, the last ones."""

    fairs: list[FairCard]
    running: bool


class SessionRow(TypedDict):
    """A session of a fair."""

    it: Session
    hours: Hours


class FairNow(TypedDict):
    """What changes of a fair while one looks."""

    fair: Fair
    hours: Hours
    announcements: tuple[Announcement, ...]
    sessions: list[SessionRow]


class FairPage(FairNow):
    """The fair's own page."""

    halls: tuple[Hall, ...]


class Announcements(TypedDict):
    """The latest announcements of a fair, newest first."""

    announcements: tuple[Announcement, ...]


class Organisers(TypedDict):
    """Who runs a fair alone, beside the office."""

    fair_id: str
    found: tuple[Account, ...]


class HallPage(TypedDict):
    """A hall and its neighbours."""

    fair: Fair
    hall: Hall
    halls: tuple[Hall, ...]


class Organised(TypedDict):
    """All fairs for the organisers."""

    fairs: list[FairCard]


class NewFair(TypedDict):
    """The form of a new fair; `zone` is the one to begin with."""

    zones: list[tuple[str, str]]
    zone: str


class TimeField(TypedDict):
    """A time in a form; where it comes twice that night, `which` of the `choices` it is."""

    text: str
    which: str
    choices: list[tuple[str, str]]


class FairForm(TypedDict):
    """A fair with everything that its organisers may do with it now; `moves` are its verbs."""

    fair: Fair
    hours: Hours
    halls: tuple[Hall, ...]
    sessions: list[SessionRow]
    zones: list[tuple[str, str]]
    opens: TimeField
    closes: TimeField
    moves: tuple[str, ...]
    changeable: bool
