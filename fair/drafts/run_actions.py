"""An organiser begins to complete, open or delete drafts, or stops it."""

from typing import Any

from fair import timers
from fair.contract.base import Done
from fair.contract.drafts import (
    CancelDrafts,
    CompleteDrafts,
    DeleteDrafts,
    OpenDrafts,
    RunBegunReply,
)
from fair.db import Work
from fair.decisions import NotFound, WrongState
from fair.drafts import store
from fair.drafts.facts import DraftsBegun, DraftsEnded
from fair.drafts.office import What, own_statement
from fair.drafts.refusals import DayIsOver, NothingToSay, OwnStatement
from fair.drafts.store import Run
from fair.programme import reads as programme
from fair.programme.fair import must_be_changeable
from fair.terms import post_rules
from fair.terms.terms import DAYS, LABELS
from fair.vacancies.post_writes import read_cells

STEP_KIND = "drafts.next"


def complete(work: Work, command: CompleteDrafts) -> RunBegunReply:
    """Begin to fill in what is missing.

    Refuses `OwnStatement` for what only an employer says, `NothingToSay`, `BadField`, and what the
    rules of posts forbid.
    """
    run = _staged(work, command.run_id, What.COMPLETE)
    said = {column: text for column, text in command.cells().items() if text}
    if column := own_statement(said):
        raise OwnStatement(field=LABELS[column])
    if not said:
        raise NothingToSay
    terms, _ = read_cells(work, command, command.at_fair_id)
    today = work.today(command.at_fair_id)
    for column in sorted(DAYS):
        day = getattr(terms, column)
        if day and day < today:
            raise DayIsOver(field=LABELS[column])
    post_rules.check(terms)
    _must_be_ahead(work, command.at_fair_id)
    return _begin(work, run, said=said, again=command.again, at_fair_id=command.at_fair_id)


def open_(work: Work, command: OpenDrafts) -> RunBegunReply:
    """Begin to open drafts, each by the rules of its own opening."""
    run = _staged(work, command.run_id, What.OPEN)
    _must_be_ahead(work, command.at_fair_id)
    return _begin(work, run, at_fair_id=command.at_fair_id)


def delete(work: Work, command: DeleteDrafts) -> RunBegunReply:
    """Begin to delete drafts; what was ever shown or taken to a fair will stay."""
    run = _staged(work, command.run_id, What.DELETE)
    return _begin(work, run, reason=command.reason)


def cancel(work: Work, command: CancelDrafts) -> Done:
    """Stop what runs; refuses `WrongState` where it is over."""
    run = _known(work, command.run_id)
    if not run.runs:
        raise WrongState
    timers.stop(work, STEP_KIND, run.id)
    store.change(work, run.id, ended_at=work.now, cancelled=True)
    work.record(
        DraftsEnded(run_id=run.id, changed=run.changed + run.review, left=run.left, cancelled=True)
    )
    return Done()


def _must_be_ahead(work: Work, fair_id: str) -> None:
    """Refuse drafts a fair that is not there (`NotFound`), or that is over (`FairFinished`)."""
    if not fair_id:
        return
    fair = programme.fair(work.connection, fair_id)
    if fair is None:
        raise NotFound
    must_be_changeable(fair)


def _known(work: Work, run_id: str) -> Run:
    run = store.run(work.connection, run_id)
    if run is None:
        raise NotFound
    return run


def _staged(work: Work, run_id: str, what: What) -> Run:
    run = _known(work, run_id)
    if run.account_id != work.actor.account_id:
        raise NotFound
    if run.begun_at or run.what != what:
        raise WrongState
    return run


def _begin(work: Work, run: Run, **values: Any) -> RunBegunReply:
    store.change(work, run.id, begun_at=work.now, **values)
    timers.start(work, STEP_KIND, run.id, 0.0)
    work.record(DraftsBegun(run_id=run.id, what=run.what, drafts=run.drafts))
    return RunBegunReply(run_id=run.id, drafts=run.drafts)


HANDLERS: dict[Any, Any] = {
    CompleteDrafts: complete,
    OpenDrafts: open_,
    DeleteDrafts: delete,
    CancelDrafts: cancel,
}
