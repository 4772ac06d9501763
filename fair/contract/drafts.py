"""Messages of the slice `drafts`."""

from typing import Annotated

from fair.contract.base import Command, Event, Reply
from fair.contract.text_types import Id, Line, OptionalId
from fair.contract.vacancies import RULES, VACANCY, PostCells
from fair.roles import ORGANISERS, RECRUITERS, SYSTEM

RUN = "d00000000001"


class RunBegunReply(Reply):
    """How many drafts will be worked on."""

    run_id: Id
    drafts: int


class CompleteDrafts(
    PostCells,
    Command,
    name="drafts.complete",
    by=ORGANISERS,
    reply=RunBegunReply,
    refusals=(
        "bad-field",
        "own-statement",
        "day-is-over",
        "wrong-state",
        "nothing-to-say",
        "fair-finished",
        *RULES,
    ),
    rate=(60, 60),
    example={"run_id": RUN, "pay_period": "month", "usual_hours_week": "44"},
):
    """An organiser fills what is missing in many drafts, on behalf of their employers.

    What a draft says stays, unless `again` is said. It is done some at a time, in the order of
    the employers; each of them reads it at its post and may take it back. With a fair, drafts
    without a booth go to their employer's booth there.
    """

    run_id: Id
    again: bool = False
    at_fair_id: OptionalId = ""


class OpenDrafts(
    Command,
    name="drafts.open",
    by=ORGANISERS,
    reply=RunBegunReply,
    refusals=("wrong-state", "fair-finished"),
    rate=(60, 60),
    example={"run_id": RUN},
):
    """An organiser opens many drafts; each is judged as its employer's own opening is.

    What may not open stays a draft, and the list of the run says why. With a fair, drafts without
    a booth go to their employer's booth there.
    """

    run_id: Id
    at_fair_id: OptionalId = ""


class DeleteDrafts(
    Command,
    name="drafts.delete",
    by=ORGANISERS,
    takes=ORGANISERS,
    reply=RunBegunReply,
    refusals=("wrong-state",),
    rate=(60, 60),
    example={"run_id": RUN, "reason": "The file was that of last year."},
):
    """An organiser deletes many drafts. What was ever shown, or taken to a fair, stays."""

    run_id: Id
    reason: Annotated[str, Line(400, least=3)]


class StepDrafts(Command, name="drafts.step", by=SYSTEM, example={"run_id": RUN}):
    """The next few drafts of what an organiser began are worked on."""

    run_id: Id


class CancelDrafts(
    Command,
    name="drafts.cancel",
    by=ORGANISERS,
    refusals=("wrong-state",),
    rate=(60, 60),
    example={"run_id": RUN},
):
    """An organiser stops what was begun; what is done stays done."""

    run_id: Id


class TakenBackReply(Reply):
    """How many fields say nothing now."""

    fields: int


class TakeOfficeBack(
    Command,
    name="drafts.take_back",
    by=RECRUITERS,
    reply=TakenBackReply,
    refusals=("not-your-vacancy", "wrong-state"),
    rate=(300, 60),
    example={"vacancy_id": VACANCY},
):
    """A recruiter takes out of a draft what the office said in it; a shown post is edited."""

    vacancy_id: Id


class DraftsMoved(
    Event,
    name="drafts.moved",
    audience="account:{account_id}",
    every_s=1.0,
    about="{run_id}",
    example={"account_id": "a00000000001", "run_id": RUN, "done": 3},
):
    """What an organiser began went on, or is over."""

    account_id: str
    run_id: str
    done: int
