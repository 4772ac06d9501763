"""Messages of the slice `programme`: halls, sessions and announcements of a fair."""

from typing import Annotated

from fair.contract.base import Command, Edit, Event, Reply
from fair.contract.text_types import Id, Name, Prose, Token
from fair.contract.texts import Each
from fair.contract.times import TypedTime
from fair.languages import DEFAULT, NO_TEXTS, Texts
from fair.roles import RUNNERS, SYSTEM

EXAMPLE_ID = "f00000000001"
ONE = {"fair_id": EXAMPLE_ID}
HOURS = {"opens_at": "2031-11-24T09:00", "closes_at": "2031-11-24T17:00"}
HallTitles = Annotated[Texts, Each(Name(60))]
Text = Annotated[str, Prose(500, least=1)]
Agreed = Annotated[str, Token(40)]
OtherTexts = Annotated[Texts, Each(Prose(500))]


class HallReply(Reply):
    hall_id: str
    fair_id: str


class SessionReply(Reply):
    session_id: str
    fair_id: str


class AnnouncementReply(Reply):
    announcement_id: str


class AddHall(
    Command,
    name="hall.add",
    by=RUNNERS | SYSTEM,
    reply=HallReply,
    refusals=("hall-needs-name", "hall-named-so", "fair-finished"),
    example={"fair_id": EXAMPLE_ID, "titles": {DEFAULT: "Hall 1: sewing"}},
):
    """Add a hall behind the others."""

    fair_id: Id
    titles: HallTitles = NO_TEXTS


class ChangeHall(
    Edit,
    Command,
    name="hall.change",
    edited=("titles",),
    by=RUNNERS,
    reply=HallReply,
    refusals=("hall-needs-name", "hall-named-so", "fair-finished"),
    example={"hall_id": "h00000000001", "titles": {DEFAULT: "Hall 1: sewing and shoes"}},
):
    """Give a hall other names."""

    hall_id: Id
    titles: HallTitles = NO_TEXTS


class RemoveHall(
    Command,
    name="hall.remove",
    by=RUNNERS,
    reply=HallReply,
    refusals=("last-hall", "fair-finished"),
    example={"hall_id": "h00000000001"},
):
    """Remove an empty hall."""

    hall_id: Id


class AddSession(
    Command,
    name="session.add",
    by=RUNNERS | SYSTEM,
    reply=SessionReply,
    refusals=(
        "session-outside", "sessions-overlap", "hours-backwards", "hours-too-long", "no-such-time",
        "time-twice", "hours-past", "fair-finished", "session-ask",
    ),
    example={"fair_id": EXAMPLE_ID, **HOURS},
):  # fmt: skip
    """Plan a time window inside the fair's hours; `agreed` as in `session.change`."""

    fair_id: Id
    opens_at: TypedTime
    closes_at: TypedTime
    agreed: Agreed = ""


class ChangeSession(
    Edit,
    Command,
    name="session.change",
    edited=tuple(HOURS),
    by=RUNNERS,
    reply=SessionReply,
    refusals=(
        "session-outside", "sessions-overlap", "hours-backwards", "hours-too-long", "no-such-time",
        "time-twice", "hours-past", "wrong-state", "session-ask",
    ),
    example={"session_id": "s00000000001", **HOURS},
):  # fmt: skip
    """Move a planned time window.

    `agreed` names the hours to which the organiser said yes, having read whom they concern.
    """

    session_id: Id
    opens_at: TypedTime
    closes_at: TypedTime
    agreed: Agreed = ""


class RemoveSession(
    Command,
    name="session.remove",
    by=RUNNERS,
    reply=SessionReply,
    refusals=("wrong-state", "session-ask"),
    example={"session_id": "s00000000001"},
):
    """Remove a planned time window; `agreed` is the yes of an organiser who was asked first."""

    session_id: Id
    agreed: Agreed = ""


class OpenSession(
    Command,
    name="session.open",
    by=RUNNERS,
    reply=SessionReply,
    refusals=("wrong-state", "session-running", "fair-not-open", "fair-on-pause", "hours-past"),
    example={"session_id": "s00000000001"},
):
    """Open a planned time window of an open fair."""

    session_id: Id


class EndSession(
    Command,
    name="session.end",
    by=RUNNERS,
    reply=SessionReply,
    refusals=("wrong-state", "session-ask"),
    example={"session_id": "s00000000001"},
):
    """End a time window; `agreed` is the yes of an organiser who was asked first."""

    session_id: Id
    agreed: Agreed = ""


class PostAnnouncement(
    Command,
    name="announcement.post",
    by=RUNNERS,
    reply=AnnouncementReply,
    refusals=("fair-finished",),
    rate=(10, 60),
    example={"fair_id": EXAMPLE_ID, "text": "Lunch is from 12:00 to 13:00. Your place is kept."},
):
    """Say something to everybody at the fair."""

    fair_id: Id
    text: Text
    texts: OtherTexts = NO_TEXTS


class RemoveAnnouncement(
    Command,
    name="announcement.remove",
    by=RUNNERS,
    example={"announcement_id": "a00000000001"},
):
    """Take an announcement back."""

    announcement_id: Id


class AnnouncementNews(
    Event,
    name="announcement.posted",
    audience="fair:{fair_id}",
    every_s=0.2,
    about="{announcement_id}",
    example={"fair_id": EXAMPLE_ID, "announcement_id": "a00000000001"},
):
    """The organiser said something to the whole fair, or took it back."""

    fair_id: str
    announcement_id: str
