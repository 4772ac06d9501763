"""What a pay for an hour, a day, a week or a year comes to in a month, and how."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from math import floor

from fair.decisions import N_
from fair.terms.terms import Terms

WEEKS_A_MONTH = Fraction(52, 12)
PAID_DAYS_A_MONTH = Fraction("21.75")
MONTHS_A_YEAR = 12
# Money that nobody can pay a hundredth of.
WITHOUT_CENTS = frozenset(
    {"CLP", "ISK", "JPY", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"}
)


@dataclass(frozen=True, slots=True)
class PayRow:
    """One row of the working: what it adds to the lowest month and to the usual one.

    `hows` are English sentences with `{placeholders}` from `values`; numbers whose name ends in
    `_cents` are money. Nothing is None in a month that the row is no part of.
    """

    label: str
    least_cents: int | None
    usual_cents: int | None
    hows: tuple[str, ...] = ()
    values: Mapping[str, int | str] = field(default_factory=dict, hash=False)


def whole(cents: int, times: Fraction | float, currency: str) -> int:
    """Multiply; return whole hundredths, or whole units of money that has no hundredths."""
    unit = 100 if currency in WITHOUT_CENTS else 1
    return floor(cents * Fraction(str(times)) / unit + Fraction(1, 2)) * unit


def number(value: Decimal | Fraction | float) -> str:
    """Return a number without needless decimals: 43.33, 20, 21.75."""
    text = f"{Decimal(str(float(value))):.2f}"
    return text.rstrip("0").rstrip(".")


def base_of_month(terms: Terms) -> PayRow:
    """Return the base pay of a month; without an amount where the post does not say enough."""
    return _of_month(terms, terms.pay_base_cents, N_("Base pay"))


def trial_of_month(terms: Terms) -> PayRow | None:
    """Return the base pay of a month on probation; None where there is none, or no pay of it."""
    if not terms.probation_months or terms.probation_pay_cents is None:
        return None
    row = _of_month(terms, terms.probation_pay_cents, N_("During probation"))
    months: Mapping[str, int | str] = {"months": number(terms.probation_months)}
    hows = (N_("months of probation: {months}"), *row.hows)
    return replace(row, hows=hows, values={**row.values, **months})


def _of_month(terms: Terms, cents: int | None, label: str) -> PayRow:
    if cents is None:
        return PayRow(label, None, None)
    times, how, values = _month(terms)
    said: dict[str, int | str] = {"base_cents": cents, **values}
    if times is None:
        return PayRow(label, None, None, (how,), said)
    found = whole(cents, times, terms.currency)
    return PayRow(label, found, found, (how,), said)


def _month(terms: Terms) -> tuple[Fraction | None, str, Mapping[str, str]]:
    """Return by what a pay is multiplied for a month, None where nobody can say, and why."""
    if terms.pay_period == "hour" and terms.usual_hours_week:
        month = Fraction(str(terms.usual_hours_week)) * WEEKS_A_MONTH
        hours = max(Fraction(0), month - Fraction(str(terms.usual_overtime_hours_month or 0)))
        how = N_("{base_cents} an hour × {hours} hours a month")
        return hours, how, {"hours": number(hours)}
    times, how = _TIMES.get(terms.pay_period, _NO_TIME)
    return times, how, {"days": number(PAID_DAYS_A_MONTH)} if terms.pay_period == "day" else {}


_NO_TIME = (None, N_("the post does not say for which time"))
_TIMES: Mapping[str, tuple[Fraction | None, str]] = {
    "month": (Fraction(1), N_("as written in the contract")),
    "year": (Fraction(1, MONTHS_A_YEAR), N_("{base_cents} a year ÷ 12 months")),
    "week": (WEEKS_A_MONTH, N_("{base_cents} a week × 52 weeks ÷ 12 months")),
    "two_weeks": (WEEKS_A_MONTH / 2, N_("{base_cents} every two weeks × 26 ÷ 12 months")),
    "day": (PAID_DAYS_A_MONTH, N_("{base_cents} a day × {days} paid days a month")),
    "hour": (None, N_("{base_cents} an hour; usual hours are not said")),
    "piece": (None, N_("{base_cents} a piece; the guaranteed minimum stands in the conditions")),
}
