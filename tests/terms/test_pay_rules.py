"""Two honest figures for one month, the lowest and the usual one, with the working row by row."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from fair.terms.month_pay import PayRow, number
from fair.terms.pay import work_out
from fair.terms.terms import Terms

MONTH: dict[str, Any] = {"currency": "CNY", "pay_period": "month", "pay_base_cents": 435_000}
WHOLE: dict[str, Any] = MONTH | {"tax_month_cents": 4_500, "insurance_month_cents": 45_700}
CASES = [
    ("a month", {"pay_period": "month", "pay_base_cents": 435_000}, 435_000, 435_000),
    ("a year", {"pay_period": "year", "pay_base_cents": 10_574_600}, 881_217, 881_217),
    ("a week", {"pay_period": "week", "pay_base_cents": 12_000}, 52_000, 52_000),
    ("two weeks", {"pay_period": "two_weeks", "pay_base_cents": 12_000}, 26_000, 26_000),
    ("a day", {"pay_period": "day", "pay_base_cents": 30_000}, 652_500, 652_500),
    (
        "an hour, twenty a week",
        {"pay_period": "hour", "pay_base_cents": 2_700, "usual_hours_week": 20},
        234_000,
        234_000,
    ),
    (
        "an hour, with overtime inside the usual hours",
        {
            "pay_period": "hour",
            "pay_base_cents": 1_200,
            "usual_hours_week": 45,
            "usual_overtime_hours_month": 15,
            "overtime_rate_cents": 1_800,
        },
        216_000,
        243_000,
    ),
    (
        "an hour on probation",
        {
            "pay_period": "hour", "pay_base_cents": 2_700, "usual_hours_week": 20,
            "probation_months": 1, "probation_pay_cents": 2_400,
        },
        208_000,
        234_000,
    ),
    ("an hour, hours not said", {"pay_period": "hour", "pay_base_cents": 1_263}, None, None),
    ("a piece", {"pay_period": "piece", "pay_base_cents": 200}, None, None),
    ("nothing said", {}, None, None),
    ("no period", {"pay_base_cents": 100}, None, None),
    (
        "overtime and what is taken",
        {
            "pay_period": "month",
            "pay_base_cents": 435_000,
            "overtime_rate_cents": 3_750,
            "usual_overtime_hours_month": 20,
            "deductions_month_cents": 30_000,
            "lodging": "paid",
            "lodging_cost_month_cents": 30_000,
        },
        405_000,
        480_000,
    ),
    ("a bonus is not counted", MONTH | {"bonus_amount_cents": 100_000}, 435_000, 435_000),
    (
        "probation",
        MONTH | {"probation_months": 2, "probation_pay_cents": 366_000},
        366_000,
        435_000,
    ),
    (
        "a probation that is paid better lowers nothing and raises nothing",
        MONTH | {"probation_months": 2, "probation_pay_cents": 500_000},
        435_000,
        435_000,
    ),
    (
        "no probation, whatever a file says of its pay",
        MONTH | {"probation_months": 0, "probation_pay_cents": 1},
        435_000,
        435_000,
    ),
    ("tax and insurance", WHOLE, 384_800, 384_800),
    ("tax alone is not taken off", MONTH | {"tax_month_cents": 4_500}, 435_000, 435_000),
    (
        "meals without an amount: neither tax nor insurance is taken off",
        WHOLE | {"meals": "paid"},
        435_000,
        435_000,
    ),
    (
        "everything",
        WHOLE
        | {
            "overtime_rate_cents": 3_750, "usual_overtime_hours_month": 20,
            "deductions_month_cents": 30_000, "lodging": "paid", "lodging_cost_month_cents": 30_000,
            "meals": "partial", "meals_cost_month_cents": 12_050, "probation_months": 2,
            "probation_pay_cents": 366_000,
        },
        273_750,
        417_750,
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("values", "least", "usual"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_both_figures_of_a_month(values, least, usual):
    pay = work_out(Terms(**{"currency": "CNY", **values}))

    assert (pay.guaranteed_cents, pay.usual_cents) == (least, usual)


# --- in hand, or before tax and insurance ---------------------------------------------------------

TAX, INSURANCE = "income tax", "your own social insurance"
LODGING, MEALS, TRIAL = (
    "what the lodging costs", "what the meals cost", "the pay during probation",
)  # fmt: skip


@pytest.mark.parametrize(
    ("said", "missing"),
    [
        ({}, ()),
        ({"tax_month_cents": 0, "insurance_month_cents": 0}, ()),
        ({"tax_month_cents": None}, (TAX,)),
        ({"insurance_month_cents": None}, (INSURANCE,)),
        ({"tax_month_cents": None, "insurance_month_cents": None}, (TAX, INSURANCE)),
        ({"lodging": "free"}, ()),
        ({"lodging": "none"}, ()),
        ({"lodging": "paid"}, (LODGING,)),
        ({"lodging": "paid", "lodging_cost_month_cents": 0}, ()),
        ({"meals": "none"}, ()),
        ({"meals": "free"}, ()),
        ({"meals": "paid"}, (MEALS,)),
        ({"meals": "partial"}, (MEALS,)),
        ({"meals": "partial", "meals_cost_month_cents": 1}, ()),
        ({"meals": "paid", "meals_cost_month_cents": 1, "lodging": "paid"}, (LODGING,)),
        ({"probation_months": 0}, ()),
        ({"probation_months": 1}, (TRIAL,)),
        ({"probation_months": 1, "probation_pay_cents": 400_000}, ()),
    ],
)
def test_a_figure_is_in_hand_only_where_all_that_is_taken_has_an_amount(said, missing):
    pay = work_out(Terms(**WHOLE | said))

    assert pay.missing == missing
    assert pay.in_hand is (not missing)


def test_where_no_month_is_known_nothing_is_in_hand():
    pay = work_out(Terms(**WHOLE | {"pay_period": "piece"}))

    assert (pay.known, pay.in_hand, pay.missing) == (False, False, ())


def test_tax_and_insurance_that_are_not_taken_off_are_named_with_their_amounts():
    pay = work_out(Terms(**WHOLE | {"meals": "paid"}))

    assert [(one.label, one.usual_cents) for one in pay.notes] == [
        ("Income tax", -4_500),
        ("Your own social insurance", -45_700),
    ]
    assert {one.label for one in pay.rows} == {"Base pay"}
    assert not work_out(Terms(**WHOLE)).notes


# --- the working ----------------------------------------------------------------------------------


def rows(**values):
    """Return the working as a reader sees it: label, lowest month, usual month."""
    pay = work_out(Terms(**{"currency": "CNY", **values}))
    return [(row.label, row.least_cents, row.usual_cents) for row in pay.rows]


def test_the_working_shows_both_months_row_by_row():
    assert rows(
        **WHOLE, overtime_rate_cents=3_750, usual_overtime_hours_month=20,
        deductions_month_cents=10_000, probation_months=2, probation_pay_cents=366_000,
    ) == [
        ("Base pay", None, 435_000),
        ("During probation", 366_000, None),
        ("Usual overtime", None, 75_000),
        ("Deductions", -10_000, -10_000),
        ("Income tax", -4_500, -4_500),
        ("Your own social insurance", -45_700, -45_700),
    ]  # fmt: skip


def test_the_pay_of_a_probation_says_how_long_and_how_it_is_worked_out():
    trial = work_out(
        Terms(
            currency="CNY", pay_period="hour", pay_base_cents=2_700, usual_hours_week=20,
            probation_months=1, probation_pay_cents=2_400,
        )
    ).rows[1]  # fmt: skip

    assert [how.format_map(trial.values) for how in trial.hows] == [
        "months of probation: 1",
        "2400 an hour × 86.67 hours a month",
    ]


def test_without_a_figure_the_base_is_named_and_nothing_is_taken_off():
    assert rows(pay_period="piece", pay_base_cents=200, deductions_month_cents=100) == [
        ("Base pay", None, None)
    ]
    assert rows() == []


def test_no_pay_at_all_is_still_said_as_a_figure():
    pay = work_out(Terms(pay_period="month", pay_base_cents=0))
    assert pay.known
    assert (pay.guaranteed_cents, pay.usual_cents) == (0, 0)
    assert not work_out(Terms(pay_period="piece", pay_base_cents=200)).known


@pytest.mark.parametrize(
    ("lodging", "taken", "cost", "shown"),
    [
        ("paid", 0, 0, []),
        ("paid", 0, 1, [("Lodging", -1)]),
        ("paid", 1, 0, [("Deductions", -1)]),
        ("paid", 20_000, 30_000, [("Deductions", -20_000), ("Lodging", -10_000)]),
        ("paid", 29_999, 30_000, [("Deductions", -29_999), ("Lodging", -1)]),
        ("paid", 30_000, 30_000, [("Deductions", -30_000)]),
        ("paid", 40_000, 30_000, [("Deductions", -40_000)]),
        ("free", 20_000, 30_000, [("Deductions", -20_000)]),
        ("free", 0, 30_000, []),
    ],
)
def test_lodging_taken_from_pay_is_taken_once_and_free_lodging_never(lodging, taken, cost, shown):
    pay = work_out(
        Terms(
            pay_period="month", pay_base_cents=435_000, deductions_month_cents=taken,
            lodging=lodging, lodging_cost_month_cents=cost,
        )
    )  # fmt: skip
    found = [
        (one.label, one.usual_cents)
        for one in pay.rows
        if one.label in {"Deductions", "Lodging"} and one.least_cents == one.usual_cents
    ]
    assert found == shown
    assert pay.usual_cents == 435_000 - max(taken, cost if lodging == "paid" else 0)


@pytest.mark.parametrize(
    ("taken", "shown"),
    [
        (0, [("Lodging", -300), ("Meals", -200)]),
        (100, [("Deductions", -100), ("Lodging", -200), ("Meals", -200)]),
        (300, [("Deductions", -300), ("Meals", -200)]),
        (301, [("Deductions", -301), ("Meals", -199)]),
        (500, [("Deductions", -500)]),
        (501, [("Deductions", -501)]),
    ],
)
def test_what_is_taken_from_pay_covers_lodging_and_then_meals(taken, shown):
    found = rows(
        pay_period="month", pay_base_cents=435_000, deductions_month_cents=taken, lodging="paid",
        lodging_cost_month_cents=300, meals="paid", meals_cost_month_cents=200,
    )  # fmt: skip
    assert [(label, usual) for label, _, usual in found[1:]] == shown


@pytest.mark.parametrize(
    ("lodging", "cost", "meals", "how"),
    [
        ("paid", 1, 0, "taken from pay, lodging included"),
        ("paid", 0, 0, "taken from pay"),
        ("free", 1, 0, "taken from pay"),
        ("free", 0, 1, "taken from pay, meals included"),
        ("paid", 1, 1, "taken from pay, lodging and meals included"),
    ],
)
def test_what_is_taken_says_what_is_in_it(lodging, cost, meals, how):
    pay = work_out(
        Terms(
            pay_period="month", pay_base_cents=100, deductions_month_cents=2, lodging=lodging,
            lodging_cost_month_cents=cost, meals="paid", meals_cost_month_cents=meals,
        )
    )  # fmt: skip
    assert [one.hows for one in pay.rows if one.label == "Deductions"] == [(how,)]


@pytest.mark.parametrize(("rate", "hours"), [(0, 10), (10, 0), (None, 10), (10, None)])
def test_overtime_without_rate_or_hours_is_no_row(rate, hours):
    found = rows(
        pay_period="month", pay_base_cents=1, overtime_rate_cents=rate,
        usual_overtime_hours_month=hours,
    )  # fmt: skip
    assert "Usual overtime" not in [label for label, _, _ in found]


def test_an_hour_of_overtime_at_a_cent_is_a_row_of_the_usual_month_only():
    found = rows(
        pay_period="month", pay_base_cents=1, overtime_rate_cents=1, usual_overtime_hours_month=1
    )
    assert ("Usual overtime", None, 1) in found


@pytest.mark.parametrize(
    ("period", "more", "cents", "values"),
    [
        ("day", {}, 652_500, {"base_cents": 30_000, "days": "21.75"}),
        ("year", {}, 2_500, {"base_cents": 30_000}),
        ("hour", {"usual_hours_week": 20}, 2_600_000, {"base_cents": 30_000, "hours": "86.67"}),
        (
            "hour",
            {"usual_hours_week": 45, "usual_overtime_hours_month": 15},
            5_400_000,
            {"base_cents": 30_000, "hours": "180"},
        ),
        (
            "hour",
            {"usual_hours_week": 3, "usual_overtime_hours_month": 13},
            0,
            {"base_cents": 30_000, "hours": "0"},
        ),
        (
            "hour",
            {"usual_hours_week": 3, "usual_overtime_hours_month": 14},
            0,
            {"base_cents": 30_000, "hours": "0"},
        ),
        ("hour", {"usual_hours_week": 0}, None, {"base_cents": 30_000}),
        ("piece", {}, None, {"base_cents": 30_000}),
        ("", {}, None, {"base_cents": 30_000}),
        ("month", {}, 30_000, {"base_cents": 30_000}),
        ("week", {}, 130_000, {"base_cents": 30_000}),
        ("two_weeks", {}, 65_000, {"base_cents": 30_000}),
    ],
)
def test_how_the_base_of_a_month_comes_about_is_said_with_its_numbers(period, more, cents, values):
    base = work_out(Terms(pay_period=period, pay_base_cents=30_000, **more)).rows[0]
    assert (base.least_cents, base.usual_cents, base.values) == (cents, cents, values)
    assert all(how.format_map(values) for how in base.hows)


@pytest.mark.parametrize(
    ("value", "text"),
    [(21.75, "21.75"), (20, "20"), (100.0, "100"), (43.333, "43.33"), (0.5, "0.5"), (0, "0")],
)
def test_a_number_is_written_without_needless_decimals(value, text):
    assert number(value) == text


def test_overtime_that_comes_to_no_cent_changes_nothing():
    pay = work_out(
        Terms(
            pay_period="month", pay_base_cents=100, overtime_rate_cents=1,
            usual_overtime_hours_month=0.4,
        )
    )  # fmt: skip
    assert pay.usual_cents == 100


def test_half_a_cent_is_rounded_up():
    assert work_out(Terms(pay_period="year", pay_base_cents=6)).guaranteed_cents == 1
    assert work_out(Terms(pay_period="year", pay_base_cents=5)).guaranteed_cents == 0


@pytest.mark.parametrize(("currency", "cents"), [("JPY", 25_000_000), ("CNY", 25_000_008)])
def test_money_without_hundredths_comes_out_whole(currency, cents):
    terms = Terms(currency=currency, pay_period="year", pay_base_cents=300_000_100)
    assert work_out(terms).usual_cents == cents


# --- what counts nowhere --------------------------------------------------------------------------


def test_a_bonus_is_said_with_payer_condition_and_day():
    terms = Terms(
        **MONTH, bonus_amount_cents=50_000, bonus_payer="Huafeng",
        bonus_condition="after three months", bonus_on=date(2026, 6, 1),
    )  # fmt: skip
    (dated,) = work_out(terms).notes
    (undated,) = work_out(replace(terms, bonus_on=None)).notes

    assert dated.values == {
        "payer": "Huafeng", "condition": "after three months", "day": "2026-06-01",
    }  # fmt: skip
    assert "{day}" in dated.hows[0]
    assert "{day}" not in undated.hows[0]


def test_a_row_can_be_counted():
    one, same = (PayRow("Base pay", 1, 1, ("x",), {"days": "2"}) for _ in range(2))
    assert len({one, same}) == 1


@pytest.mark.parametrize(
    ("base", "up_to", "shown"),
    [(0, 13_500_000, True), (400, 500, True), (400, 400, False), (400, None, False)],
)
def test_a_highest_pay_is_shown_as_not_counted_and_counts_nowhere(base, up_to, shown):
    said = Terms(pay_period="month", pay_base_cents=base, pay_up_to_cents=up_to)
    pay = work_out(said)

    assert (pay.guaranteed_cents, pay.usual_cents) == (base, base)
    notes = [row for row in pay.notes if row.label.startswith("Up to")]
    assert [row.usual_cents for row in notes] == ([up_to] if shown else [])
    assert all("not guaranteed" in row.hows[0] for row in notes)
