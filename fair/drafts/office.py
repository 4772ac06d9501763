"""What the office may say for an employer, what it never says, and how a draft is then. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from fair.terms import post_rules
from fair.terms.terms import COLUMNS, Terms, attribute
from fair.vacancies.vacancy import Vacancy, filled

OFFERED = (
    "work", "duties", "conditions", "head_count", "place", "signed_by", "pay_period", "pay_base",
    "currency", "usual_hours_week", "probation_months", "travel_payer", "lodging",
    "lodging_cost_month", "meals", "meals_cost_month", "social_insurance", "home_every_night",
    "night_work", "hazardous", "min_age", "starts_on", "valid_through",
)  # fmt: skip
"""Columns that the office may fill for many drafts at once.

That no fee is asked, what a worker pays first, who stands between, and all of the work abroad are
the employer's own statements; nobody makes those for it."""
MOST = 20_000  # drafts that are worked on at once: some minutes
SLICE = 20  # drafts of one work: some milliseconds


class What(StrEnum):
    """What is done to drafts."""

    COMPLETE = "complete"
    OPEN = "open"
    DELETE = "delete"


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed:
    """Which drafts are looked for. "" is all; `at_fair` "none" is at no booth yet.

    `lacks` is a column that is missing, or "any", or "nothing" for the complete ones.
    """

    employer: str = ""
    at_fair: str = ""
    lacks: str = ""
    work: str = ""
    county: str = ""
    file: str = ""
    text: str = ""

    def asked(self) -> dict[str, str]:
        """Return what is asked for, as an address says it."""
        return {name: said for name in self.__slots__ if (said := getattr(self, name))}


def lacking(lacks: str, missing: Collection[str]) -> bool:
    """True where a draft that misses these columns is one that is looked for."""
    if lacks == "nothing":
        return not missing
    return bool(missing) if lacks == "any" else not lacks or lacks in missing


def own_statement(said: Mapping[str, str]) -> str:
    """Return the first column that only the employer itself says; "" where there is none."""
    return next((one for one in COLUMNS if said.get(one) and one not in OFFERED), "")


def completed(
    vacancy: Vacancy, given: Terms, head_count: int, today: date, *, again: bool = False
) -> tuple[Vacancy, Sequence[str]]:
    """Return a draft with what was given, and the columns that say something else now.

    Only what it does not say is filled in, unless `again`; pay as `filled` says, and replaced as a
    whole or not at all.
    """
    after, columns = filled(vacancy, given, head_count, today)
    if not again:
        return after, columns
    kept = () if _whole_pay(given, vacancy.terms) else _PAY
    values: dict[str, Any] = {}
    more = []
    for column in OFFERED:
        name = attribute(column)
        if column == "head_count" or column in columns or column in kept:
            continue
        said = getattr(given, name)
        if said not in ("", None, ()) and said != getattr(after.terms, name):
            values[name] = said
            more.append(column)
    terms = replace(after.terms, **values)
    if head_count and head_count != after.head_count:
        more.append("head_count")
        after = replace(after, head_count=head_count)
    return replace(after, terms=terms, title=terms.title, work=terms.work), [*columns, *more]


_PAY = ("pay_period", "pay_base", "currency")


def _whole_pay(given: Terms, said: Terms) -> bool:
    """True where a pay may take the place of the one that a draft names.

    All three of it are said: for which time an amount is, or in which currency, is no word to
    change beside somebody else's amount. A range has an upper end, which only the employer says.
    """
    if said.pay_base_cents is None and given.pay_base_cents is None:
        return True
    named = all(getattr(given, attribute(column)) not in ("", None) for column in _PAY)
    return named and said.pay_up_to_cents is None


def unsaid(vacancy: Vacancy, columns: Collection[str]) -> Vacancy:
    """Return a draft that does not say these columns any more."""
    nothing = Terms()
    names = [attribute(one) for one in columns if one != "head_count"]
    terms = replace(vacancy.terms, **{name: getattr(nothing, name) for name in names})
    count = 0 if "head_count" in columns else vacancy.head_count
    return replace(vacancy, terms=terms, title=terms.title, work=terms.work, head_count=count)


def missing(vacancy: Vacancy, today: date) -> tuple[str, ...]:
    """Return the columns that a draft still needs before it opens."""
    return post_rules.missing(vacancy.terms, vacancy.head_count, today)
