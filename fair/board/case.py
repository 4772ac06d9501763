"""A case of the rights desk: its life, what it freezes, when it must be answered. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from fair.board.refusals import AnswerFirst
from fair.decisions import Actor, Moves, NotAllowed, WrongState, move
from fair.glossary import CaseState

ANSWER_WITHIN = timedelta(hours=24)

MOVES_CASE: Moves[CaseState] = {
    CaseState.OPENED: {"answer": CaseState.ANSWERED},
    CaseState.ANSWERED: {
        "answer": CaseState.ANSWERED,
        "resolve": CaseState.RESOLVED,
        "escalate": CaseState.ESCALATED,
    },
    CaseState.RESOLVED: {},
    CaseState.ESCALATED: {},
}
RUNNING = frozenset({CaseState.OPENED, CaseState.ANSWERED})


class CaseKind(StrEnum):
    """What a case is about."""

    VACANCY = "vacancy"
    MESSAGE = "message"
    CALL = "call"
    OFFER = "offer"
    BOOTH = "booth"
    ANNOUNCEMENT = "announcement"
    MEASURE = "measure"


class What(StrEnum):
    """What happened, in the reporter's choice."""

    FEE = "fee"
    FALSE_PROMISE = "false_promise"
    DISCRIMINATION = "discrimination"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The version of a thing as it stood when the case was opened, and whose it is.

    `about_person_id` is the person whose values are in it, so that an erasure finds them.
    """

    fair_id: str
    booth_id: str
    employer_id: str
    version: int
    frozen: Mapping[str, Any] = field(hash=False)
    about_person_id: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """What an organiser answered, for the reporter to read."""

    text: str
    at: datetime
    state: CaseState


@dataclass(frozen=True, slots=True)
class Case:
    """A report that the organiser answers. `number` counts within the fair."""

    id: str
    fair_id: str
    number: int
    kind: CaseKind
    ref: str
    what: What
    text: str
    state: CaseState
    evidence: Evidence
    person_id: str
    account_id: str
    opened_at: datetime
    replies: tuple[Reply, ...] = ()

    @property
    def name(self) -> str:
        """Return the number as people say it: C-0007."""
        return f"C-{self.number:04}"

    @property
    def due_at(self) -> datetime:
        return self.opened_at + ANSWER_WITHIN

    @property
    def waits(self) -> bool:
        return self.state is CaseState.OPENED

    @property
    def runs(self) -> bool:
        return self.state in RUNNING


def may_see(case: Case, actor: Actor) -> bool:
    """True for organisers and the reporter; a visitor's report is seen by whoever has its link."""
    if actor.runs(case.fair_id):
        return True
    if case.person_id:
        return actor.person_id == case.person_id
    if case.account_id:
        return actor.account_id == case.account_id
    return True


def check_telling(case: Case, actor: Actor) -> None:
    """Refuse who is not the reporter (`NotAllowed`), and a case that is closed (`WrongState`)."""
    if (case.person_id, case.account_id) != (actor.person_id, actor.account_id):
        raise NotAllowed
    if not case.runs:
        raise WrongState


def closing(case: Case, verb: str) -> CaseState:
    """Return the state after closing; refuses `AnswerFirst`, and `WrongState` the second time."""
    if case.waits:
        raise AnswerFirst
    return move(MOVES_CASE, case.state, verb)


def urgency(case: Case) -> tuple[bool, bool, datetime]:
    """Sort key: unanswered first, among them money first, then the oldest."""
    return (not case.waits, case.what is not What.FEE, case.opened_at)
