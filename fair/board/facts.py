"""What happened on the board: cases opened and answered, figures sealed."""

from dataclasses import dataclass
from typing import ClassVar

from fair.board.case import CaseKind, What
from fair.decisions import Fact


@dataclass(frozen=True, kw_only=True)
class CaseOpened(Fact):
    """`evidence_hash` is the salted hash of what was frozen; its salt lies in the case's row."""

    kind: ClassVar[str] = "case.opened"
    case_id: str
    number: int
    about: CaseKind
    ref: str
    version: int
    what: What
    booth_id: str
    evidence_hash: str
    employer_id: str = ""
    about_person_id: str = ""


@dataclass(frozen=True, kw_only=True)
class CaseTold(Fact):
    """The reporter added something."""

    kind: ClassVar[str] = "case.told"
    case_id: str


@dataclass(frozen=True, kw_only=True)
class CaseAnswered(Fact):
    kind: ClassVar[str] = "case.answered"
    case_id: str
    account_id: str
    reply_id: str = ""


@dataclass(frozen=True, kw_only=True)
class CaseResolved(Fact):
    kind: ClassVar[str] = "case.resolved"
    case_id: str
    account_id: str


@dataclass(frozen=True, kw_only=True)
class CaseEscalated(Fact):
    kind: ClassVar[str] = "case.escalated"
    case_id: str
    account_id: str


@dataclass(frozen=True, kw_only=True)
class FairSealed(Fact):
    """The figures of a fair at its closing."""

    kind: ClassVar[str] = "fair.sealed"
    people: int
    contacts: int
    interviews: int
    outcomes: int
    offers: int
    accepted: int
    hires: int
