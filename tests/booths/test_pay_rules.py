"""Two honest figures for one month, with the working line by line."""

from datetime import date

import pytest

from fair.booths.pay import work_out
from fair.booths.terms import Terms

CASES = [
    ("a month", {"pay_period": "month", "pay_base_cents": 435_000}, 435_000, 435_000),
    ("a year", {"pay_period": "year", "pay_base_cents": 10_574_600}, 881_217, 881_217),
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
def test_the_lines_add_up_to_the_figures(case):
    pay = work_out(Terms(currency="CNY", **case[1]))
    if not pay.known:
        return
    totals = [line.cents for line in pay.lines if line.total]
    upto = next(i for i, line in enumerate(pay.lines) if line.cents == totals[1] and line.total)
    counted = [line.cents or 0 for line in pay.lines[: upto + 1] if not line.total]

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

    bonus = next(line for line in pay.lines if line.cents == 50_000)
    assert bonus.values == {
        "payer": "Huafeng",
        "condition": "after three months",
        "day": "2026-06-01",
    }
    assert any(line.cents == 366_000 for line in pay.lines)
