"""A hire counts when both have confirmed, and may fall through at any time."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from fair.decisions import WrongState, move
from fair.glossary import HireState, Role
from fair.hiring import hire as rules
from fair.hiring.hire import EMPLOYERS_REASONS, FELL_BECAUSE, MOVES_HIRE, SEEKERS_REASONS, Hire
from fair.hiring.refusals import BothConfirmed, ConfirmedAlready

AT = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
AGREED, HIRED, FELL = HireState.AGREED, HireState.HIRED, HireState.FELL_THROUGH
STEPS = {(AGREED, "hire"): HIRED, (AGREED, "fall"): FELL, (HIRED, "fall"): FELL}


def a_hire(state=AGREED, person=None, employer=None):
    return Hire(
        offer_id="o1", fair_id="f1", booth_id="b1", employer_id="e1", vacancy_id="v1",
        person_id="p1", state=state, agreed_at=AT, person_confirmed_at=person,
        employer_confirmed_at=employer, fell_at=None, reason="",
    )  # fmt: skip


@pytest.mark.parametrize("state", list(HireState))
@pytest.mark.parametrize("verb", ["hire", "fall"])
def test_each_step_is_possible_just_where_the_table_says(state, verb):
    if (state, verb) in STEPS:
        assert move(MOVES_HIRE, state, verb) is STEPS[state, verb]
    else:
        with pytest.raises(WrongState):
            move(MOVES_HIRE, state, verb)


@pytest.mark.parametrize(("first", "second"), [(Role.SEEKER, Role.RECRUITER),
                                               (Role.RECRUITER, Role.SEEKER)])  # fmt: skip
def test_it_is_a_hire_with_the_second_confirmation_whoever_comes_first(first, second):
    hire = a_hire()
    assert rules.confirmed(hire, first) is AGREED

    mark = "person_confirmed_at" if first is Role.SEEKER else "employer_confirmed_at"
    hire = replace(hire, **{mark: AT})
    with pytest.raises(ConfirmedAlready):
        rules.confirmed(hire, first)
    assert rules.confirmed(hire, second) is HIRED


def test_taking_back_is_free_until_both_have_confirmed():
    assert rules.taken_back(a_hire(person=AT)) is FELL
    assert rules.taken_back(a_hire(employer=AT)) is FELL
    with pytest.raises(BothConfirmed):
        rules.taken_back(a_hire(HIRED, AT, AT))


def test_what_fell_through_stays_so():
    with pytest.raises(WrongState):
        rules.fallen(a_hire(FELL))
    with pytest.raises(WrongState):
        rules.confirmed(a_hire(FELL), Role.SEEKER)


def test_every_reason_has_a_sentence_that_the_other_side_reads():
    assert set(SEEKERS_REASONS) | set(EMPLOYERS_REASONS) <= set(FELL_BECAUSE)
    assert all(sentence.endswith(".") for sentence in FELL_BECAUSE.values())
