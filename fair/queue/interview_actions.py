"""Interviews: begun by *Answer*, owed after the talk, concluded, or unanswered after 24 hours."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from fair import codes, timers
from fair.booths import actions as booth_actions
from fair.contract.base import Done
from fair.contract.queue import AnswerRanOut, ConcludeInterview
from fair.db import Work
from fair.glossary import InterviewState, Outcome
from fair.people.person import day_of
from fair.queue import interview as rules
from fair.queue import interview_store as store
from fair.queue.interview import Answer, Interview, InterviewFact
from fair.queue.interview_store import interview_table
from fair.rooms.call import CallFact

OWED = "interview.owed"


def begin(work: Work, fact: CallFact) -> None:
    """A talk begins: a new interview, or the one whose line was cut off goes on."""
    earlier = store.where(
        work.connection,
        interview_table.c.ticket_id == fact.ticket_id,
        interview_table.c.state == InterviewState.OWED.value,
    )
    if earlier:
        resumed = rules.resume(earlier[-1], fact.call_id, fact.account_id)
        store.save(work, earlier[-1], resumed)
        timers.stop(work, OWED, resumed.id)
        _record(work, resumed, rules.InterviewResumed)
        return
    begun = Interview(
        id=work.new_id(),
        fair_id=fact.fair_id,
        booth_id=fact.booth_id,
        ticket_id=fact.ticket_id,
        call_id=fact.call_id,
        person_id=fact.person_id,
        account_id=fact.account_id,
        state=InterviewState.TALKING,
        outcome=None,
        started_at=work.now,
        details={},
    )
    store.add(work, begun)
    _record(work, begun, rules.InterviewStarted)


def begin_owed(work: Work, interview: Interview) -> None:
    """A talk that already took place (by telephone): its outcome is owed from now on."""
    store.add(work, interview)
    _record(work, interview, rules.InterviewStarted)
    _owe(work, interview)


def end(work: Work, call_id: str, talk_s: int) -> Interview | None:
    """The talk of a call is over: the answer is owed, unless it was given while talking."""
    was = store.of_call(work.connection, call_id)
    if was is None or was.state is not InterviewState.TALKING:
        return was
    ended = rules.hang_up(was, talk_s, work.now)
    store.save(work, was, ended)
    if ended.state is InterviewState.OWED:
        _owe(work, ended)
    return ended


def _owe(work: Work, interview: Interview) -> None:
    # No fair and no booth: a pause or a closing does not stop this clock.
    timers.start(work, OWED, interview.id, rules.OWED_S)
    _record(work, interview, rules.InterviewOwed, talk_s=interview.talk_s)


def conclude_by_hand(work: Work, command: ConcludeInterview) -> Done:
    """Say the outcome; what the seeker needs with it is checked."""
    was = store.interview(work, command.interview_id)
    booth_actions.require_staff(work, was.booth_id)
    answer = Answer(
        command.outcome, command.what, command.where, command.when, command.until, command.reason
    )
    details = rules.check(answer, codes.reasons().keys(), day_of(work.now))
    _conclude(work, was, command.outcome, details)
    return Done()


def conclude(work: Work, interview_id: str, outcome: Outcome, **details: str) -> None:
    """Conclude for a higher slice (an offer was made). Said again, nothing changes.

    A next step or a promise to answer later is replaced; a no-fit by an offer too.
    """
    was = store.interview(work, interview_id)
    if was.outcome is outcome:
        return
    if was.outcome is Outcome.NO_FIT:
        was_open = replace(was, outcome=None)
        _save(work, was, rules.conclude(was_open, outcome, details, work.now))
        return
    _conclude(work, was, outcome, details)


def _conclude(work: Work, was: Interview, outcome: Outcome, details: Mapping[str, str]) -> None:
    _save(work, was, rules.conclude(was, outcome, details, work.now))


def _save(work: Work, was: Interview, now: Interview) -> None:
    store.save(work, was, now)
    timers.stop(work, OWED, now.id)
    _record(
        work,
        now,
        rules.InterviewConcluded,
        outcome=now.outcome or "",
        reason=now.details.get("reason", ""),
        late=now.state is InterviewState.UNANSWERED,
    )


def ran_out(work: Work, command: AnswerRanOut) -> Done:
    """24 hours without an outcome: the seeker is told, and it counts on the booth."""
    was = store.interview(work, command.interview_id)
    if was.state is InterviewState.OWED:
        now = rules.run_out(was)
        store.save(work, was, now)
        _record(work, now, rules.InterviewUnanswered)
    return Done()


def forget(work: Work, person_id: str) -> None:
    """A person was erased: nobody owes an answer any more, and what was written to them goes."""
    for was in store.where(
        work.connection,
        interview_table.c.person_id == person_id,
        interview_table.c.state.in_([InterviewState.OWED.value, InterviewState.TALKING.value]),
    ):
        if was.outcome is None:
            _conclude(work, was, Outcome.NO_FIT, {"reason": "withdrawn_by_seeker"})
    store.blank(work, person_id)


def _record(work: Work, interview: Interview, kind: type[InterviewFact], **more: Any) -> None:
    work.record(
        kind(
            fair_id=interview.fair_id, interview_id=interview.id, ticket_id=interview.ticket_id,
            booth_id=interview.booth_id, call_id=interview.call_id,
            person_id=interview.person_id, account_id=interview.account_id, **more,
        )
    )  # fmt: skip


def _answer_ran_out(ref: str) -> AnswerRanOut:
    return AnswerRanOut(interview_id=ref)


HANDLERS: dict[Any, Any] = {ConcludeInterview: conclude_by_hand, AnswerRanOut: ran_out}
DUE: dict[str, Callable[[str], Any]] = {OWED: _answer_ran_out}
