"""Two honest figures for one month, with the working line by row."""

from datetime import date
from typing import Any

import pytest

from fair.terms.pay import PayRow, number, work_out
from fair.terms.terms import Terms

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
        435_000,
        480_000,
    ),
    (
        "lodging beside the pay",
        {
            "pay_period": "month",
            "pay_base_cents": 435_000,
            "lodging": "paid",
            "lodging_cost_month_cents": 30_000,
        },
        435_000,
        405_000,
    ),
    (
        "a bonus is not counted",
        {"pay_period": "month", "pay_base_cents": 435_000, "bonus_amount_cents": 100_000},
        435_000,
        435_000,
    ),
]


@pytest.mark.parametrize(
    ("values", "guaranteed", "usual"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_both_figures_of_a_month(values, guaranteed, usual):
    pay = work_out(Terms(currency="CNY", **values))

    assert (pay.guaranteed_cents, pay.usual_cents) == (guaranteed, usual)


@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_the_rows_add_up_to_the_figures(case):
    pay = work_out(Terms(currency="CNY", **case[1]))
    if not pay.known:
        return
    totals = [row.cents for row in pay.rows if row.total]
    upto = next(i for i, row in enumerate(pay.rows) if row.cents == totals[1] and row.total)
    counted = [row.cents or 0 for row in pay.rows[: upto + 1] if not row.total]

    assert totals == [pay.guaranteed_cents, pay.usual_cents] or len(totals) == 2
    assert sum(counted) == pay.usual_cents


def test_bonus_and_probation_are_said_with_payer_condition_and_day():
    pay = work_out(
        Terms(
            currency="CNY",
            pay_period="month",
            pay_base_cents=435_000,
            bonus_amount_cents=50_000,
            bonus_payer="Huafeng",
            bonus_condition="after three months",
            bonus_on=date(2026, 6, 1),
            probation_months=2,
            probation_pay_cents=366_000,
        )
    )

    bonus = next(row for row in pay.rows if row.cents == 50_000)
    assert bonus.values == {
        "payer": "Huafeng",
        "condition": "after three months",
        "day": "2026-06-01",
    }
    assert any(row.cents == 366_000 for row in pay.rows)


def rows(**values):
    """Return the working as a reader sees it: label, amount, whether it is a sum."""
    pay = work_out(Terms(currency="CNY", **values))
    return [(row.label, row.cents, row.total) for row in pay.rows]


NOT_COUNTED = ("Not counted here", None, False)


def test_the_working_is_shown_line_by_line_with_both_sums():
    assert rows(
        pay_period="month", pay_base_cents=435_000, overtime_rate_cents=3_750,
        usual_overtime_hours_month=20, deductions_month_cents=10_000, bonus_amount_cents=50_000,
        probation_months=2, probation_pay_cents=366_000,
    ) == [
        ("Base pay", 435_000, False),
        ("Guaranteed a month", 435_000, True),
        ("Usual overtime", 75_000, False),
        ("Deductions", -10_000, False),
        ("Usual a month, before tax and insurance", 500_000, True),
        ("Bonus, not counted above", 50_000, False),
        ("During probation", 366_000, False),
        NOT_COUNTED,
    ]  # fmt: skip


def test_without_a_figure_the_base_is_named_and_no_sum_is_shown():
    assert rows(pay_period="piece", pay_base_cents=200, deductions_month_cents=100) == [
        ("Base pay", None, False),
        NOT_COUNTED,
    ]
    assert rows() == [NOT_COUNTED]


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
    found = [(one.label, one.cents) for one in pay.rows if one.label in {"Deductions", "Lodging"}]
    assert found == shown
    assert pay.usual_cents == 435_000 - max(taken, cost if lodging == "paid" else 0)


@pytest.mark.parametrize(
    ("lodging", "cost", "how"),
    [
        ("paid", 1, "taken from pay, lodging included"),
        ("paid", 0, "taken from pay"),
        ("free", 1, "taken from pay"),
    ],
)
def test_what_is_taken_says_whether_lodging_is_in_it(lodging, cost, how):
    pay = work_out(
        Terms(
            pay_period="month", pay_base_cents=100, deductions_month_cents=1, lodging=lodging,
            lodging_cost_month_cents=cost,
        )
    )  # fmt: skip
    assert [one.how for one in pay.rows if one.label == "Deductions"] == [how]


@pytest.mark.parametrize(("rate", "hours"), [(0, 10), (10, 0), (None, 10), (10, None)])
def test_overtime_without_rate_or_hours_is_no_row(rate, hours):
    found = rows(
        pay_period="month", pay_base_cents=1, overtime_rate_cents=rate,
        usual_overtime_hours_month=hours,
    )  # fmt: skip
    assert "Usual overtime" not in [label for label, _, _ in found]


def test_an_hour_of_overtime_at_a_cent_is_a_row():
    found = rows(
        pay_period="month", pay_base_cents=1, overtime_rate_cents=1, usual_overtime_hours_month=1
    )
    assert ("Usual overtime", 1, False) in found


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
        ("month", {}, 30_000, {}),
        ("week", {}, 130_000, {"base_cents": 30_000}),
        ("two_weeks", {}, 65_000, {"base_cents": 30_000}),
    ],
)
def test_how_the_base_of_a_month_comes_about_is_said_with_its_numbers(period, more, cents, values):
    base = work_out(Terms(pay_period=period, pay_base_cents=30_000, **more)).rows[0]
    assert (base.cents, base.values) == (cents, values)
    assert base.how.format_map(values)


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


def test_a_bonus_without_a_day_does_not_name_one():
    values: dict[str, Any] = {"pay_period": "month", "pay_base_cents": 1, "bonus_amount_cents": 1}
    (dated,) = (
        one.how
        for one in work_out(Terms(bonus_on=date(2026, 6, 1), **values)).rows
        if one.cents == 1 and one.values
    )
    (open_,) = (one.how for one in work_out(Terms(**values)).rows if one.cents == 1 and one.values)
    assert "{day}" in dated
    assert "{day}" not in open_


def test_a_row_can_be_counted():
    one, same = (PayRow("Base pay", 1, "x", {"days": "2"}) for _ in range(2))
    assert len({one, same}) == 1


@pytest.mark.parametrize(
    ("base", "up_to", "shown"),
    [(0, 13_500_000, True), (400, 500, True), (400, 400, False), (400, None, False)],
)
def test_a_highest_pay_is_shown_as_not_counted_and_counts_nowhere(base, up_to, shown):
    said = Terms(pay_period="month", pay_base_cents=base, pay_up_to_cents=up_to)
    pay = work_out(said)

    assert (pay.guaranteed_cents, pay.usual_cents) == (base, base)
    notes = [row for row in pay.rows if row.label.startswith("Up to")]
    assert [row.cents for row in notes] == ([up_to] if shown else [])
    assert all("not guaranteed" in row.how for row in notes)
