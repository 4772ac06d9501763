"""A second step: which code is fresh, how long it may be put off, what is kept of paper codes."""

from datetime import UTC, datetime, timedelta

import pytest

from fair.factors.factor import Asking, asks, code_hash, fresh, written
from fair.factors.refusals import FactorCodeUsed, WrongFactorCode
from fair.factors.step import Step, step_from
from fair.glossary import Role

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def test_a_code_is_fresh_only_after_the_last_one_that_was_used():
    assert fresh((100,), 99) == 100
    assert fresh((99, 101), 99) == 101
    with pytest.raises(FactorCodeUsed):
        fresh((100,), 100)
    with pytest.raises(FactorCodeUsed):
        fresh((99,), 100)
    with pytest.raises(WrongFactorCode):
        fresh((), 0)


def test_it_may_be_put_off_five_times_and_for_fourteen_days_to_the_second():
    assert Asking().may_wait(NOW)
    assert [Asking(times, NOW).may_wait(NOW) for times in (4, 5, 6)] == [True, False, False]
    assert [Asking(times, NOW).left() for times in (0, 4, 5, 6)] == [5, 1, 0, 0]
    end = NOW + timedelta(days=14)
    assert Asking(1, NOW).until(end) == end
    assert Asking(1, NOW).may_wait(end - SECOND)
    assert not Asking(1, NOW).may_wait(end)


def test_who_reads_a_whole_fair_is_asked_for_it_and_nobody_else():
    assert {role for role in Role if asks(role)} == {
        Role.ORGANISER,
        Role.FAIR_ORGANISER,
        Role.AUDITOR,
    }


def test_a_code_on_paper_is_kept_for_its_account_alone_however_it_is_typed():
    assert code_hash("a1", "ABCD2345") == code_hash("a1", "abcd2345") != code_hash("a2", "abcd2345")
    assert written("abcdefgh2345") == "abcd-efgh-2345"


def test_what_waits_for_the_second_step_is_of_one_browser():
    step = Step("a1", "/board", "k1")
    assert step_from(step.said("me"), "me") == step
    assert step_from(step.said("me"), "you") is None
    assert step_from({}, "me") is None
