"""An offer takes its terms from the post; whatever is worse than the post is marked."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fair.hiring.refusals import BadTerm
from fair.hiring.terms import GONE, LATER, LESS, MORE, OTHER, changed, compare
from fair.hiring.terms_views import rows
from fair.languages import LANGUAGES
from fair.terms.terms import Terms
from fair.words import catalogue

POST = Terms(
    title="Sewing worker", language="en", work="sewing", occupation="8153", duties="Sew shirts.",
    conditions="None.", county="330681", place="Zhuji", signed_by="direct", pay_period="month",
    pay_base_cents=460_000, currency="CNY", usual_hours_week=48.0, overtime_rate_cents=3_965,
    usual_overtime_hours_month=36.0, deductions_month_cents=0, bonus_amount_cents=60_000,
    bonus_payer="Huafeng", bonus_condition="after three months", bonus_on=date(2027, 3, 1),
    social_insurance="yes", probation_months=1, probation_pay_cents=400_000,
    travel_payer="employer", lodging="free", meals="free", home_every_night=True,
    night_work=False, hazardous=False, starts_on=date(2026, 12, 1),
    valid_through=date(2026, 12, 31),
).as_dict()  # fmt: skip
DAY = date(2026, 12, 1)

WORSE: list[tuple[dict[str, object], str, str]] = [
    ({"pay_base_cents": 459_999}, "pay_base", LESS),
    ({"overtime_rate_cents": 3_000}, "overtime_rate", LESS),
    ({"overtime_rate_cents": None}, "overtime_rate", GONE),
    ({"usual_hours_week": 54.0}, "usual_hours_week", MORE),
    ({"usual_hours_week": None}, "usual_hours_week", GONE),
    ({"usual_overtime_hours_month": 40.0}, "usual_overtime_hours_month", MORE),
    ({"deductions_month_cents": 15_000}, "deductions_month", MORE),
    ({"bonus_amount_cents": 50_000}, "bonus_amount", LESS),
    ({"bonus_on": "2027-06-01"}, "bonus_on", LATER),
    ({"bonus_payer": "somebody else"}, "bonus_payer", OTHER),
    ({"social_insurance": "partial:work injury"}, "social_insurance", LESS),
    ({"social_insurance": "no"}, "social_insurance", LESS),
    ({"probation_months": 3}, "probation_months", MORE),
    ({"probation_pay_cents": 300_000}, "probation_pay", LESS),
    ({"travel_payer": "worker"}, "travel_payer", LESS),
    ({"lodging": "paid", "lodging_cost_month_cents": 15_000}, "lodging", LESS),
    ({"lodging": "none"}, "lodging", LESS),
    ({"meals": "partial"}, "meals", LESS),
    ({"meals": ""}, "meals", GONE),
    ({"home_every_night": False}, "home_every_night", GONE),
    ({"night_work": True}, "night_work", OTHER),
    ({"hazardous": True}, "hazardous", OTHER),
    ({"overseas_country": "JP"}, "overseas_country", OTHER),
    ({"place": "Wenzhou"}, "place", OTHER),
    ({"signed_by": "Nobody Ltd"}, "signed_by", OTHER),
    ({"between": ["A middleman"]}, "between", OTHER),
    ({"pay_period": "hour", "pay_base_cents": 9_000_000}, "pay_base", OTHER),
    ({"currency": "JPY"}, "currency", OTHER),
    ({"starts_on": "2026-12-15"}, "starts_on", LATER),
    ({"duties": "Anything."}, "duties", OTHER),
    ({"certificates": ["welder_certificate"]}, "certificates", OTHER),
]
BETTER: list[dict[str, object]] = [
    {"pay_base_cents": 500_000},
    {"overtime_rate_cents": 5_000},
    {"usual_hours_week": 40.0},
    {"deductions_month_cents": None},
    {"bonus_amount_cents": 70_000},
    {"bonus_on": "2027-01-01"},
    {"probation_months": 0},
    {"travel_payer": "organiser"},
    {"starts_on": "2026-11-25"},
    {"valid_through": "2026-12-01"},
    {"source": "elsewhere"},
    {"usual_overtime_hours_month": 20.0},
]


@pytest.mark.parametrize(("change", "column", "reason"), WORSE)
def test_a_worse_term_is_marked_with_the_reason(change, column, reason):
    found = {one.column: one.reason for one in compare(POST, POST | change)}

    assert found[column] == reason


@pytest.mark.parametrize("change", BETTER, ids=str)
def test_what_is_better_or_aside_is_not_marked(change):
    assert compare(POST, POST | change) == ()


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ({"deductions_month_cents": None}, {"deductions_month_cents": 0}, None),
        ({"deductions_month_cents": None}, {"deductions_month_cents": 1}, MORE),
        ({"deductions_month_cents": 0}, {"deductions_month_cents": 1}, MORE),
        ({"deductions_month_cents": 1}, {"deductions_month_cents": 0}, None),
        ({"deductions_month_cents": 1}, {"deductions_month_cents": None}, None),
        ({"usual_hours_week": None}, {"usual_hours_week": 60.0}, None),
        ({"bonus_on": None}, {"bonus_on": "2027-03-01"}, None),
        ({"bonus_on": "2027-03-01"}, {"bonus_on": None}, GONE),
        ({"place": "Zhuji"}, {"place": ""}, GONE),
        ({"place": ""}, {"place": "Zhuji"}, OTHER),
        ({"meals": "none"}, {"meals": "buffet"}, LESS),
        ({"social_insurance": "partial:injury"}, {"social_insurance": "partial:age"}, OTHER),
        ({"night_work": True}, {"night_work": False}, None),
        ({"home_every_night": None}, {"home_every_night": True}, None),
    ],
    ids=str,
)
def test_what_was_promised_nothing_about_is_judged_by_what_it_takes_away(before, after, reason):
    found = [one.reason for one in compare(POST | before, POST | after)]
    assert found == ([reason] if reason else [])


def test_a_worse_term_is_named_as_in_the_template():
    (worse,) = compare(POST, POST | {"pay_base_cents": 1})
    assert worse.label == "Guaranteed base pay"


def test_lodging_that_costs_is_marked_with_its_price():
    worse = compare(POST, POST | {"lodging": "paid", "lodging_cost_month_cents": 15_000})

    assert [one.column for one in worse] == ["lodging", "lodging_cost_month"]


@given(st.sampled_from([{}, *BETTER, *(change for change, _, _ in WORSE)]))
def test_the_post_is_never_worse_than_itself(extra):
    assert compare(POST | extra, POST | extra) == ()


def test_an_offer_takes_all_terms_from_the_post_but_the_first_day():
    terms = changed(POST, {}, date(2026, 12, 10))

    assert terms["starts_on"] == "2026-12-10"
    kept = {name: value for name, value in terms.items() if name in POST and name != "starts_on"}
    assert kept == {name: value for name, value in POST.items() if name != "starts_on"}


MEDICAL, VISA = "medical 200 employer 2026-12-31", "visa 300 employer 2026-12-31"


@pytest.mark.parametrize(
    ("before", "after", "worse"),
    [
        ([], [MEDICAL], True),
        ([MEDICAL], [MEDICAL], False),
        ([MEDICAL], [MEDICAL, VISA], True),
        ([MEDICAL, VISA], [VISA], False),
        ([MEDICAL], ["medical 200 employer 2027-12-31"], True),
        ([MEDICAL], ["medical 300 employer 2026-12-31"], True),
    ],
)
def test_a_new_cost_of_the_workers_is_marked_and_one_less_is_not(before, after, worse):
    found = compare(POST | {"own_costs": before}, POST | {"own_costs": after})
    assert [one.column for one in found] == (["own_costs"] if worse else [])


@pytest.mark.parametrize("column", ["tax_month", "insurance_month", "meals_cost_month"])
def test_more_that_is_taken_is_marked(column):
    name = f"{column}_cents"
    assert [one.column for one in compare(POST, POST | {name: 1})] == [column]
    assert not compare(POST | {name: 2}, POST | {name: 1})


def test_meals_that_become_free_cost_nothing_any_more():
    post = POST | {"meals": "paid", "meals_cost_month_cents": 20_000}
    assert changed(post, {"meals": "free"}, DAY)["meals_cost_month_cents"] is None
    assert changed(post, {}, DAY)["meals_cost_month_cents"] == 20_000


def test_both_figures_of_the_pay_follow_a_changed_term():
    plain = changed(POST, {}, DAY)
    less = changed(POST, {"deductions_month": 20_000}, DAY)

    assert plain["guaranteed_cents"] == 400_000
    assert less["guaranteed_cents"] == 380_000
    assert less["usual_cents"] == plain["usual_cents"] - 20_000


def test_free_lodging_has_no_price_and_no_probation_has_no_pay():
    post = POST | {"lodging": "paid", "lodging_cost_month_cents": 20_000}

    terms = changed(post, {"lodging": "free", "probation_months": 0}, DAY)

    assert terms["lodging_cost_month_cents"] is None
    assert terms["probation_pay_cents"] is None


def test_a_bonus_of_nothing_is_no_bonus_and_is_marked():
    terms = changed(POST, {"bonus_amount": 0}, DAY)

    assert terms["bonus_amount_cents"] is None
    assert "bonus_amount" in {one.column for one in compare(POST, terms)}


@pytest.mark.parametrize(
    ("post", "changes"),
    [
        ({}, {"pay_base": 0}),
        ({}, {"lodging": "paid"}),
        ({"bonus_payer": "", "bonus_amount_cents": None}, {"bonus_amount": 50_000}),
        ({"probation_months": None}, {"probation_pay": 100_000}),
        ({"place": ""}, {}),
    ],
)
def test_a_change_that_makes_no_sense_is_refused(post, changes):
    with pytest.raises(BadTerm):
        changed(POST | post, changes, DAY)


def test_the_letter_says_the_place_as_the_post_does():
    shown = {one.key: one.text for one in rows(POST, POST, catalogue("zh-Hans"), "Huafeng")}
    assert shown["place"] == "Zhuji · 浙江省 绍兴市 诸暨市"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_letter_shows_every_worse_term_in_each_language(lang):
    offer = POST
    for change, _, _ in WORSE:
        offer = offer | change

    shown = rows(POST, offer, catalogue(lang), "Huafeng")
    marked = {one.key for one in shown if one.worse}

    assert {"starts_on", "pay_base", "lodging", "bonus", "probation", "place"} <= marked
    assert all(row.label and row.text for row in shown)
