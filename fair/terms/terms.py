"""The terms of a post: what it says, column by column of the vacancy template.

`Terms` is the value; `as_dict` is what a version freezes: plain JSON, money in hundredths.
An empty text, an empty list and None all mean "not said".
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from fair.decisions import N_
from fair.people.person import GROWN_UP

DIRECT = "direct"
PERIODS = ("hour", "day", "week", "two_weeks", "month", "year", "piece")
LODGINGS = ("none", "free", "paid")
MEALS = ("none", "free", "partial", "paid")
TRAVEL_PAYERS = ("employer", "worker", "organiser", "none")

MONEY = {
    "pay_base": "pay_base_cents",
    "pay_up_to": "pay_up_to_cents",
    "overtime_rate": "overtime_rate_cents",
    "deductions_month": "deductions_month_cents",
    "bonus_amount": "bonus_amount_cents",
    "probation_pay": "probation_pay_cents",
    "lodging_cost_month": "lodging_cost_month_cents",
    "meals_cost_month": "meals_cost_month_cents",
    "tax_month": "tax_month_cents",
    "insurance_month": "insurance_month_cents",
}
LISTS = ("between", "own_costs", "skills", "certificates", "languages", "asks")
DAYS = ("bonus_on", "filing_until", "starts_on", "valid_through")
FLAGS = ("home_every_night", "night_work", "hazardous")

# every column of the template in its order, with the words for it
LABELS: Mapping[str, str] = {
    "ref": N_("Your reference"),
    "title": N_("Title"),
    "language": N_("Language of this post"),
    "work": N_("Kind of work"),
    "occupation": N_("Occupation (ISCO-08)"),
    "duties": N_("Duties"),
    "conditions": N_("Conditions"),
    "head_count": N_("Head-count"),
    "county": N_("County (code)"),
    "place": N_("Place of work"),
    "signed_by": N_("Who signs the contract"),
    "between": N_("Companies in between"),
    "pay_period": N_("Pay is per"),
    "pay_base": N_("Guaranteed base pay"),
    "pay_up_to": N_("Pay up to"),
    "currency": N_("Currency"),
    "usual_hours_week": N_("Usual hours a week"),
    "overtime_rate": N_("Overtime pay per hour"),
    "usual_overtime_hours_month": N_("Usual overtime hours a month"),
    "deductions_month": N_("Taken from pay each month"),
    "tax_month": N_("Income tax taken each month"),
    "insurance_month": N_("The worker's own social insurance each month"),
    "bonus_amount": N_("Bonus"),
    "bonus_payer": N_("Who pays the bonus"),
    "bonus_condition": N_("Condition of the bonus"),
    "bonus_on": N_("Day of the bonus"),
    "social_insurance": N_("Social insurance"),
    "probation_months": N_("Probation in months"),
    "probation_pay": N_("Pay during probation"),
    "travel_payer": N_("Who pays travel"),
    "lodging": N_("Lodging"),
    "lodging_cost_month": N_("Lodging costs a month"),
    "meals": N_("Meals"),
    "meals_cost_month": N_("Meals cost a month"),
    "own_costs": N_("What the worker pays first"),
    "home_every_night": N_("Home every night"),
    "night_work": N_("Night work"),
    "hazardous": N_("Hazardous work"),
    "overseas_country": N_("Country abroad"),
    "principal": N_("Employer abroad"),
    "principal_contract": N_("Number of the contract with the employer abroad"),
    "quota": N_("People who may be recruited under that contract"),
    "filing": N_("Recruitment filing (外派劳务招收备案)"),
    "filing_until": N_("Last day of the recruitment filing"),
    "skills": N_("Skills that help"),
    "certificates": N_("Certificates required"),
    "languages": N_("Languages required"),
    "min_age": N_("Lowest age"),
    "max_age": N_("Highest age"),
    "fees": N_("Fee asked of the worker"),
    "starts_on": N_("Starts on"),
    "valid_through": N_("Valid until"),
    "source": N_("Source"),
    "asks": N_("Asked before the talk"),
}
COLUMNS = tuple(LABELS)
ABROAD = ("principal", "principal_contract", "quota", "filing", "filing_until")
"""What a post must say where the work is abroad, and nowhere else."""
NO_FILING = "no:"
"""So a cell begins that says why no recruitment filing is needed."""
NEEDED = ("ref", "title")
"""What tells one post from another. A file may lack any other column, as one from before a term
came in does: nothing is said there, and the post is a draft until somebody says it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What one version of a post says. The head-count stands beside it, in the vacancy."""

    ref: str = ""
    title: str = ""
    language: str = ""
    work: str = ""
    occupation: str = ""
    duties: str = ""
    conditions: str = ""
    county: str = ""
    place: str = ""
    signed_by: str = ""
    between: tuple[str, ...] = ()
    pay_period: str = ""
    pay_base_cents: int | None = None
    pay_up_to_cents: int | None = None
    currency: str = ""
    usual_hours_week: float | None = None
    overtime_rate_cents: int | None = None
    usual_overtime_hours_month: float | None = None
    deductions_month_cents: int | None = None
    tax_month_cents: int | None = None
    insurance_month_cents: int | None = None
    bonus_amount_cents: int | None = None
    bonus_payer: str = ""
    bonus_condition: str = ""
    bonus_on: date | None = None
    social_insurance: str = ""
    probation_months: int | None = None
    probation_pay_cents: int | None = None
    travel_payer: str = ""
    lodging: str = ""
    lodging_cost_month_cents: int | None = None
    meals: str = ""
    meals_cost_month_cents: int | None = None
    own_costs: tuple[str, ...] = ()
    home_every_night: bool | None = None
    night_work: bool | None = None
    hazardous: bool | None = None
    overseas_country: str = ""
    principal: str = ""
    principal_contract: str = ""
    quota: int | None = None
    filing: str = ""
    filing_until: date | None = None
    skills: tuple[str, ...] = ()
    certificates: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    min_age: int | None = None
    max_age: int | None = None
    fees: str = ""
    starts_on: date | None = None
    valid_through: date | None = None
    source: str = ""
    asks: tuple[str, ...] = ()

    @property
    def direct(self) -> bool:
        """True where the employer itself signs and nobody stands in between."""
        return self.signed_by == DIRECT and not self.between

    @property
    def adult_work(self) -> bool:
        """True for night, hazardous and overseas work: the law asks 18 for it."""
        return bool(self.night_work or self.hazardous or self.overseas_country)

    @property
    def filing_number(self) -> str:
        """Return the number of the recruitment filing; empty where it says why none is needed."""
        return "" if self.filing.startswith(NO_FILING) else self.filing

    @property
    def last_day(self) -> date | None:
        """Return until when the post is offered: its own last day, or its filing's before that."""
        days = [self.valid_through] if self.valid_through else []
        if self.overseas_country and self.filing_until:
            days.append(self.filing_until)
        return min(days, default=None)

    @property
    def adults_only(self) -> bool:
        """True for work that the law asks 18 for, and where the post itself says 18."""
        return self.adult_work or (self.min_age or 0) >= GROWN_UP

    def open_to(self, *, protected: bool) -> bool:
        """True where somebody may take such a post: of 16 and 17 the law keeps some away."""
        return not (protected and self.adults_only)

    def as_dict(self) -> dict[str, Any]:
        """Return the terms as plain JSON values, to be kept or frozen.

        What came in for work abroad stands there only where it is said, so that a draft that was
        kept before is still what its hash says.
        """
        found: dict[str, Any] = {}
        for item in fields(self):
            value = getattr(self, item.name)
            if item.name in ABROAD and value in ("", None):
                continue
            if isinstance(value, date):
                value = value.isoformat()
            found[item.name] = list(value) if isinstance(value, tuple) else value
        return found


_NAMES = tuple(item.name for item in fields(Terms))


def from_dict(kept: Mapping[str, Any]) -> Terms:
    """Build terms from what was kept; fields that it does not name are "not said"."""
    values = {name: kept[name] for name in _NAMES if name in kept}
    for name in LISTS:
        values[name] = tuple(values.get(name, ()))
    for name in DAYS:
        day = values.get(name)
        values[name] = date.fromisoformat(day) if isinstance(day, str) and day else None
    return Terms(**values)


def attribute(column: str) -> str:
    """Return the name of a column's value in `Terms`: money is kept in hundredths."""
    return MONEY.get(column, column)
