"""What happens to the readiness of a fair."""

from dataclasses import dataclass
from typing import ClassVar

from fair.decisions import Fact


@dataclass(frozen=True, kw_only=True)
class StaffMicrophoneTried(Fact):
    """A recruiter's own page tried its microphone and said what it found."""

    kind: ClassVar[str] = "microphone.staff_tried"
    quiet: ClassVar[bool] = True
    account_id: str
    employer_id: str
    verdict: str


@dataclass(frozen=True, kw_only=True)
class ContactSaid(Fact):
    """Whom the organiser rings at an employer was said anew."""

    kind: ClassVar[str] = "readiness.contact_said"
    employer_id: str


@dataclass(frozen=True, kw_only=True)
class UnreadyReminded(Fact):
    """So many of those who lack something before the fair are told: accounts and invitations."""

    kind: ClassVar[str] = "readiness.reminded"
    booth_id: str
    told: tuple[str, ...]
    number: int


@dataclass(frozen=True, kw_only=True)
class PracticeFirstSet(Fact):
    """From now on only who has practised goes on duty at the fair; or everybody, again."""

    kind: ClassVar[str] = "readiness.practice_first"
    on: bool


@dataclass(frozen=True, kw_only=True)
class LetOn(Fact):
    """A recruiter may go on duty without a practised call, by the yes of who is the author."""

    kind: ClassVar[str] = "readiness.let_on_duty"
    booth_id: str
    employer_id: str
    account_id: str
    by_account_id: str = ""


@dataclass(frozen=True, kw_only=True)
class FairExpected(Fact):
    """How many people are expected at the fair, and the minutes of each recruiter's breaks."""

    kind: ClassVar[str] = "readiness.expected"
    expected: int | None
    break_minutes: int
