"""Messages of the slice `interviews`: outcomes, and what is owed."""

from datetime import date
from typing import Annotated, Literal

from fair.contract.base import Command, Event
from fair.contract.text_types import Id, Key, Line
from fair.contract.times import TypedTime
from fair.glossary import Outcome
from fair.roles import RECRUITERS, SEEKERS, SYSTEM

Said = Annotated[str, Line(200)]


class ConcludeInterview(
    Command,
    name="interview.conclude",
    by=RECRUITERS,
    refusals=(
        "not-your-booth", "outcome-incomplete", "date-not-possible", "offer-first",
        "already-concluded", "no-such-time", "time-twice", "fee-asked", "phrase-refused",
        "not-reached", "hold-too-long", "held-before", "no-licence",
    ),
    example={"interview_id": "i00000000001", "outcome": "no_fit", "reason": "start"},
):  # fmt: skip
    """The outcome: a next step (what, where, when), on hold until a date, or a listed no-fit.

    `when` is by the clocks of the fair's place. On hold lasts 14 days at most, once.
    An offer is not said here but made: it concludes the interview by itself.
    """

    interview_id: Id
    outcome: Outcome
    what: Said = ""
    where: Said = ""
    when: TypedTime | None = None
    until: date | None = None
    reason: Annotated[str, Key(40)] = ""


class TellOfTelephone(
    Command,
    name="interview.telephone",
    by=SEEKERS,
    refusals=("wrong-state",),
    example={"interview_id": "i00000000001", "word": "confirmed"},
):
    """I say of a talk by telephone: we talked; we did not; or: what was noted is not so.

    Denied before its answer, it gives the place back. The organisers see what is said.
    """

    interview_id: Id
    word: Literal["confirmed", "denied", "disputed"]


class AnswerRanOut(
    Command,
    name="interview.unanswered",
    by=SYSTEM,
    example={"interview_id": "i00000000001"},
):
    """24 hours went by without an outcome."""

    interview_id: Id


class EndHold(
    Command,
    name="interview.hold_over",
    by=SYSTEM,
    example={"interview_id": "i00000000001"},
):
    """The day of an answer on hold has come: it is owed again."""

    interview_id: Id


class InterviewChanged(
    Event,
    name="interview.changed",
    audience="{to}",
    example={
        "to": "person:p00000000001", "interview_id": "i00000000001", "state": "concluded",
        "outcome": "on_hold",
    },
):  # fmt: skip
    """A talk began, ended, or has its answer. Goes to both who talked."""

    to: str
    interview_id: str
    state: str
    outcome: str = ""
