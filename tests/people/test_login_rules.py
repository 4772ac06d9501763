"""Signing in by a link or six digits: how long they work, how often, and who can make them."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fair.people import login as rules
from fair.people.login import Code, CodeOver, CodeTooSoon, LoginRevoked, TooManyCodes

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
    ("tries", "used_at", "state"),
    [
        (0, None, "sent"),
        (4, None, "sent"),
        (5, None, "spent"),
        (6, None, "spent"),
        (0, NOW, "used"),
    ],
)
def test_a_code_may_be_mistyped_four_times_and_used_once(tries, used_at, state):
    one = code(tries, used_at)
    assert one.state(NOW) == state
    if state == "sent":
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


REF = "p00000000001"


def test_a_link_leads_back_to_its_row_and_no_other_secret_or_purpose_does():
    token = rules.link_token("secret", rules.KEY, REF)
    assert rules.link_ref("secret", rules.KEY, token) == REF
    assert rules.link_ref("other", rules.KEY, token) == ""
    assert rules.link_ref("secret", rules.INVITED, token) == ""
    assert rules.link_token("secret", rules.KEY, REF) == token


def test_a_link_of_another_row_cannot_be_made_from_ones_own():
    token = rules.link_token("secret", rules.KEY, REF)
    assert rules.link_ref("secret", rules.KEY, "p00000000002" + token[12:]) == ""
    for cut in ("", token[:12], token[:-1], token + "0", token[:12] + "é" * 24):
        assert rules.link_ref("secret", rules.KEY, cut) == ""


@given(st.text(max_size=12))
def test_a_links_mark_has_twenty_four_signs_that_are_not_mistaken_for_each_other(ref):
    mark = rules.link_token("secret", rules.KEY, ref)[len(ref) :]
    assert len(mark) == 24
    assert set(mark) <= set("0123456789abcdefghjkmnpqrstvwxyz")


def test_a_links_mark_is_the_one_that_stands_in_links_already_sent():
    assert rules.link_token("secret", "key", REF) == REF + "1kaztzy96fx2w43ts2665m1h"


def test_nobody_signs_in_with_what_the_database_keeps():
    kept = rules.token_hash("token")
    assert kept == rules.token_hash("token") != rules.token_hash("tokem")
    assert "token" not in kept
    assert len(kept) == 64


def test_sockets_close_for_whoever_signed_out():
    assert LoginRevoked(person_id="p1").key == "p1"
    assert LoginRevoked(account_id="a1").key == "a1"


@pytest.mark.parametrize(
    ("agent", "label"),
    [
        ("Mozilla/5.0 (iPhone) CriOS/120 Safari", "iPhone · Chrome"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/120 Safari Edg/120", "Windows · Edge"),
        ("Mozilla/5.0 (X11; Linux) Firefox/120", "Linux · Firefox"),
        ("Mozilla/5.0 (Macintosh)", "Mac"),
    ],
)
def test_a_device_is_named_by_system_and_browser(agent, label):
    assert rules.device_label(agent) == label
