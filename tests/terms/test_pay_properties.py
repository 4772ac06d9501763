"""Whatever a post says of its pay: the working adds up, the lowest month is the lowest, and no
figure is called *in hand* while something that is taken has no amount."""

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as some

from fair.languages import LANGUAGES
from fair.terms.month_pay import WITHOUT_CENTS
from fair.terms.pay import work_out
from fair.terms.terms import LODGINGS, MEALS, PERIODS, Terms, from_dict
from fair.words import catalogue

MONEY = some.none() | some.integers(0, 3_000_000)
HOURS = some.none() | some.integers(0, 600).map(lambda half: half / 2)
POSTS = some.builds(
    Terms,
    currency=some.sampled_from(("CNY", "JPY", "EUR")),
    pay_period=some.sampled_from(("", *PERIODS)),
    pay_base_cents=MONEY,
    pay_up_to_cents=MONEY,
    usual_hours_week=HOURS,
    overtime_rate_cents=MONEY,
    usual_overtime_hours_month=HOURS,
    deductions_month_cents=MONEY,
    tax_month_cents=MONEY,
    insurance_month_cents=MONEY,
    bonus_amount_cents=MONEY,
    probation_months=some.none() | some.integers(0, 6),
    probation_pay_cents=MONEY,
    lodging=some.sampled_from(("", *LODGINGS)),
    lodging_cost_month_cents=MONEY,
    meals=some.sampled_from(("", *MEALS)),
    meals_cost_month_cents=MONEY,
)
NO_TRIAL: dict[str, Any] = {"probation_months": None, "probation_pay_cents": None}
COSTS = ("deductions_month", "tax_month", "insurance_month", "lodging_cost_month",
         "meals_cost_month")  # fmt: skip


@given(POSTS)
def test_the_rows_add_up_to_both_figures(terms):
    pay = work_out(terms)
    if pay.known:
        assert sum(row.least_cents or 0 for row in pay.rows) == pay.guaranteed_cents
        assert sum(row.usual_cents or 0 for row in pay.rows) == pay.usual_cents
    else:
        assert pay.usual_cents is None


@given(POSTS)
def test_the_lowest_month_is_never_above_the_usual_one_nor_above_the_base(terms):
    pay = work_out(terms)
    if pay.guaranteed_cents is not None and pay.usual_cents is not None:
        assert pay.guaranteed_cents <= pay.usual_cents
        base = work_out(Terms(**{name: getattr(terms, name) for name in (
            "currency", "pay_period", "pay_base_cents", "usual_hours_week",
            "usual_overtime_hours_month",
        )})).guaranteed_cents  # fmt: skip
        assert base is not None
        assert pay.guaranteed_cents <= base


@given(POSTS)
def test_in_hand_is_said_only_where_tax_insurance_and_each_named_cost_have_an_amount(terms):
    lacks = (
        terms.tax_month_cents is None
        or terms.insurance_month_cents is None
        or (terms.lodging == "paid" and terms.lodging_cost_month_cents is None)
        or (terms.meals in ("paid", "partial") and terms.meals_cost_month_cents is None)
        or (bool(terms.probation_months) and terms.probation_pay_cents is None)
    )
    pay = work_out(terms)
    assert pay.in_hand == (pay.known and not lacks)
    assert bool(pay.missing) == lacks
    off = {"Income tax", "Your own social insurance"} & {row.label for row in pay.rows}
    assert len(off) == (2 if pay.in_hand else 0)


@given(POSTS, some.sampled_from(COSTS), some.integers(1, 50_000))
def test_whatever_costs_more_never_leaves_more(terms, cost, cents):
    name = f"{cost}_cents"
    before, after = terms, replace(terms, **{name: (getattr(terms, name) or 0) + cents})
    least, then = work_out(before).guaranteed_cents, work_out(after).guaranteed_cents
    if least is not None and then is not None:
        assert then <= least


@given(POSTS, some.integers(0, 3_000_000))
def test_a_probation_never_makes_the_lowest_month_better(terms, cents):
    without = work_out(replace(terms, **NO_TRIAL))
    trial = work_out(replace(terms, probation_months=1, probation_pay_cents=cents))
    assert trial.usual_cents == without.usual_cents
    if trial.guaranteed_cents is not None and without.guaranteed_cents is not None:
        assert trial.guaranteed_cents <= without.guaranteed_cents


@given(POSTS)
def test_what_an_offer_freezes_comes_to_the_same_to_the_cent(terms):
    assert work_out(from_dict(terms.as_dict())) == work_out(terms)


@given(POSTS)
def test_nobody_is_promised_a_part_of_a_yen(terms):
    whole = {name: value // 100 * 100 for name, value in terms.as_dict().items()
             if name.endswith("_cents") and value is not None}  # fmt: skip
    pay = work_out(replace(terms, currency="JPY", **whole))
    assert "JPY" in WITHOUT_CENTS
    assert all((row.usual_cents or 0) % 100 == 0 for row in pay.rows)
    assert all((row.least_cents or 0) % 100 == 0 for row in pay.rows)


@given(some.integers(-5_000_000, 5_000_000), some.sampled_from(tuple(LANGUAGES)),
       some.sampled_from(("CNY", "JPY", "EUR", "AED")))  # fmt: skip
def test_amounts_that_differ_by_a_cent_never_read_the_same(cents, lang, currency):
    words = catalogue(lang)
    assert words.money(cents, currency) != words.money(cents + 1, currency)
