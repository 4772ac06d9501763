"""Honest pay: what is guaranteed in a month and what is usual in hand, with the working shown.

Guaranteed is what the contract promises without overtime and bonus. Usual in hand adds the usual
overtime and takes off what the employer takes; tax and the worker's own share of social insurance
depend on the person and are said in words. Where the post does not say enough, there is no figure.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from fair.decisions import N_
from fair.terms.terms import Terms

WEEKS_A_MONTH = Decimal(52) / Decimal(12)
PAID_DAYS_A_MONTH = Decimal("21.75")
MONTHS_A_YEAR = Decimal(12)


@dataclass(frozen=True, slots=True)
class PayRow:
    """One row of the working. `how` is an English sentence with `{placeholders}` from `values`.

    Numbers whose name ends in `_cents` are money. `cents` is None on a row that only explains.
    """

    label: str
    cents: int | None
    how: str = ""
    values: Mapping[str, int | str] = field(default_factory=dict, hash=False)
    total: bool = False


@dataclass(frozen=True, slots=True)
class Pay:
    """Both figures for one month, None where the post does not say enough, and every row."""

    currency: str
    guaranteed_cents: int | None
    usual_cents: int | None
    rows: tuple[PayRow, ...]

    @property
    def known(self) -> bool:
        """True where the guaranteed pay of a month can be said."""
        return self.guaranteed_cents is not None


def _whole(value: Decimal) -> int:
    return int(value.quantize(Decimal(1), ROUND_HALF_UP))


def number(value: Decimal | float) -> str:
    """Return a number without needless decimals: 43.33, 20, 21.75."""
    text = f"{Decimal(str(value)):.2f}"
    return text.rstrip("0").rstrip(".")


def work_out(terms: Terms) -> Pay:
    """Work out both figures of a month."""
    base = _base(terms)
    guaranteed = base.cents
    rows = [base] if terms.pay_base_cents is not None else []
    if guaranteed is None:
        return Pay(terms.currency, None, None, (*rows, *_notes(terms)))
    rows.append(PayRow(N_("Guaranteed a month"), guaranteed, total=True))
    changes = [row for row in (_overtime(terms), *_taken(terms)) if row]
    usual = guaranteed + sum(row.cents or 0 for row in changes)
    rows += [
        *changes,
        PayRow(N_("Usual a month, before tax and insurance"), usual, total=True),
        *_notes(terms),
    ]
    return Pay(terms.currency, guaranteed, usual, tuple(rows))


def _base(terms: Terms) -> PayRow:
    cents, label = terms.pay_base_cents, N_("Base pay")
    if cents is None:
        return PayRow(label, None)
    known: dict[str, int | str] = {"base_cents": cents}
    match terms.pay_period:
        case "month":
            return PayRow(label, cents, N_("as written in the contract"))
        case "year":
            return PayRow(
                label,
                _whole(Decimal(cents) / MONTHS_A_YEAR),
                N_("{base_cents} a year ÷ 12 months"),
                known,
            )
        case "week" | "two_weeks":
            return _weekly(terms, cents)
        case "day":
            days = PAID_DAYS_A_MONTH
            return PayRow(
                label,
                _whole(cents * days),
                N_("{base_cents} a day × {days} paid days a month"),
                {**known, "days": number(days)},
            )
        case "hour":
            return _hourly(terms, cents)
        case "piece":
            return PayRow(
                label,
                None,
                N_("{base_cents} a piece; the guaranteed minimum stands in the conditions"),
                known,
            )
        case _:
            return PayRow(label, None, N_("the post does not say for which time"), known)


def _weekly(terms: Terms, cents: int) -> PayRow:
    label, known = N_("Base pay"), {"base_cents": cents}
    if terms.pay_period == "week":
        how = N_("{base_cents} a week × 52 weeks ÷ 12 months")
        return PayRow(label, _whole(cents * WEEKS_A_MONTH), how, {**known})
    how = N_("{base_cents} every two weeks × 26 ÷ 12 months")
    return PayRow(label, _whole(cents * WEEKS_A_MONTH / 2), how, {**known})


def _hourly(terms: Terms, cents: int) -> PayRow:
    label, known = N_("Base pay"), {"base_cents": cents}
    if not terms.usual_hours_week:
        return PayRow(label, None, N_("{base_cents} an hour; usual hours are not said"), {**known})
    month = Decimal(str(terms.usual_hours_week)) * WEEKS_A_MONTH
    hours = max(Decimal(0), month - Decimal(str(terms.usual_overtime_hours_month or 0)))
    return PayRow(
        label,
        _whole(cents * hours),
        N_("{base_cents} an hour × {hours} hours a month"),
        {**known, "hours": number(hours)},
    )


def _overtime(terms: Terms) -> PayRow | None:
    rate, hours = terms.overtime_rate_cents, terms.usual_overtime_hours_month
    if not rate or not hours:
        return None
    return PayRow(
        N_("Usual overtime"),
        _whole(rate * Decimal(str(hours))),
        N_("{rate_cents} an hour × {hours} hours a month"),
        {"rate_cents": rate, "hours": number(hours)},
    )


def _taken(terms: Terms) -> list[PayRow]:
    taken = terms.deductions_month_cents or 0
    lodging = terms.lodging_cost_month_cents or 0 if terms.lodging == "paid" else 0
    rows = []
    if taken:
        how = N_("taken from pay, lodging included") if lodging else N_("taken from pay")
        rows.append(PayRow(N_("Deductions"), -taken, how))
    # what is taken from pay for lodging is not counted a second time
    if lodging > taken:
        rows.append(PayRow(N_("Lodging"), -(lodging - taken), N_("paid by the worker")))
    return rows


def _notes(terms: Terms) -> list[PayRow]:
    rows = []
    if terms.pay_up_to_cents and terms.pay_up_to_cents != terms.pay_base_cents:
        how = N_("the highest that the employer names for the same time; not guaranteed")
        rows.append(PayRow(N_("Up to, not counted above"), terms.pay_up_to_cents, how))
    if terms.bonus_amount_cents:
        rows.append(_bonus(terms))
    if terms.probation_months:
        rows.append(
            PayRow(
                N_("During probation"),
                terms.probation_pay_cents,
                N_("for the first {months} months; per pay period"),
                {"months": number(terms.probation_months)},
            )
        )
    rows.append(
        PayRow(
            N_("Not counted here"),
            None,
            N_("tax and your own share of social insurance; they depend on the person"),
        )
    )
    return rows


def _bonus(terms: Terms) -> PayRow:
    day = terms.bonus_on.isoformat() if terms.bonus_on else ""
    return PayRow(
        N_("Bonus, not counted above"),
        terms.bonus_amount_cents,
        N_("{condition}; paid by {payer}, {day}") if day else N_("{condition}; paid by {payer}"),
        {"condition": terms.bonus_condition, "payer": terms.bonus_payer, "day": day},
    )
