"""Signing in by six digits: how long they work, how often, and how soon there are others."""

from datetime import UTC, datetime, timedelta

import pytest

from fair.sign_in import code as rules
from fair.sign_in.code import Code
from fair.sign_in.refusals import CodeOver, CodeTooSoon, TooManyCodes

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)


def code(tries=0, used_at=None):
    return Code(
        id="k1", purpose="sign_in", person_id="p1", phone="+8613812345678", salt="s",
        sealed="right", made_at=NOW, tries=tries, used_at=used_at,
    )  # fmt: skip


def test_a_code_works_for_ten_minutes_to_the_second():
    end = NOW + 10 * MINUTE
    assert rules.try_code(code(), "right", end - SECOND)
    assert not rules.try_code(code(), "wrong", NOW)
    with pytest.raises(CodeOver):
        rules.try_code(code(), "right", end)


@pytest.mark.parametrize(
    ("tries", "used_at", "works"),
    [
        (0, None, True),
        (4, None, True),
        (5, None, False),
        (6, None, False),
        (0, NOW, False),
    ],
)
def test_a_code_may_be_mistyped_four_times_and_used_once(tries, used_at, works):
    one = code(tries, used_at)
    assert one.works(NOW) is works
    if works:
        assert rules.try_code(one, "right", NOW)
    else:
        with pytest.raises(CodeOver):
            rules.try_code(one, "right", NOW)


def test_a_code_that_was_never_sent_is_over():
    with pytest.raises(CodeOver):
        rules.try_code(None, "right", NOW)


@pytest.mark.parametrize(
    ("ago", "seconds"), [(timedelta(0), 61), (SECOND, 60), (59 * SECOND, 2), (59.5 * SECOND, 1)]
)
def test_within_a_minute_no_second_code_is_sent_and_the_rest_of_it_is_said(ago, seconds):
    with pytest.raises(CodeTooSoon) as refused:
        rules.check_sending([NOW - 10 * MINUTE, NOW - ago], NOW)
    assert refused.value.values == {"seconds": seconds}


def test_after_a_minute_another_code_may_be_sent():
    rules.check_sending([NOW - MINUTE], NOW)
    rules.check_sending([], NOW)


def test_the_last_code_counts_in_whichever_order_they_are_told():
    for sent in ([1, 600, 300], [600, 1, 300], [300, 600, 1]):
        with pytest.raises(CodeTooSoon) as refused:
            rules.check_sending([NOW - ago * SECOND for ago in sent], NOW)
        assert refused.value.values == {"seconds": 60}


def test_a_number_gets_five_codes_within_an_hour_and_not_a_sixth():
    sent = [NOW - n * 10 * MINUTE for n in (1, 2, 3, 4)]
    rules.check_sending(sent, NOW)
    with pytest.raises(TooManyCodes):
        rules.check_sending([*sent, NOW - HOUR + SECOND], NOW)
    rules.check_sending([*sent, NOW - HOUR], NOW)
