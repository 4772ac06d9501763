"""Messages of the slice `conduct`: the office mutes somebody at a fair, or sends them out."""

from typing import Annotated, Literal

from fair.because import MutedFor, RemovedFor
from fair.contract.base import Command, Event, Reply
from fair.contract.text_types import Id, Line
from fair.roles import RUNNERS

WHOM = {"fair_id": "f00000000001", "person_id": "p00000000001"}
Happened = Annotated[str, Line(300, least=3)]
For = Literal["quarter", "hour", "fair"]


class MeasureReply(Reply):
    """What was done, by its id."""

    measure_id: str


class MutePerson(
    Command,
    name="conduct.mute",
    by=RUNNERS,
    reply=MeasureReply,
    refusals=("not-of-this-fair", "fair-over"),
    takes=RUNNERS,
    rate=(60, 60),
    example={**WHOM, "span": "hour", "reason": "insult", "happened": "Called others names twice."},
):
    """Let somebody write to nobody at this fair for a while; their places and talks stay."""

    fair_id: Id
    person_id: Id
    span: For
    reason: MutedFor
    happened: Happened


class MuteStaff(
    Command,
    name="conduct.mute_staff",
    by=RUNNERS,
    reply=MeasureReply,
    refusals=("not-of-this-fair", "fair-over"),
    takes=RUNNERS,
    fresh=True,
    example={
        "fair_id": "f00000000001", "account_id": "a00000000001", "span": "quarter",
        "reason": "contact", "happened": "Sent private numbers to the whole room.",
    },
):  # fmt: skip
    """Let a recruiter write to nobody at this fair for a while; calls and answers go on."""

    fair_id: Id
    account_id: Id
    span: For
    reason: MutedFor
    happened: Happened


class RemovePerson(
    Command,
    name="conduct.remove",
    by=RUNNERS,
    reply=MeasureReply,
    refusals=("not-of-this-fair", "fair-over", "sent-out-already"),
    takes=RUNNERS,
    example={**WHOM, "reason": "threat", "happened": "Threatened a recruiter in a talk."},
):
    """Send somebody out of this fair: their places end, none can be taken.

    A talk that runs goes on to its end; offers, hires and answers stay theirs.
    """

    fair_id: Id
    person_id: Id
    reason: RemovedFor
    happened: Happened


class LetPersonIn(
    Command,
    name="conduct.let_in",
    by=RUNNERS,
    reply=MeasureReply,
    refusals=("not-of-this-fair", "fair-over"),
    example=WHOM,
):
    """Say that this is another person than the one who was sent out and has the same number."""

    fair_id: Id
    person_id: Id


class UndoMeasure(
    Command,
    name="conduct.undo",
    by=RUNNERS,
    refusals=("not-found", "undone-already"),
    example={"measure_id": "m00000000001"},
):
    """Take a mute or a removal back; places that ended are not given again."""

    measure_id: Id


class ConductNews(
    Event,
    name="conduct.changed",
    audience="person:{person_id}",
    example={"person_id": "p00000000001"},
):
    """The person is muted or sent out, or is not any more."""

    person_id: str


class StaffConductNews(
    Event,
    name="conduct.staff_changed",
    audience="account:{account_id}",
    example={"account_id": "a00000000001"},
):
    """A member of staff is muted, or is not any more."""

    account_id: str


class ConductOfFair(
    Event,
    name="conduct.of_fair",
    audience="conduct:{fair_id}",
    example={"fair_id": "f00000000001"},
):
    """Somebody was muted or sent out at a fair, or that was undone."""

    fair_id: str
