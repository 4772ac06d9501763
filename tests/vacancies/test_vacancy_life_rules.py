"""A vacancy's life and seats, the words of its terms, and its last day to the last minute."""

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from fair.decisions import WrongState, move
from fair.glossary import VacancyState
from fair.terms import terms as words
from fair.terms.terms import Terms
from fair.vacancies.vacancy import MOVES_VACANCY, OVER, STANDING, Vacancy, frozen

D, R, O, F, S, W, E = (  # noqa: E741 - its states in their order
    VacancyState.DRAFT,
    VacancyState.REVIEW,
    VacancyState.OPEN,
    VacancyState.FILLED,
    VacancyState.SUSPENDED,
    VacancyState.WITHDRAWN,
    VacancyState.EXPIRED,
)
# PRODUCT.md, "The lives of things", said once more.
STEPS = {
    (D, "open"): O, (D, "review"): R, (D, "withdraw"): W,
    (R, "approve"): O, (R, "send_back"): D, (R, "withdraw"): W,
    (O, "fill"): F, (O, "suspend"): S, (O, "withdraw"): W, (O, "expire"): E,
    (F, "reopen"): O, (F, "suspend"): S, (F, "withdraw"): W, (F, "expire"): E,
    (S, "lift"): O, (S, "withdraw"): W, (S, "expire"): E,
}  # fmt: skip
SHANGHAI = ZoneInfo("Asia/Shanghai")


def a_vacancy(state=O, head_count=3, firm=0, accepted=0, terms=None):
    return Vacancy(
        id="v1", employer_id="e1", booth_id="b1", fair_id="f1", version=1, title="Sewer",
        work="sewing", state=state, why=None, note="", head_count=head_count, firm=firm,
        accepted=accepted, terms=terms or Terms(),
    )  # fmt: skip


@pytest.mark.parametrize("state", list(VacancyState))
@pytest.mark.parametrize("verb", sorted({verb for _, verb in STEPS}))
def test_each_step_of_a_post_is_possible_just_where_it_was_promised(state, verb):
    if (state, verb) in STEPS:
        assert move(MOVES_VACANCY, state, verb) is STEPS[state, verb]
    else:
        with pytest.raises(WrongState):
            move(MOVES_VACANCY, state, verb)


@pytest.mark.parametrize("state", list(VacancyState))
def test_only_an_open_post_is_found_and_what_is_over_stands_no_more(state):
    assert a_vacancy(state).open == (state is O)
    assert (state in STANDING, state in OVER) == (state in {O, F, S}, state in {W, E})


@pytest.mark.parametrize(
    ("firm", "accepted", "free"), [(0, 0, 3), (1, 0, 2), (0, 1, 2), (1, 1, 1), (2, 1, 0)]
)
def test_a_seat_is_free_while_it_is_neither_offered_nor_accepted(firm, accepted, free):
    assert a_vacancy(firm=firm, accepted=accepted).free == free


def test_a_version_freezes_every_term_with_both_figures_of_the_pay():
    terms = Terms(
        title="Sewer", pay_period="month", pay_base_cents=435_000, deductions_month_cents=10_000,
        overtime_rate_cents=5_000, usual_overtime_hours_month=10, skills=("lockstitch",),
        valid_through=date(2026, 4, 1),
    )  # fmt: skip
    kept = frozen(terms, 3, "e1")
    assert (kept["guaranteed_cents"], kept["usual_cents"]) == (425_000, 475_000)
    assert (kept["head_count"], kept["employer_id"]) == (3, "e1")
    assert (kept["skills"], kept["valid_through"]) == (["lockstitch"], "2026-04-01")
    assert words.from_dict(kept) == terms
    assert a_vacancy(terms=terms).pay.usual_cents == 475_000


def test_terms_that_were_kept_long_ago_and_name_less_are_read_as_not_said():
    assert words.from_dict({"title": "Sewer", "starts_on": ""}) == Terms(title="Sewer")
    assert words.from_dict({}) == Terms()


def test_money_of_the_template_is_kept_in_hundredths():
    assert words.attribute("pay_base") == "pay_base_cents"
    assert words.attribute("title") == "title"


@pytest.mark.parametrize(
    ("signed_by", "between", "direct"),
    [
        ("direct", (), True),
        ("direct", ("Lianhe",), False),
        ("Lianhe", (), False),
        ("", (), False),
    ],
)
def test_direct_is_who_signs_itself_with_nobody_in_between(signed_by, between, direct):
    assert Terms(signed_by=signed_by, between=between).direct is direct


@pytest.mark.parametrize(
    ("said", "adults"),
    [
        ({}, False),
        ({"night_work": True}, True),
        ({"hazardous": True}, True),
        ({"overseas_country": "JP"}, True),
        ({"night_work": False, "hazardous": False}, False),
        ({"min_age": 17}, False),
        ({"min_age": 18}, True),
        ({"min_age": 19}, True),
    ],
)
def test_night_hazard_abroad_and_from_eighteen_are_for_adults_only(said, adults):
    assert Terms(**said).adults_only is adults


def test_nothing_said_is_no_flag_and_no_number():
    empty = Terms().as_dict()
    assert empty["night_work"] is None
    assert empty["min_age"] is None
    assert replace(Terms(), min_age=0) != Terms()
