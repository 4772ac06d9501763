"""What happens to interviews."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from fair.decisions import Fact


@dataclass(frozen=True, kw_only=True)
class InterviewFact(Fact):
    interview_id: str
    ticket_id: str
    booth_id: str
    call_id: str
    person_id: str
    account_id: str


@dataclass(frozen=True, kw_only=True)
class InterviewStarted(InterviewFact):
    """`telephone`: "unconfirmed" where only the recruiter says so; empty where pages carried it."""

    kind: ClassVar[str] = "interview.started"
    telephone: str = ""


@dataclass(frozen=True, kw_only=True)
class InterviewResumed(InterviewFact):
    kind: ClassVar[str] = "interview.resumed"
    telephone: str = ""


@dataclass(frozen=True, kw_only=True)
class TelephoneTold(InterviewFact):
    """The person says of a talk by telephone: "confirmed", "denied", or "disputed"."""

    kind: ClassVar[str] = "interview.telephone"
    word: str


@dataclass(frozen=True, kw_only=True)
class InterviewCounts(InterviewFact):
    """A talk by telephone counts as held from now on, or does not any more."""

    kind: ClassVar[str] = "interview.counts"
    quiet: ClassVar[bool] = True
    held: bool


@dataclass(frozen=True, kw_only=True)
class InterviewOwed(InterviewFact):
    """The talk ended after `talk_s` seconds and has no outcome yet."""

    kind: ClassVar[str] = "interview.owed"
    talk_s: int


@dataclass(frozen=True, kw_only=True)
class InterviewTalked(InterviewFact):
    """The talk ended after `talk_s` seconds; its outcome had been given while talking."""

    kind: ClassVar[str] = "interview.talked"
    quiet: ClassVar[bool] = True
    talk_s: int


@dataclass(frozen=True, kw_only=True)
class InterviewConcluded(InterviewFact):
    """The seeker has an answer. `late` where the 24 hours were over.

    `answer_hash` is the salted hash of what the seeker is told; its salt lies in the row.
    """

    kind: ClassVar[str] = "interview.concluded"
    outcome: str
    reason: str = ""
    late: bool = False
    answer_hash: str = ""


@dataclass(frozen=True, kw_only=True)
class InterviewHeld(InterviewFact):
    """The answer on hold has a day: from `until` on it is owed again."""

    kind: ClassVar[str] = "interview.held"
    quiet: ClassVar[bool] = True
    until: datetime


@dataclass(frozen=True, kw_only=True)
class InterviewOwedAgain(InterviewFact):
    """The day of the hold has come, and there is no other answer yet."""

    kind: ClassVar[str] = "interview.owed_again"


@dataclass(frozen=True, kw_only=True)
class InterviewUnanswered(InterviewFact):
    kind: ClassVar[str] = "interview.unanswered"


@dataclass(frozen=True, kw_only=True)
class ForecastMoved(Fact):
    """The waits shown at a booth moved; `first_s` and `first_late_s` are for who is next."""

    kind: ClassVar[str] = "forecast.moved"
    quiet: ClassVar[bool] = True
    booth_id: str
    waiting: int
    on_duty: int
    first_s: int
    first_late_s: int


@dataclass(frozen=True, kw_only=True)
class ForecastShown(Fact):
    """What a newcomer was told of the wait, to be compared with what happens."""

    kind: ClassVar[str] = "forecast.shown"
    quiet: ClassVar[bool] = True
    ticket_id: str
    booth_id: str
    place: int
    p10_at: datetime
    p50_at: datetime
    p90_at: datetime


INTERVIEW_FACTS: tuple[type[InterviewFact], ...] = (
    InterviewStarted, InterviewResumed, InterviewOwed, InterviewTalked, InterviewConcluded,
    InterviewHeld, InterviewOwedAgain, InterviewUnanswered, TelephoneTold, InterviewCounts,
)  # fmt: skip
