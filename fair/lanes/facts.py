"""What happens when somebody is handed on, or has priority. By which criterion is not told here."""

from dataclasses import dataclass
from typing import ClassVar

from fair.decisions import Fact


@dataclass(frozen=True, kw_only=True)
class HandingFact(Fact):
    handing_id: str
    ticket_id: str
    booth_id: str
    person_id: str


@dataclass(frozen=True, kw_only=True)
class HandingAsked(HandingFact):
    """A recruiter asks whether the person goes on to `account_id`, who stands at the booth."""

    kind: ClassVar[str] = "handing.asked"
    account_id: str


@dataclass(frozen=True, kw_only=True)
class HandingAgreed(HandingFact):
    """Yes, once the talk at this very booth is over."""

    kind: ClassVar[str] = "handing.agreed"
    quiet: ClassVar[bool] = True


@dataclass(frozen=True, kw_only=True)
class HandingGone(HandingFact):
    """The person stands in the lane there."""

    kind: ClassVar[str] = "handing.gone"


@dataclass(frozen=True, kw_only=True)
class HandingRefused(HandingFact):
    kind: ClassVar[str] = "handing.refused"


@dataclass(frozen=True, kw_only=True)
class HandingOver(HandingFact):
    """Nobody answered in time, or nobody is there any more."""

    kind: ClassVar[str] = "handing.over"
    quiet: ClassVar[bool] = True


@dataclass(frozen=True, kw_only=True)
class CriteriaPublished(Fact):
    kind: ClassVar[str] = "priority.published"
    criteria: str


@dataclass(frozen=True, kw_only=True)
class PriorityFact(Fact):
    priority_id: str
    person_id: str


@dataclass(frozen=True, kw_only=True)
class PriorityGranted(PriorityFact):
    kind: ClassVar[str] = "priority.granted"
    account_id: str


@dataclass(frozen=True, kw_only=True)
class PriorityEnded(PriorityFact):
    kind: ClassVar[str] = "priority.ended"


HANDING_FACTS: tuple[type[HandingFact], ...] = (
    HandingAsked, HandingAgreed, HandingGone, HandingRefused, HandingOver,
)  # fmt: skip
