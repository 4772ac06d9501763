"""Messages of the slice `booths`: booths and who is on duty."""

from typing import Annotated

from pydantic import Field

from fair.because import BoothShut
from fair.contract.base import Command, Edit, Event, Reply
from fair.contract.text_types import Id, Line, Name, Prose, Token
from fair.contract.texts import Each
from fair.glossary import BoothState
from fair.languages import DEFAULT, NO_TEXTS, Texts
from fair.roles import ORGANISERS, RECRUITERS, RUNNERS

Title = Annotated[str, Name(120)]
About = Annotated[Texts, Each(Prose(1200))]
CannedReply = Annotated[str, Line(200, least=1)]
BOOTH = "b00000000001"
HALL = "h00000000001"
FAIR = "f00000000001"
EMPLOYER = "e00000000001"


class BoothCreatedReply(Reply):
    booth_id: str
    number: int


class BoothCreate(
    Command,
    name="booth.create",
    by=ORGANISERS,
    reply=BoothCreatedReply,
    refusals=("booth-number-taken", "fair-finished"),
    rate=(600, 60),
    example={"hall_id": HALL, "employer_id": EMPLOYER},
):
    """An organiser gives an employer a booth in a hall; without a number it gets the next one."""

    hall_id: Id
    employer_id: Id
    number: Annotated[int, Field(ge=1, le=9999)] | None = None
    title: Title = ""


class BoothPlace(
    Edit,
    Command,
    name="booth.place",
    edited=("hall_id", "number"),
    by=RUNNERS,
    refusals=("hall-elsewhere", "booth-number-taken", "fair-finished"),
    example={"booth_id": BOOTH, "hall_id": HALL, "number": 14},
):
    """An organiser moves a booth to another hall or number."""

    booth_id: Id
    hall_id: Id
    number: Annotated[int, Field(ge=1, le=9999)]


class BoothTell(
    Edit,
    Command,
    name="booth.tell",
    edited=("title", "about", "replies"),
    by=RECRUITERS,
    refusals=(
        *("not-your-booth", "fee-asked", "phrase-refused", "post-limits-sex"),
        *("post-limits-ethnicity", "post-limits-religion", "post-limits-household"),
        *("post-limits-family", "muted", "muted-to-the-end"),
    ),
    example={"booth_id": BOOTH, "title": "Huafeng", "about": {DEFAULT: "Down jackets, 12 lines."}},
):
    """A recruiter writes what visitors read at the booth, and its canned replies, all anew."""

    booth_id: Id
    title: Title = ""
    about: About = NO_TEXTS
    replies: Annotated[tuple[CannedReply, ...], Field(max_length=12)] = ()


class BoothOpen(
    Command,
    name="booth.open",
    by=RECRUITERS,
    refusals=(
        "not-your-booth",
        "off-duty",
        "no-licence",
        "fair-not-open",
        "fair-on-pause",
        "between-sessions",
        "sessions-over",
        "wrong-state",
    ),
    example={"booth_id": BOOTH},
):
    """A recruiter on duty opens the booth, or resumes it after a pause."""

    booth_id: Id


class BoothPause(
    Command,
    name="booth.pause",
    by=RECRUITERS,
    refusals=("not-your-booth", "off-duty", "wrong-state"),
    example={"booth_id": BOOTH},
):
    """A recruiter on duty pauses the booth: nobody is called, places are kept, clocks stand."""

    booth_id: Id


class BoothClose(
    Command,
    name="booth.close",
    by=RUNNERS | RECRUITERS,
    refusals=("not-your-booth", "off-duty", "wrong-state"),
    takes=RUNNERS,
    example={"booth_id": BOOTH, "reason": "agreed"},
):
    """A recruiter on duty, or an organiser, who says why, closes the booth."""

    booth_id: Id
    reason: BoothShut | None = None


class DutyStart(
    Command,
    name="duty.start",
    by=RECRUITERS,
    refusals=("not-your-booth", "on-duty-elsewhere", "practise-first", "fair-finished"),
    example={"booth_id": BOOTH},
):
    """“I am here”: a recruiter goes on duty, or comes back from a break."""

    booth_id: Id


class DutyBackIn(
    Command,
    name="duty.back_in",
    by=RECRUITERS,
    refusals=("not-your-booth", "off-duty"),
    example={"booth_id": BOOTH, "minutes": 10},
):
    """“Back in 10 minutes”; the booth pauses when the last one goes."""

    booth_id: Id
    minutes: Annotated[int, Field(ge=5, le=15, multiple_of=5)]


class DutyEnd(
    Command,
    name="duty.end",
    by=RECRUITERS,
    refusals=("not-your-booth",),
    example={"booth_id": BOOTH},
):
    """A recruiter goes home."""

    booth_id: Id


class DutyPractised(
    Command,
    name="duty.practised",
    by=RECRUITERS,
    refusals=("not-your-booth", "not-practised"),
    example={"booth_id": BOOTH, "proof": "1790000000-0123456789abcdef0123456789abcdef"},
):
    """A recruiter has practised a call with a robot: rung, heard, concluded, offered.

    `proof` is what the page of the practice hands over when a call with the robot has ended.
    """

    booth_id: Id
    proof: Annotated[str, Token(50)] = ""


class BoothChanged(
    Event,
    name="booth.changed",
    audience="fair:{fair_id}",
    every_s=1.0,
    about="{booth_id}",
    example={"fair_id": FAIR, "booth_id": BOOTH, "state": "open", "on_duty": 2},
):
    """A booth opened, paused, closed, was told anew, or its recruiters came and went."""

    fair_id: str
    booth_id: str
    state: BoothState
    on_duty: int
