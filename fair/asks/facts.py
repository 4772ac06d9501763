"""What happens to answers before a talk. None says yes or no: it has their seal."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from fair.decisions import Fact


@dataclass(frozen=True, kw_only=True)
class YesNoFact(Fact):
    ticket_id: str
    booth_id: str
    person_id: str
    ask: str


@dataclass(frozen=True, kw_only=True)
class YesNoSaid(YesNoFact):
    """The person answered, or changed the answer; `answer_hash` is its seal."""

    kind: ClassVar[str] = "ask.said"
    answer_hash: str


@dataclass(frozen=True, kw_only=True)
class YesNoWent(YesNoFact):
    """An answer went along to the ticket that goes on at the same employer; `said_at` is its own.

    Facts from before `said_at` began the days of the answer anew.
    """

    kind: ClassVar[str] = "ask.went"
    quiet: ClassVar[bool] = True
    answer_hash: str
    said_at: datetime


@dataclass(frozen=True, kw_only=True)
class YesNoForgotten(YesNoFact):
    """The person took the answer back, or the consent and the answer with it."""

    kind: ClassVar[str] = "ask.forgotten"
    quiet: ClassVar[bool] = True


YES_NO_FACTS: tuple[type[YesNoFact], ...] = (YesNoSaid, YesNoWent, YesNoForgotten)
