"""The life of an offer: every step of every state, and until when it may be answered."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fair.decisions import WrongState, move
from fair.glossary import OfferState
from fair.hiring import offer as rules
from fair.hiring.offer import MOVES_OFFER, Offer, expiry
from fair.hiring.refusals import (
    OfferIsFrozen,
    OfferOver,
    StartsTooEarly,
    StartsTooLate,
    StillReserve,
    TermsNotOpened,
)

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
ZONES = (
    "Asia/Shanghai", "Asia/Tokyo", "UTC", "America/New_York", "Pacific/Kiritimati",
    "Pacific/Pago_Pago", "Asia/Kathmandu", "Europe/Berlin", "Australia/Lord_Howe",
)  # fmt: skip
R, F, A, Z = OfferState.RESERVE, OfferState.FIRM, OfferState.ACCEPTED, OfferState.FROZEN
D, W, E, B = OfferState.DECLINED, OfferState.WITHDRAWN, OfferState.EXPIRED, OfferState.RELEASED
STEPS = {
    (R, "promote"): F, (R, "decline"): D, (R, "withdraw"): W, (R, "expire"): E,
    (F, "accept"): A, (F, "decline"): D, (F, "withdraw"): W, (F, "expire"): E, (F, "freeze"): Z,
    (Z, "thaw"): F, (Z, "decline"): D, (Z, "withdraw"): W,
    (A, "release"): B,
}  # fmt: skip
VERBS = sorted({verb for _, verb in STEPS})


def an_offer(state=F, **given):
    values = {
        "id": "o1", "fair_id": "f1", "booth_id": "b1", "employer_id": "e1", "vacancy_id": "v1",
        "vacancy_version": 1, "person_id": "p1", "interview_id": "i1", "account_id": "a1",
        "state": state, "rank": 2 if state is R else None, "starts_on": date(2026, 12, 1),
        "expires_at": NOW + timedelta(hours=30) if state is F else None, "terms": {},
        "made_at": NOW, "opened_at": NOW, "answered_at": None, "reason": "", "version": 1,
    }  # fmt: skip
    return Offer(**{**values, **given})


@pytest.mark.parametrize("state", list(OfferState))
@pytest.mark.parametrize("verb", VERBS)
def test_each_step_is_possible_just_where_the_table_says(state, verb):
    if (state, verb) in STEPS:
        assert move(MOVES_OFFER, state, verb) is STEPS[state, verb]
    else:
        with pytest.raises(WrongState):
            move(MOVES_OFFER, state, verb)


def test_an_answered_offer_never_lives_again():
    assert all(not MOVES_OFFER[state] for state in (D, W, E, B))


@pytest.mark.parametrize(
    ("state", "refusal"),
    [(R, StillReserve), (Z, OfferIsFrozen), (E, OfferOver), (A, WrongState), (D, WrongState),
     (W, WrongState), (B, WrongState)],
)  # fmt: skip
def test_only_a_firm_offer_can_be_accepted(state, refusal):
    with pytest.raises(refusal):
        rules.accepted(an_offer(state), NOW)


def test_accept_opens_only_after_the_terms_were_opened():
    with pytest.raises(TermsNotOpened):
        rules.accepted(an_offer(opened_at=None), NOW)
    assert rules.accepted(an_offer(), NOW) is A


@pytest.mark.parametrize("decide", [rules.accepted, rules.declined])
def test_nobody_answers_after_the_time(decide):
    late = an_offer(expires_at=NOW)
    with pytest.raises(OfferOver):
        decide(late, NOW)
    assert decide(late, NOW - timedelta(microseconds=1))


def test_the_clock_does_not_end_an_offer_early():
    with pytest.raises(WrongState):
        rules.expired(an_offer(), NOW, "UTC")
    assert rules.expired(an_offer(expires_at=NOW), NOW, "UTC") is E


def test_a_reserve_offer_lasts_through_its_last_day_at_the_fairs_place():
    waiting = an_offer(R, expires_at=None, rank=1, terms={"valid_through": "2026-11-20"})
    assert waiting.last_day == date(2026, 11, 20)
    over = datetime(2026, 11, 20, 16, tzinfo=UTC)
    with pytest.raises(WrongState):
        rules.expired(waiting, over - timedelta(seconds=1), "Asia/Shanghai")
    assert rules.expired(waiting, over, "Asia/Shanghai") is E


def test_no_reserve_offer_outlasts_the_first_day():
    waiting = an_offer(R, rank=1, terms={"valid_through": "2027-01-31"})
    assert waiting.last_day == waiting.starts_on
    assert an_offer(R, rank=1, terms={}).last_day == waiting.starts_on


def test_an_employer_withdraws_firm_and_reserve_offers_only():
    assert rules.withdrawn(an_offer(F)) is W
    assert rules.withdrawn(an_offer(R)) is W
    for state, refusal in ((Z, OfferIsFrozen), (A, WrongState), (D, WrongState), (E, WrongState)):
        with pytest.raises(refusal):
            rules.withdrawn(an_offer(state))


@pytest.mark.parametrize(
    ("state", "opening"), [(F, "firm"), (Z, "firm"), (A, "accepted"), (R, ""), (D, ""), (B, "")]
)
def test_a_frozen_offer_keeps_its_opening_and_a_reserve_offer_has_none(state, opening):
    assert an_offer(state).opening == opening


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("hour", range(0, 24, 1))
def test_no_offer_expires_before_20_00_of_the_next_day(zone, hour):
    there = ZoneInfo(zone)
    for minute in (0, 59):
        now = datetime(2026, 11, 21, hour, minute, 30, tzinfo=UTC)

        end = expiry(now, there)

        local, made = end.astimezone(there), now.astimezone(there)
        assert (local.hour, local.minute, local.second) == (20, 0, 0)
        assert local.date() == made.date() + timedelta(days=1)
        assert end > now + timedelta(hours=19)


@given(
    now=st.integers(0, 4 * 365 * 24 * 60).map(lambda n: NOW + timedelta(minutes=n)),
    zone=st.sampled_from(ZONES),
    left_h=st.integers(0, 72),
)
def test_after_a_freeze_there_is_no_less_time_than_before(now, zone, left_h):
    there = ZoneInfo(zone)

    end = expiry(now, there, timedelta(hours=left_h))

    assert end >= now + timedelta(hours=left_h)
    assert end >= expiry(now, there)
    assert end.astimezone(there).hour == 20


@pytest.mark.parametrize(
    ("least_h", "day"), [(0, 22), (33, 22), (33.01, 23), (57, 23), (57.01, 24), (72, 24)]
)
def test_after_a_freeze_an_offer_ends_at_the_first_evening_that_leaves_as_much(least_h, day):
    shanghai = ZoneInfo("Asia/Shanghai")
    end = expiry(NOW, shanghai, timedelta(hours=least_h))  # it is eleven in the morning there
    assert end == datetime(2026, 11, day, 20, tzinfo=shanghai)


def test_the_first_day_is_neither_past_nor_more_than_a_year_away():
    today = date(2026, 11, 21)
    rules.check_start(today, today)
    rules.check_start(today + timedelta(days=366), today)
    with pytest.raises(StartsTooEarly):
        rules.check_start(today - timedelta(days=1), today)
    with pytest.raises(StartsTooLate):
        rules.check_start(today + timedelta(days=367), today)
