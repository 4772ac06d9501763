"""Messages of the slice `programme`: fairs. Halls, sessions, announcements: `programme_halls`.

Times without an offset are those of the fair's own clocks, as a form sends them. Of a time that
comes twice one says which: "2026-11-01T01:30 second". A fair that names none of our languages has
all of them.
"""

from typing import Annotated

from pydantic import Field

from fair.contract.base import Command, Edit, Event, Reply
from fair.contract.office import HelpHours, HelpPhone, Permit
from fair.contract.programme_halls import EXAMPLE_ID, HOURS, ONE, HallTitles
from fair.contract.text_types import Id, Key, Name, Prose, Token
from fair.contract.texts import Each
from fair.contract.times import TypedTime
from fair.glossary import FairState
from fair.languages import NO_TEXTS, Texts
from fair.roles import ORGANISERS, RUNNERS, SYSTEM

Title = Annotated[str, Name(120, least=1)]
About = Annotated[str, Prose(4000)]
Titles = Annotated[Texts, Each(Name(120))]
Abouts = Annotated[Texts, Each(Prose(4000))]
Zone = Annotated[str, Key(60, least=1)]
Languages = Annotated[tuple[Annotated[str, Key(20)], ...], Field(max_length=20)]
_FAIR = {"title": "Spring job fair", "zone": "Asia/Shanghai", **HOURS}


class FairReply(Reply):
    fair_id: str


class CreateFair(
    Command,
    name="fair.create",
    by=ORGANISERS | SYSTEM,
    reply=FairReply,
    refusals=(
        "hours-backwards",
        "hours-too-long",
        "unknown-zone",
        "office-phone",
        "no-such-time",
        "time-twice",
        "demo-is-born",
        "real-fairs-here",
    ),
    example=_FAIR,
):
    """Make a fair as a draft, with its first hall if one is named. Only the system makes a demo."""

    title: Title
    about: About = ""
    zone: Zone
    opens_at: TypedTime
    closes_at: TypedTime
    most_tickets: Annotated[int, Field(ge=1, le=20)] = 3
    languages: Languages = ()
    titles: Titles = NO_TEXTS
    abouts: Abouts = NO_TEXTS
    phone: HelpPhone = ""
    phone_hours: HelpHours = NO_TEXTS
    permit: Permit = ""
    hall_titles: HallTitles = NO_TEXTS
    demo: bool = False


class ChangeFair(
    Edit,
    Command,
    name="fair.change",
    edited=(
        "title",
        "about",
        "zone",
        *HOURS,
        "most_tickets",
        "languages",
        "titles",
        "abouts",
        "phone",
        "phone_hours",
        "permit",
    ),
    by=RUNNERS,
    reply=FairReply,
    refusals=(
        "hours-backwards",
        "hours-too-long",
        "unknown-zone",
        "office-phone",
        "no-such-time",
        "time-twice",
        "hours-past",
        "open-already",
        "session-outside",
        "fair-finished",
        "hours-ask",
    ),
    example={"fair_id": EXAMPLE_ID, **_FAIR},
):
    """Change what a fair is called, says and allows, and its hours.

    `agreed` names the hours to which the organiser said yes, having read whom they concern.
    """

    fair_id: Id
    title: Title
    about: About = ""
    zone: Zone
    opens_at: TypedTime
    closes_at: TypedTime
    most_tickets: Annotated[int, Field(ge=1, le=20)] = 3
    languages: Languages = ()
    titles: Titles = NO_TEXTS
    abouts: Abouts = NO_TEXTS
    phone: HelpPhone = ""
    phone_hours: HelpHours = NO_TEXTS
    permit: Permit = ""
    agreed: Annotated[str, Token(40)] = ""


class PublishFair(
    Command,
    name="fair.publish",
    by=RUNNERS | SYSTEM,
    reply=FairReply,
    refusals=("no-hall", "hours-past", "wrong-state"),
    example=ONE,
):
    """Show a draft to everybody. Employers and seekers may come and look."""

    fair_id: Id


class OpenFair(
    Command,
    name="fair.open",
    by=RUNNERS | SYSTEM,
    reply=FairReply,
    refusals=("wrong-state",),
    example=ONE,
):
    """Open a published fair, and the session that is due."""

    fair_id: Id


class PauseFair(
    Command,
    name="fair.pause",
    by=RUNNERS | SYSTEM,
    reply=FairReply,
    refusals=("wrong-state",),
    example=ONE,
):
    """Pause an open fair: every clock of it stops, every place is kept."""

    fair_id: Id


class ResumeFair(
    Command,
    name="fair.resume",
    by=RUNNERS | SYSTEM,
    reply=FairReply,
    refusals=("wrong-state",),
    example=ONE,
):
    """Let a paused fair go on; its clocks run with the time that was left."""

    fair_id: Id


class CloseFair(
    Command,
    name="fair.close",
    by=RUNNERS | SYSTEM,
    reply=FairReply,
    refusals=("wrong-state",),
    example=ONE,
):
    """Close a fair for good; its figures are sealed."""

    fair_id: Id


class KeepHours(Command, name="fair.keep_hours", by=SYSTEM, example=ONE):
    """The hours of a fair act: it opens when its opening time has come, and closes at its end."""

    fair_id: Id


class ArchiveFair(
    Command,
    name="fair.archive",
    by=ORGANISERS | SYSTEM,
    reply=FairReply,
    refusals=("wrong-state",),
    example=ONE,
):
    """Put a closed fair away; its reports stay."""

    fair_id: Id


class FairNews(
    Event,
    name="fair.changed",
    audience="fair:{fair_id}",
    every_s=0.5,
    about="{fair_id}",
    example={"fair_id": EXAMPLE_ID, "state": "open", "version": 4},
):
    """A fair's state, hours, words or halls are others now."""

    fair_id: str
    state: FairState
    version: int
