"""Interviews: begun by *Answer*, owed after the talk, concluded, or unanswered after 24 hours."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from fair import codes
from fair.booths import booth_writes
from fair.contract.base import Done
from fair.contract.interviews import AnswerRanOut, ConcludeInterview, EndHold, TellOfTelephone
from fair.days import day_at, end_of, instant, typed_of
from fair.db import Work
from fair.decisions import NotAllowed
from fair.glossary import InterviewState, Outcome, Telephoned
from fair.interviews import facts, store
from fair.interviews import interview as rules
from fair.interviews.interview import Answer
from fair.interviews.writes import HELD, OWED, give_answer, owe_again, record, tell_of_telephone
from fair.looks import writes as looks
from fair.looks.look import LookKind
from fair.people import reads as people
from fair.people.refusals import NotReached
from fair.programme import reads as programme
from fair.rooms import call_reads
from fair.rooms import call_writes as rooms
from fair.screening.screen import check_fee


def conclude_by_hand(work: Work, command: ConcludeInterview) -> Done:
    """Say the outcome; what the seeker needs with it is checked.

    A next step is named by who may recruit now; any other answer is owed without a licence too.
    """
    was = store.interview(work, command.interview_id)
    leads_on = command.outcome is Outcome.NEXT_STEP
    asks = booth_writes.require_recruiting if leads_on else booth_writes.require_staff
    asks(work, was.booth_id)
    zone = programme.zone_of(work.connection, was.fair_id)
    when = command.when and typed_of(instant(command.when, zone, "when"), zone)
    answer = Answer(
        command.outcome, command.what, command.where, when, command.until, command.reason
    )
    details = rules.check(answer, codes.reasons().keys(), day_at(work.now, zone))
    if leads_on and people.has_blocked(work.connection, was.person_id, work.actor.employer_id):
        raise NotReached
    give_answer(work, was, command.outcome, details, _held_until(answer, zone))
    if leads_on:
        looks.ask(
            work,
            LookKind.NEXT_STEP,
            was.id,
            looks.doubts_in(command.what, command.where),
            fair_id=was.fair_id,
            booth_id=was.booth_id,
            employer_id=work.actor.employer_id,
            text=f"{command.what}\n{command.where}",
            person_id=was.person_id,
            kept={"what": details.get("what", ""), "where": details.get("where", "")},
        )
    return Done()


def _held_until(answer: Answer, zone: str) -> datetime | None:
    """Return when the day begins on which an answer on hold is owed again."""
    if answer.outcome is not Outcome.ON_HOLD or answer.until is None:
        return None
    return end_of(answer.until - timedelta(days=1), zone)


def judge(said: ConcludeInterview) -> None:
    """Refuse a next step that asks a worker for money."""
    check_fee(said.what, said.where)


def ran_out(work: Work, command: AnswerRanOut) -> Done:
    """24 hours without an outcome: the seeker is told, and it counts on the booth."""
    was = store.interview(work, command.interview_id)
    if was.state is InterviewState.OWED:
        now = rules.run_out(was)
        store.save(work, was, now)
        record(work, now, facts.InterviewUnanswered)
    return Done()


def hold_over(work: Work, command: EndHold) -> Done:
    """The day of a hold has come: the answer is owed again."""
    owe_again(work, store.interview(work, command.interview_id))
    return Done()


def tell(work: Work, command: TellOfTelephone) -> Done:
    """The person says how a talk by telephone was; who denies one that still runs ends it."""
    was = store.interview(work, command.interview_id)
    if was.person_id != work.actor.person_id:
        raise NotAllowed
    told = tell_of_telephone(work, was, Telephoned(command.word))
    call = call_reads.call(work.connection, told.call_id)
    if told.telephone is Telephoned.DENIED and call and call.talking:
        rooms.end(work, call, Telephoned.DENIED)
    return Done()


def _hold_over(ref: str) -> EndHold:
    return EndHold(interview_id=ref)


def _answer_ran_out(ref: str) -> AnswerRanOut:
    return AnswerRanOut(interview_id=ref)


HANDLERS: dict[Any, Any] = {
    ConcludeInterview: conclude_by_hand,
    AnswerRanOut: ran_out,
    EndHold: hold_over,
    TellOfTelephone: tell,
}
JUDGES: dict[Any, Any] = {ConcludeInterview: judge}
DUE: dict[str, Callable[[str], Any]] = {OWED: _answer_ran_out, HELD: _hold_over}
