"""Beginning, ending and concluding an interview, inside somebody else's work."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from fair import timers
from fair.db import Work
from fair.glossary import InterviewState, Outcome, Role, Telephoned
from fair.interviews import facts, reads, store
from fair.interviews import interview as rules
from fair.interviews.facts import InterviewFact
from fair.interviews.interview import Interview
from fair.interviews.store import as_sealed, interview_table
from fair.ledger import new_salt, seal
from fair.rooms.facts import CallFact

OWED = "interview.owed"
HELD = "interview.held"


def begin(work: Work, fact: CallFact, telephone: Telephoned | None = None) -> None:
    """A talk begins: a new interview, or the one whose connection was cut off goes on."""
    earlier = reads.where(
        work.connection,
        interview_table.c.ticket_id == fact.ticket_id,
        interview_table.c.state == InterviewState.OWED.value,
    )
    if earlier:
        resumed = rules.resume(earlier[-1], fact.call_id, fact.account_id, telephone)
        store.save(work, earlier[-1], resumed)
        timers.stop(work, OWED, resumed.id)
        record(work, resumed, facts.InterviewResumed, telephone=telephone or "")
        _note_held(work, earlier[-1], resumed)
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
        telephone=telephone,
    )
    store.add(work, begun)
    record(work, begun, facts.InterviewStarted, telephone=telephone or "")


def begin_owed(work: Work, interview: Interview) -> None:
    """A talk that already took place (by telephone): its outcome is owed from now on."""
    spoken = rules.hang_up(interview, 0, work.now)
    store.add(work, spoken)
    record(work, spoken, facts.InterviewStarted, telephone=spoken.telephone or "")
    _owe(work, spoken)


def end(work: Work, call_id: str, talk_s: int, cause: str = "") -> Interview | None:
    """The talk of a call is over: the answer is owed, unless it was given while talking.

    Who hangs up on the own page says by it that the two talked by telephone.
    """
    was = reads.interview_of_call(work.connection, call_id)
    if was is None or was.state is not InterviewState.TALKING:
        return was
    ended = rules.hang_up(was, talk_s, work.now)
    store.save(work, was, ended)
    if cause == Role.SEEKER and ended.telephone is Telephoned.UNCONFIRMED:
        ended = tell_of_telephone(work, ended, Telephoned.CONFIRMED)
    if ended.state is InterviewState.OWED:
        _owe(work, ended)
    else:
        record(work, ended, facts.InterviewTalked, talk_s=ended.talk_s)
    return ended


def tell_of_telephone(work: Work, was: Interview, word: Telephoned) -> Interview:
    """Keep what the person says of a talk by telephone, and whether it counts by that."""
    told = rules.say(was, word)
    if told != was:
        store.save(work, was, told)
        record(work, told, facts.TelephoneTold, word=word)
        _note_held(work, was, told)
    return told


def _note_held(work: Work, was: Interview, now: Interview) -> None:
    if was.held is not now.held:
        record(work, now, facts.InterviewCounts, held=now.held)


def _owe(work: Work, interview: Interview) -> None:
    # No fair and no booth: a pause or a closing does not stop this clock.
    timers.start(work, OWED, interview.id, rules.OWED_S)
    record(work, interview, facts.InterviewOwed, talk_s=interview.talk_s)


def conclude(work: Work, interview_id: str, outcome: Outcome, **details: str) -> None:
    """Conclude for a higher slice (an offer was made). Said again, nothing changes.

    A next step or a promise to answer later is replaced; a no-fit by an offer too.
    """
    was = store.interview(work, interview_id)
    if was.outcome is not outcome:
        _save(work, was, rules.conclude_after_all(was, outcome, details, work.now))


def give_answer(
    work: Work, was: Interview, outcome: Outcome, details: Mapping[str, str],
    held_until: datetime | None = None,
) -> None:  # fmt: skip
    """Keep an answer; refuses `AlreadyConcluded` where a final one was given, a second hold too."""
    _save(work, was, rules.conclude(was, outcome, details, work.now, held_until))


def owe_again(work: Work, was: Interview) -> None:
    """The day of a hold has come: the answer is owed for a day, by who was late already too."""
    if was.outcome is not Outcome.ON_HOLD:
        return
    now = rules.hold_over(was, work.now)
    store.save(work, was, now)
    if now.state is InterviewState.OWED:
        timers.start(work, OWED, now.id, rules.OWED_S)
    record(work, now, facts.InterviewOwedAgain)


def _save(work: Work, was: Interview, concluded: Interview) -> None:
    now = replace(concluded, salt=new_salt())
    store.save(work, was, now)
    timers.stop(work, OWED, now.id)
    timers.stop(work, HELD, now.id)
    record(
        work,
        now,
        facts.InterviewConcluded,
        outcome=now.outcome or "",
        reason=now.details.get("reason", ""),
        late=now.late,
        answer_hash=seal(as_sealed(now.details), now.salt),
    )
    _note_held(work, was, now)
    if now.outcome is Outcome.ON_HOLD and now.held_until:
        timers.start(work, HELD, now.id, (now.held_until - work.now).total_seconds())
        record(work, now, facts.InterviewHeld, until=now.held_until)


def forget(work: Work, person_id: str) -> None:
    """A person was erased: nobody owes an answer any more, and what was written to them goes."""
    for was in reads.where(
        work.connection,
        interview_table.c.person_id == person_id,
        interview_table.c.state.in_([InterviewState.OWED.value, InterviewState.TALKING.value]),
    ):
        if was.outcome is None:
            give_answer(work, was, Outcome.NO_FIT, {"reason": "withdrawn_by_seeker"})
    for held in reads.where(
        work.connection,
        interview_table.c.person_id == person_id,
        interview_table.c.outcome == Outcome.ON_HOLD.value,
    ):
        timers.stop(work, HELD, held.id)
    store.blank(work, person_id)


def record(work: Work, interview: Interview, kind: type[InterviewFact], **more: Any) -> None:
    """Record a fact of an interview."""
    work.record(
        kind(
            fair_id=interview.fair_id, interview_id=interview.id, ticket_id=interview.ticket_id,
            booth_id=interview.booth_id, call_id=interview.call_id,
            person_id=interview.person_id, account_id=interview.account_id, **more,
        )
    )  # fmt: skip
