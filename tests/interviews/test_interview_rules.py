"""An interview ends in an answer that the seeker can use."""

from datetime import UTC, date, datetime, timedelta

import pytest

from fair.days import local_time
from fair.decisions import WrongState, move
from fair.glossary import InterviewState, Outcome
from fair.interviews import interview as rules
from fair.interviews import refusals as interviews_refusals
from fair.interviews.interview import MOVES_INTERVIEW, Answer, Interview, check

AT = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)
TODAY = date(2026, 11, 21)
WHEN, YESTERDAY = local_time("2026-11-21T01:00"), local_time("2026-11-20T23:59")
REASONS = {"start", "pay"}
T, O, C, U = InterviewState  # noqa: E741 - the four states in their order
STEPS = {
    (T, "hang_up"): O,
    (O, "resume"): T,
    (O, "conclude"): C,
    (O, "run_out"): U,
    (C, "hold_over"): O,
}


def a_talk(state=O, outcome=None, **given):
    values = {
        "id": "i1", "fair_id": "f1", "booth_id": "b1", "ticket_id": "t1", "call_id": "c1",
        "person_id": "p1", "account_id": "a1", "state": state, "outcome": outcome,
        "started_at": AT, "ended_at": AT, "details": {}, **given,
    }  # fmt: skip
    return Interview(**values)


@pytest.mark.parametrize("state", list(InterviewState))
@pytest.mark.parametrize("verb", sorted({verb for _, verb in STEPS}))
def test_each_step_is_possible_just_where_the_table_says(state, verb):
    if (state, verb) in STEPS:
        assert move(MOVES_INTERVIEW, state, verb) is STEPS[state, verb]
    else:
        with pytest.raises(WrongState):
            move(MOVES_INTERVIEW, state, verb)


@pytest.mark.parametrize(
    "answer",
    [
        Answer(Outcome.NEXT_STEP, what="Trial", where="Gate 2"),
        Answer(Outcome.NEXT_STEP, what="Trial", when=WHEN),
        Answer(Outcome.NEXT_STEP, where="Gate 2", when=WHEN),
        Answer(Outcome.ON_HOLD),
        Answer(Outcome.NO_FIT),
        Answer(Outcome.NO_FIT, reason="we do not like you"),
    ],
)
def test_an_answer_that_says_too_little_is_refused(answer):
    with pytest.raises(interviews_refusals.OutcomeIncomplete):
        check(answer, REASONS, TODAY)


@pytest.mark.parametrize(
    "answer",
    [
        Answer(Outcome.NEXT_STEP, what="Trial", where="Gate 2", when=YESTERDAY),
    ],
)
def test_a_date_that_cannot_be_is_refused(answer):
    with pytest.raises(interviews_refusals.DateNotPossible):
        check(answer, REASONS, TODAY)


@pytest.mark.parametrize("days", [-1, 0, 15])
def test_on_hold_for_longer_than_fourteen_days_or_until_today_is_refused(days):
    with pytest.raises(interviews_refusals.HoldTooLong):
        check(Answer(Outcome.ON_HOLD, until=TODAY + timedelta(days=days)), REASONS, TODAY)


@pytest.mark.parametrize("days", [1, 14])
def test_on_hold_lasts_from_tomorrow_to_the_fourteenth_day(days):
    until = TODAY + timedelta(days=days)
    assert check(Answer(Outcome.ON_HOLD, until=until), REASONS, TODAY) == {
        "until": until.isoformat()
    }


def test_a_next_step_may_be_today():
    step = Answer(Outcome.NEXT_STEP, what="Trial", where="Gate 2", when=WHEN)
    assert check(step, REASONS, TODAY)["when"] == "2026-11-21T01:00"


def test_an_answer_is_due_twenty_four_hours_after_the_talk_and_not_while_it_lasts():
    assert a_talk().due_at() == AT + timedelta(hours=24)
    assert a_talk(T, ended_at=None).due_at() is None


@pytest.mark.parametrize("outcome", [Outcome.ON_HOLD, Outcome.NEXT_STEP, None])
def test_nobody_is_put_on_hold_twice(outcome):
    held = rules.conclude(a_talk(), Outcome.ON_HOLD, {}, AT, AT + timedelta(days=3))
    later = a_talk(C if outcome else O, outcome, held_until=held.held_until)
    with pytest.raises(interviews_refusals.HeldBefore):
        rules.conclude(later, Outcome.ON_HOLD, {}, AT, AT + timedelta(days=9))
    assert rules.conclude(later, Outcome.NO_FIT, {}, AT).outcome is Outcome.NO_FIT


def test_on_its_day_the_answer_is_owed_again_and_due_by_the_end_of_it():
    day = AT + timedelta(days=3)
    again = rules.hold_over(a_talk(C, Outcome.ON_HOLD, held_until=day), day)
    assert (again.state, again.owed, again.due_at()) == (O, True, day + timedelta(hours=24))


def test_who_put_somebody_on_hold_too_late_stays_late_when_it_is_owed_again():
    again = rules.hold_over(a_talk(U, Outcome.ON_HOLD, held_until=AT), AT)
    assert (again.late, again.owed) == (True, True)


def test_an_answer_is_owed_until_there_is_one():
    assert a_talk().owed
    assert not a_talk(C, Outcome.ON_HOLD).owed


def test_before_the_first_word_nobody_has_talked():
    assert a_talk(T).talk_s == 0


def test_an_offer_is_made_and_not_only_said():
    with pytest.raises(interviews_refusals.OfferFirst):
        check(Answer(Outcome.OFFER), REASONS, TODAY)


def test_what_the_seeker_needs_is_kept():
    when = local_time("2026-11-23T14:00")
    step = check(Answer(Outcome.NEXT_STEP, "Trial", "Gate 2", when), REASONS, TODAY)
    assert step == {"what": "Trial", "where": "Gate 2", "when": "2026-11-23T14:00"}
    assert a_talk(details=step).when == when
    hold = check(Answer(Outcome.ON_HOLD, until=date(2026, 12, 1)), REASONS, TODAY)
    assert a_talk(details=hold).until == date(2026, 12, 1)
    assert check(Answer(Outcome.NO_FIT, reason="pay"), REASONS, TODAY) == {"reason": "pay"}


def test_a_time_that_was_never_said_or_lies_in_other_centuries_is_none():
    assert a_talk().when is None
    assert a_talk(details={"when": "9999-12-31T10:00"}).when is None


def test_an_answer_while_talking_counts_at_hang_up():
    told = rules.conclude(a_talk(T), Outcome.NO_FIT, {"reason": "pay"}, AT)
    assert told.state is T
    assert rules.hang_up(told, 60, AT).state is C
    assert rules.hang_up(a_talk(T), 60, AT).state is O


def test_a_final_answer_stays_and_a_promise_may_become_an_answer():
    with pytest.raises(interviews_refusals.AlreadyConcluded):
        rules.conclude(a_talk(C, Outcome.NO_FIT), Outcome.ON_HOLD, {}, AT)
    later = rules.conclude(a_talk(C, Outcome.ON_HOLD), Outcome.NO_FIT, {"reason": "pay"}, AT)
    assert (later.state, later.outcome) == (C, Outcome.NO_FIT)


def test_a_late_answer_reaches_the_seeker_and_still_counts_as_late():
    late = rules.conclude(a_talk(U), Outcome.NO_FIT, {"reason": "pay"}, AT)
    assert (late.state, late.outcome) == (U, Outcome.NO_FIT)


def test_a_talk_that_goes_on_is_the_same_interview_and_its_time_adds_up():
    again = rules.resume(a_talk(talk_s=100), "c2", "a2")
    assert (again.id, again.call_id, again.state) == ("i1", "c2", T)
    assert rules.hang_up(again, 50, AT).talk_s == 150


def test_an_offer_is_made_after_all_to_whom_a_no_fit_had_been_said():
    said = a_talk(C, Outcome.NO_FIT)

    offered = rules.conclude_after_all(said, Outcome.OFFER, {}, AT)

    assert (offered.state, offered.outcome) == (C, Outcome.OFFER)
    with pytest.raises(interviews_refusals.AlreadyConcluded):
        rules.conclude_after_all(offered, Outcome.NO_FIT, {}, AT)


def test_late_is_who_was_not_answered_in_time():
    assert a_talk(U, Outcome.NO_FIT).late
    assert not a_talk(C, Outcome.NO_FIT).late
