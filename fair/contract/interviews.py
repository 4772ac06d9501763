"""Messages of the slice `interviews`: outcomes, and what is owed."""

from datetime import date, datetime

from pydantic import Field

from fair.contract.base import Command, Event
from fair.glossary import Outcome
from fair.roles import RECRUITERS, SYSTEM


class ConcludeInterview(
    Command,
    name="interview.conclude",
    by=RECRUITERS,
    refusals=(
        "not-your-booth", "outcome-incomplete", "date-not-possible", "offer-first",
        "already-concluded", "fee-asked",
    ),
    example={"interview_id": "i00000000001", "outcome": "no_fit", "reason": "start"},
):  # fmt: skip
    """The outcome: a next step (what, where, when), on hold until a date, or a listed no-fit.

    An offer is not said here but made: it concludes the interview by itself.
    """

    interview_id: str = Field(max_length=12)
    outcome: Outcome
    what: str = Field(default="", max_length=200)
    where: str = Field(default="", max_length=200)
    when: datetime | None = None
    until: date | None = None
    reason: str = Field(default="", max_length=40)


class AnswerRanOut(
    Command,
    name="interview.unanswered",
    by=SYSTEM,
    example={"interview_id": "i00000000001"},
):
    """24 hours went by without an outcome."""

    interview_id: str


class InterviewChanged(
    Event,
    name="interview.changed",
    audience="person:{person_id}",
    example={
        "person_id": "p00000000001", "interview_id": "i00000000001", "state": "concluded",
        "outcome": "on_hold",
    },
):  # fmt: skip
    """The seeker's talk began, ended, or has its answer."""

    person_id: str
    interview_id: str
    state: str
    outcome: str = ""
