"""What a licence must show for each kind of employer, and its life: pure rules."""

from datetime import UTC, date, datetime, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fair.decisions import Refusal, WrongState, move
from fair.employers.licence import (
    MOVES_LICENCE,
    Licence,
    LicenceTerms,
    check_character,
    check_kind,
    checked,
    gives_way,
    is_credit_code,
    that_counts,
    verified,
)
from fair.employers.refusals import (
    BadCreditCode,
    KindIsFixed,
    LicenceIncomplete,
    LicenceNotBegun,
    LicenceOver,
    ReserveTooSmall,
)
from fair.glossary import EmployerKind, LicenceState

TODAY = date(2026, 3, 2)
ONE_DAY = timedelta(days=1)
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
GOOD = "91330481MA2CWKXY0" + check_character("91330481MA2CWKXY0")
YEAR: dict[str, Any] = {
    "authority": "Haining",
    "valid_from": date(2025, 1, 1),
    "valid_to": date(2027, 1, 1),
}
S = LicenceState
LIFE = {
    (S.SUBMITTED, "verify"): S.VERIFIED,
    (S.SUBMITTED, "reject"): S.REJECTED,
    (S.VERIFIED, "fall_due"): S.DUE,
    (S.VERIFIED, "expire"): S.EXPIRED,
    (S.VERIFIED, "suspend"): S.SUSPENDED,
    (S.DUE, "verify"): S.VERIFIED,
    (S.DUE, "reject"): S.REJECTED,
    (S.DUE, "expire"): S.EXPIRED,
    (S.DUE, "suspend"): S.SUSPENDED,
    (S.SUSPENDED, "lift"): S.VERIFIED,
    (S.SUSPENDED, "expire"): S.EXPIRED,
}
VERBS = ("verify", "reject", "fall_due", "expire", "suspend", "lift")


@pytest.mark.parametrize(("state", "verb"), list(product(S, VERBS)))
def test_a_licence_lives_as_the_law_says_and_no_other_way(state, verb):
    if (state, verb) in LIFE:
        assert move(MOVES_LICENCE, state, verb) is LIFE[state, verb]
    else:
        with pytest.raises(WrongState):
            move(MOVES_LICENCE, state, verb)


@pytest.mark.parametrize(
    "code",
    ["91350100M000100Y43", "91110000802100433B", "914403001922038216", "91110000600037341L"],
)
def test_a_credit_code_in_use_is_accepted(code):
    assert is_credit_code(code)


@given(st.integers(0, 17), st.sampled_from("0123456789ABCDEFGHJKLMNPQRTUWXY"))
def test_one_mistyped_sign_of_a_credit_code_is_noticed(place, sign):
    typed = GOOD[:place] + sign + GOOD[place + 1 :]

    assert is_credit_code(typed) == (typed == GOOD)


@pytest.mark.parametrize(
    "code", ["", GOOD[:-1], GOOD + "0", GOOD.lower(), "O" + GOOD[1:], "名" * 18]
)
def test_what_cannot_be_a_credit_code_is_not_one(code):
    assert not is_credit_code(code)


def test_a_direct_employer_needs_its_credit_code_alone():
    kept = checked(EmployerKind.DIRECT, LicenceTerms(number=f" {GOOD.lower()} "), TODAY)

    assert kept.number == GOOD
    assert kept.reserve_cents is None


def test_a_wrong_credit_code_is_refused():
    with pytest.raises(BadCreditCode):
        checked(EmployerKind.DIRECT, LicenceTerms(number="91330481MA2CWKXY00"), TODAY)


def test_an_agency_needs_no_credit_code_and_no_reserve_fund():
    kept = checked(EmployerKind.AGENCY, LicenceTerms(number="3304 2021 0077", **YEAR), TODAY)

    assert kept.number == "330420210077"


@pytest.mark.parametrize("lacking", ["authority", "valid_from", "valid_to"])
@pytest.mark.parametrize("kind", [EmployerKind.AGENCY, EmployerKind.OVERSEAS])
def test_a_licensed_company_names_authority_and_both_days(kind, lacking):
    given: dict[str, Any] = {**YEAR, "reserve_cents": 300_000_000}
    given[lacking] = "" if lacking == "authority" else None

    with pytest.raises(LicenceIncomplete):
        checked(kind, LicenceTerms(number="LW330020190001", **given), TODAY)


@pytest.mark.parametrize(
    ("cents", "refusal"),
    [
        (None, LicenceIncomplete),
        (299_999_999, ReserveTooSmall),
        (300_000_000, None),
        (900_000_000, None),
    ],
)
def test_an_overseas_company_has_three_million_in_reserve(cents, refusal):
    terms = LicenceTerms(number="LW330020190001", reserve_cents=cents, **YEAR)

    if refusal:
        with pytest.raises(refusal):
            checked(EmployerKind.OVERSEAS, terms, TODAY)
    else:
        assert checked(EmployerKind.OVERSEAS, terms, TODAY).reserve_cents == cents


@pytest.mark.parametrize(
    ("first", "last", "refusal"),
    [
        (date(2025, 1, 1), TODAY, None),
        (date(2025, 1, 1), TODAY - timedelta(days=1), LicenceOver),
        (TODAY, date(2027, 1, 1), None),
        (TODAY + timedelta(days=1), date(2027, 1, 1), LicenceNotBegun),
    ],
)
def test_a_licence_is_valid_today(first, last, refusal):
    terms = LicenceTerms(number="HR1", authority="Haining", valid_from=first, valid_to=last)

    if refusal:
        with pytest.raises(refusal):
            checked(EmployerKind.AGENCY, terms, TODAY)
    else:
        assert checked(EmployerKind.AGENCY, terms, TODAY).valid_to == last


@pytest.mark.parametrize(("first", "refused"), [(TODAY, False), (TODAY + ONE_DAY, True)])
def test_a_first_day_without_a_last_one_must_have_come(first: date, refused: bool):
    terms = LicenceTerms(number=GOOD, valid_from=first)

    if refused:
        with pytest.raises(LicenceNotBegun):
            checked(EmployerKind.DIRECT, terms, TODAY)
    else:
        assert checked(EmployerKind.DIRECT, terms, TODAY).valid_from == first


def a_licence(name: str, state: LicenceState, day: int, **changes: object) -> Licence:
    values: dict[str, Any] = {
        "id": name,
        "employer_id": "e",
        "kind": EmployerKind.AGENCY,
        "number": "1",
        "authority": "Haining",
        "valid_from": None,
        "valid_to": None,
        "reserve_cents": None,
        "state": state,
        "reason": "",
        "submitted_at": NOW + timedelta(days=day),
        "checked_at": None,
        **changes,
    }
    return Licence(**values)


def test_a_renewal_that_is_being_checked_does_not_put_the_old_licence_out_of_force():
    old, new = a_licence("old", S.VERIFIED, 0), a_licence("new", S.SUBMITTED, 1)

    assert that_counts([new, old]) == old


def test_a_suspended_licence_counts_before_a_newly_submitted_one():
    old, new = a_licence("old", S.SUSPENDED, 0), a_licence("new", S.SUBMITTED, 1)

    assert that_counts([new, old]) == old


def test_where_none_was_accepted_the_newest_counts():
    old, new = a_licence("old", S.REJECTED, 0), a_licence("new", S.SUBMITTED, 1)

    assert that_counts([old, new]) == new
    assert that_counts([]) is None


@pytest.mark.parametrize("state", list(S))
def test_only_a_verified_licence_opens_anything(state):
    licence = a_licence("l", state, 0)

    assert licence.valid == (state is S.VERIFIED)
    assert licence.in_force == (state in {S.VERIFIED, S.DUE})


def test_a_licence_is_good_until_the_midnight_after_its_last_day_where_it_was_issued():
    licence = a_licence("l", S.VERIFIED, 0, valid_to=date(2026, 3, 31))

    assert licence.ends_at == datetime(2026, 3, 31, 16, tzinfo=UTC)


def test_a_licence_is_checked_again_after_half_a_year():
    assert a_licence("l", S.VERIFIED, 0, checked_at=NOW).recheck_at == NOW + timedelta(days=182)
    assert a_licence("l", S.SUBMITTED, 0).recheck_at is None


def test_its_checks_are_days_where_the_authority_is():
    late = datetime(2026, 3, 31, 17, tzinfo=UTC)  # past midnight there
    checked = a_licence("l", S.VERIFIED, 0, checked_at=late)
    assert (checked.checked_on, checked.recheck_on) == (date(2026, 4, 1), date(2026, 9, 30))
    waiting = a_licence("l", S.SUBMITTED, 0)
    assert (waiting.checked_on, waiting.recheck_on) == (None, None)


def test_every_refusal_of_the_form_says_what_to_do():
    for refusal in (BadCreditCode, ReserveTooSmall, LicenceIncomplete, LicenceOver):
        assert issubclass(refusal, Refusal)
        assert refusal.sentence.count(".") >= 2


def a_standing(state, **given):
    values = {
        "id": "l1", "employer_id": "e1", "kind": EmployerKind.DIRECT, "number": GOOD,
        "authority": "", "valid_from": None, "valid_to": None, "reserve_cents": None,
        "state": state, "reason": "", "submitted_at": NOW, "checked_at": None, **given,
    }  # fmt: skip
    return Licence(**values)


def test_a_licence_is_verified_until_its_last_day_is_over():
    last = a_standing(S.SUBMITTED, valid_to=TODAY)

    assert verified(last, NOW) is S.VERIFIED
    midnight = datetime(2026, 3, 2, 16, tzinfo=UTC)  # the end of the day where it was issued
    assert verified(last, midnight - timedelta(seconds=1)) is S.VERIFIED
    with pytest.raises(LicenceOver):
        verified(last, midnight)
    with pytest.raises(WrongState):
        verified(a_standing(S.REJECTED), NOW)


@pytest.mark.parametrize("state", list(S))
def test_what_was_accepted_before_gives_way_to_a_verified_one(state):
    new = a_standing(S.VERIFIED, id="l2")

    assert gives_way(a_standing(state), to=new) is (state in {S.VERIFIED, S.DUE, S.SUSPENDED})
    assert not gives_way(new, to=new)


@pytest.mark.parametrize("state", list(S))
def test_the_kind_of_an_employer_is_fixed_while_a_licence_of_it_stands_or_waits(state):
    direct, agency = EmployerKind.DIRECT, EmployerKind.AGENCY
    check_kind(direct, direct, [a_standing(state)])
    check_kind(direct, agency, [])
    if state in {S.REJECTED, S.EXPIRED}:
        check_kind(direct, agency, [a_standing(state)])
    else:
        with pytest.raises(KindIsFixed):
            check_kind(direct, agency, [a_standing(state)])
