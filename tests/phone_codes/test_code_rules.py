"""Signing in by six digits: how long they work, how often, and how soon there are others."""

from datetime import UTC, datetime, timedelta

import pytest

from fair.phone_codes import code as rules
from fair.phone_codes.code import Code, Sent
from fair.phone_codes.refusals import CodeOver, CodeTooSoon, NoTextsThere, TooManyCodes

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)


def code(tries=0, used_at=None, sealed="right"):
    return Code(
        id="k1", purpose="sign_in", person_id="p1", fair_id="f1", number="n", asker="a",
        network="w", sealed=sealed, made_at=NOW, tries=tries, used_at=used_at,
    )  # fmt: skip


def sent(ago, asker="a", number="n", network="w", *, used=False):
    return Sent(NOW - ago, asker, network, number, used)


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


def test_a_code_that_was_ended_is_over_for_whatever_is_typed():
    for typed in ("right", ""):
        with pytest.raises(CodeOver):
            rules.try_code(code(sealed=""), typed, NOW)


@pytest.mark.parametrize("phone", ["+8613812345678", "+818012345678"])
def test_a_number_of_a_country_that_is_listed_may_be_texted(phone):
    rules.check_country(phone, "+86 +81")


@pytest.mark.parametrize(
    ("phone", "countries"), [("+447700900123", "+86 +81"), ("+8613812345678", "")]
)
def test_a_number_of_any_other_country_is_not(phone, countries):
    with pytest.raises(NoTextsThere):
        rules.check_country(phone, countries)


@pytest.mark.parametrize(
    ("ago", "seconds"), [(timedelta(0), 61), (SECOND, 60), (59 * SECOND, 2), (59.5 * SECOND, 1)]
)
def test_within_a_minute_no_second_code_is_sent_and_the_rest_of_it_is_said(ago, seconds):
    with pytest.raises(CodeTooSoon) as refused:
        rules.check_own([sent(10 * MINUTE), sent(ago)], "a", "n", NOW)
    assert refused.value.values == {"seconds": seconds}


@pytest.mark.parametrize(
    "before",
    [
        [],
        [sent(MINUTE)],
        [sent(SECOND, used=True)],
        [sent(SECOND, number="another")],
        [sent(SECOND, asker="a stranger")],
    ],
)
def test_a_code_is_sent_at_once_after_a_minute_after_a_used_one_and_whatever_others_do(before):
    rules.check_own(before, "a", "n", NOW)


def test_who_asks_gets_five_codes_within_an_hour_and_the_wait_for_a_sixth_is_said():
    five = [sent(n * 10 * MINUTE, number=f"n{n}") for n in (1, 2, 3, 4, 5)]
    rules.check_own(five[1:], "a", "n", NOW)
    with pytest.raises(TooManyCodes) as refused:
        rules.check_own(five, "a", "n", NOW)
    assert refused.value.values == {"minutes": 10}
    rules.check_own([*five[1:], sent(HOUR)], "a", "n", NOW)
    rules.check_own([*five[1:], sent(MINUTE, asker="a stranger")], "a", "n", NOW)


def test_a_network_waits_minutes_from_its_fifth_on_and_no_newcomer_is_kept_out():
    near = [sent(n * MINUTE, asker=f"a{n}") for n in range(1, 6)]
    far = [sent(n * MINUTE, asker=f"b{n}", network=f"w{n}") for n in range(1, 5)]
    rules.check_others(near[1:] + far, "w", 10, NOW)
    rules.check_others(near + far, "elsewhere", 10, NOW)
    with pytest.raises(TooManyCodes) as refused:
        rules.check_others(near, "w", 10, NOW)
    assert refused.value.values == {"minutes": 2}
    rules.check_others([*near, *far, sent(MINUTE, network="x")], "elsewhere", 10, NOW)
    with pytest.raises(TooManyCodes):
        rules.check_others([*near, *far, sent(MINUTE, network="x")], "x", 10, NOW)
    many = [sent(2 * MINUTE, network=f"z{n}") for n in range(30)]
    rules.check_others(many[1:], "elsewhere", 10, NOW)
    with pytest.raises(TooManyCodes) as refused:
        rules.check_others(many, "elsewhere", 10, NOW)
    assert refused.value.values == {"minutes": 1}
    rules.check_others([sent(3 * MINUTE, network="z")] * 30, "z", 10, NOW)


def test_others_are_who_asked_for_this_very_number_within_the_hour():
    stranger = sent(MINUTE, asker="b")
    some = [stranger, sent(MINUTE), sent(MINUTE, asker="b", number="m"), sent(HOUR, asker="b")]
    assert rules.others(some, "a", "n", NOW) == [stranger]


@pytest.mark.parametrize(
    ("then", "minutes"), [(-HOUR, 1), (SECOND, 1), (MINUTE, 1), (MINUTE + SECOND, 2), (HOUR, 60)]
)
def test_a_wait_is_said_in_whole_minutes_and_never_too_short(then, minutes):
    assert rules.minutes_until(NOW + then, NOW) == minutes
