"""Messages of the slice `readiness`: who is ready for a fair, and who is told what lacks."""

from typing import Annotated

from pydantic import Field

from fair.contract.base import Command, Edit, Event, Reply
from fair.contract.rooms_microphone import Verdict
from fair.contract.text_types import Id, Name, Number, OptionalId
from fair.roles import ORGANISERS, RECRUITERS, RUNNERS, SYSTEM

FAIR = "f00000000001"
BOOTH = "b00000000001"
EMPLOYER = "e00000000001"


class TryStaffMicrophone(
    Command,
    name="microphone.staff_tried",
    by=RECRUITERS,
    rate=(20, 60),
    example={"verdict": "works"},
):
    """What the check on a recruiter's own page found, as the organiser's list reads it.

    No sound is told, and nothing but what the recruiter's own press began.
    """

    verdict: Verdict


class SayContact(
    Edit,
    Command,
    name="readiness.contact",
    edited=("contact_name", "phone"),
    by=ORGANISERS | RECRUITERS,
    refusals=("not-your-employer", "contact-phone"),
    example={"employer_id": EMPLOYER, "contact_name": "Wang Hong", "phone": "0558-2222222"},
):
    """Say whom the organiser rings where an employer is not ready; empty: nobody any more."""

    employer_id: Id
    contact_name: Annotated[str, Name(60)] = ""
    phone: Annotated[str, Number(40)] = ""


class RemindedReply(Reply):
    """How many people are told now, how many were today already, and which booths nobody hears."""

    told: int
    already: int
    unreached: int


class RemindUnready(
    Command,
    name="readiness.remind",
    by=RUNNERS,
    reply=RemindedReply,
    refusals=("fair-finished",),
    example={"fair_id": FAIR, "booth_id": BOOTH},
):
    """Mail whoever lacks something before a fair what it is; each person once a day.

    Without a booth those of all booths.
    """

    fair_id: Id
    booth_id: OptionalId = ""


class MailUnready(
    Command,
    name="readiness.mail",
    by=SYSTEM,
    example={"fair_id": FAIR, "after": ""},
):
    """Mail the next of those who are reminded today."""

    fair_id: Id
    after: OptionalId = ""


class PracticeFirst(
    Command,
    name="readiness.practice_first",
    by=RUNNERS,
    refusals=("fair-finished",),
    example={"fair_id": FAIR, "on": True},
):
    """At this fair only who has practised a call goes on duty, or whom a colleague lets; or not."""

    fair_id: Id
    on: bool


class LetOnDuty(
    Command,
    name="readiness.let_on_duty",
    by=RUNNERS | RECRUITERS,
    refusals=("not-your-booth", "your-own-yes", "practise-yourself", "fair-finished"),
    example={"booth_id": BOOTH, "account_id": "a00000000002"},
):
    """A colleague, or the organiser, lets a recruiter on duty who has not practised a call."""

    booth_id: Id
    account_id: Id


class Expect(
    Edit,
    Command,
    name="readiness.expect",
    edited=("expected", "break_minutes"),
    by=RUNNERS,
    refusals=("fair-finished",),
    example={"fair_id": FAIR, "expected": 600, "break_minutes": 60},
):
    """How many people an organiser expects at a fair, and how long each recruiter's breaks are."""

    fair_id: Id
    expected: Annotated[int, Field(ge=1, le=1_000_000)] | None = None
    break_minutes: Annotated[int, Field(ge=0, le=24 * 60)] = 0


class ReadinessNews(
    Event,
    name="readiness.changed",
    audience="ready:{fair_id}",
    every_s=2.0,
    about="{fair_id}",
    example={"fair_id": FAIR},
):
    """Something changed of what the booths of a fair lack."""

    fair_id: str


class DutyRuleNews(
    Event,
    name="readiness.desk_changed",
    audience="desk:{booth_id}",
    example={"booth_id": BOOTH},
):
    """Who may go on duty at a booth changed."""

    booth_id: str
