"""Messages of the slice `lanes`: handing somebody on to a colleague, and priority by a rule."""

from typing import Annotated

from pydantic import Field

from fair.because import PriorityTaken
from fair.contract.base import Command, Event, Reply
from fair.contract.text_types import Id, Line
from fair.glossary import Criterion
from fair.roles import RECRUITERS, RUNNERS, SEEKERS, SYSTEM

HANDING = {"handing_id": "h00000000001"}


class HandingReply(Reply):
    handing_id: str


class PriorityReply(Reply):
    priority_id: str


class HandOn(
    Command,
    name="handing.ask",
    by=RECRUITERS,
    reply=HandingReply,
    refusals=(
        "not-your-booth", "not-allowed", "wrong-state", "colleague-not-there", "not-reached",
        "asked-already", "asked-enough", "muted", "muted-to-the-end",
        "fee-asked", "phrase-refused", "no-licence",
    ),
    rate=(30, 60),
    example={
        "ticket_id": "t00000000001", "account_id": "a00000000002", "why": "The night shift",
    },
):  # fmt: skip
    """During or after a talk: ask the person to go on to a colleague who is on duty, and say why.

    The colleague may stand at the same booth, or at another one of the same employer.
    """

    ticket_id: Id
    account_id: Id
    why: Annotated[str, Line(120, least=1)]


class AnswerHandOn(
    Command,
    name="handing.answer",
    by=SEEKERS,
    refusals=(
        "not-allowed", "wrong-state", "nobody-takes-you", "question-over", "kept-away",
        "for-adults", "sent-out", "number-sent-out",
    ),
    example={**HANDING, "go": True},
):  # fmt: skip
    """The person says yes or no; a no changes nothing."""

    handing_id: Id
    go: bool


class HandOnOver(Command, name="handing.run_out", by=SYSTEM, example=HANDING):
    """Nobody answered in time: the question is gone, and nothing has changed."""

    handing_id: Id


class PublishCriteria(
    Command,
    name="priority.publish",
    by=RUNNERS,
    refusals=("fair-over",),
    example={"fair_id": "f00000000001", "criteria": ["pregnant", "travels_today"]},
):
    """The organiser says at a fair by which criteria somebody is called before others."""

    fair_id: Id
    criteria: Annotated[tuple[Criterion, ...], Field(max_length=len(Criterion))] = ()


class GrantPriority(
    Command,
    name="priority.grant",
    by=RUNNERS,
    reply=PriorityReply,
    refusals=("fair-over", "criterion-unpublished", "has-priority"),
    rate=(60, 60),
    example={"fair_id": "f00000000001", "person_id": "p00000000001", "criterion": "pregnant"},
):
    """Let somebody be called before others at a fair, by a criterion that was published."""

    fair_id: Id
    person_id: Id
    criterion: Criterion


class EndPriority(
    Command,
    name="priority.end",
    by=RUNNERS,
    refusals=("wrong-state",),
    takes=RUNNERS,
    example={"priority_id": "x00000000001", "reason": "mistake"},
):
    """Take priority back; the places in the queues stay."""

    priority_id: Id
    reason: PriorityTaken


class LanesChanged(
    Event,
    name="lanes.changed",
    audience="person:{person_id}",
    example={"person_id": "p00000000001"},
):
    """A colleague asks the person over, or the person has priority now, or no longer."""

    person_id: str
