"""The terms of an offer: taken from the post, changed field by field, compared with the post."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from fair.decisions import N_
from fair.hiring.refusals import BadTerm
from fair.terms.pay import work_out
from fair.terms.terms import LABELS, Terms, attribute, from_dict

LESS, MORE = N_("less than in the post"), N_("more than in the post")
LATER, OTHER = N_("later than in the post"), N_("differs from the post")
GONE = N_("no longer promised")

_SCALES: Mapping[str, tuple[str, ...]] = {
    "travel_payer": ("worker none", "organiser employer"),
    "lodging": ("none", "paid", "free"),
    "meals": ("none", "paid", "partial", "free"),
    "social_insurance": ("no", "partial", "yes"),
}
_HIGH = ("pay_base", "overtime_rate", "bonus_amount", "probation_pay")
_LOW = (
    "usual_hours_week", "usual_overtime_hours_month", "deductions_month", "probation_months",
    "lodging_cost_month", "meals_cost_month", "tax_month", "insurance_month",
)  # fmt: skip
_LATE = ("starts_on", "bonus_on")
_BURDENS = ("night_work", "hazardous")
# What says nothing about the work itself: who posted, for how long, in which language.
# A highest pay is no promise: what an offer pays is its base.
_ASIDE = frozenset(
    {
        "ref", "language", "head_count", "valid_through", "source", "skills", "fees", "pay_up_to",
        "principal_contract", "quota", "filing", "filing_until",
    }
)  # fmt: skip
_IN_MONEY = frozenset({"pay_base", "overtime_rate", "bonus_amount", "probation_pay"})


@dataclass(frozen=True, slots=True)
class Worse:
    """One term that is worse in the offer than in the post, and why it counts as worse."""

    column: str
    post: Any
    offer: Any
    reason: str

    @property
    def label(self) -> str:
        return LABELS[self.column]


def compare(post: Mapping[str, Any], offer: Mapping[str, Any]) -> tuple[Worse, ...]:
    """Return every term of the offer that is worse than the post, in the order of the template.

    What cannot be called better or worse (place, signer, currency …) counts as worse once it
    differs: the person came for the post.
    """
    old, new = from_dict(post), from_dict(offer)
    found = []
    for column in LABELS:
        if column in _ASIDE:
            continue
        before, after = _value(old, column), _value(new, column)
        reason = "" if before == after else _rule(column, old, new)(column, before, after)
        if reason:
            found.append(Worse(column, before, after, reason))
    return tuple(found)


def changed(post: Mapping[str, Any], changes: Mapping[str, Any], starts_on: date) -> dict[str, Any]:
    """Return the terms of an offer: the post's, the first day as picked, changes put in.

    `changes` holds columns of the template, money in hundredths; None means "as in the post".
    Refuses `BadTerm` where the result would not make sense.
    """
    terms = dict(post)
    for column, value in changes.items():
        if value is not None:
            terms[attribute(column)] = value
    terms["starts_on"] = starts_on.isoformat()
    _tidy(terms)
    _check(terms)
    pay = work_out(from_dict(terms))
    return terms | {"guaranteed_cents": pay.guaranteed_cents, "usual_cents": pay.usual_cents}


def _tidy(terms: dict[str, Any]) -> None:
    """Drop what no longer has a meaning: the price of free lodging, the payer of no bonus."""
    if terms.get("lodging") != "paid":
        terms["lodging_cost_month_cents"] = None
    if terms.get("meals") not in ("paid", "partial"):
        terms["meals_cost_month_cents"] = None
    if terms.get("probation_months") == 0:
        terms["probation_pay_cents"] = None
    if terms.get("bonus_amount_cents") == 0:
        terms.update(bonus_amount_cents=None, bonus_payer="", bonus_condition="", bonus_on=None)


def _check(terms: Mapping[str, Any]) -> None:
    wrong = {
        "pay_base": not terms.get("pay_base_cents"),
        "place": not terms.get("place"),
        "bonus_amount": bool(terms.get("bonus_amount_cents")) and not terms.get("bonus_payer"),
        "lodging_cost_month": terms.get("lodging") == "paid"
        and terms.get("lodging_cost_month_cents") is None,
        "probation_pay": bool(terms.get("probation_pay_cents"))
        and not terms.get("probation_months"),
    }
    for column, bad in wrong.items():
        if bad:
            raise BadTerm(term=LABELS[column])


def _value(terms: Terms, column: str) -> Any:
    return getattr(terms, attribute(column))


Rule = Callable[[str, Any, Any], str]


def _rule(column: str, old: Terms, new: Terms) -> Rule:
    """Return how to judge a column that differs; money of another kind cannot be compared."""
    same_money = (old.pay_period, old.currency) == (new.pay_period, new.currency)
    if column in _HIGH:
        return _higher if same_money or column not in _IN_MONEY else _other
    if column in _LOW:
        return _lower
    if column in _SCALES:
        return _scale
    if column in _LATE:
        return _later
    if column in _BURDENS:
        return lambda _column, _before, after: OTHER if after else ""
    if column == "own_costs":
        return lambda _column, before, after: OTHER if set(after) - set(before) else ""
    if column == "home_every_night":
        return lambda _column, before, _after: GONE if before else ""
    return _other


def _higher(_column: str, before: float | None, after: float | None) -> str:
    if before is None:
        return ""
    if after is None:
        return GONE
    return LESS if after < before else ""


def _lower(column: str, before: float | None, after: float | None) -> str:
    if before is None and column == "usual_hours_week":
        return ""
    if after is None:
        return GONE if column == "usual_hours_week" else ""
    return MORE if after > (before or 0) else ""


def _scale(column: str, before: str, after: str) -> str:
    if not before:
        return ""
    if not after:
        return GONE
    steps = _SCALES[column]
    if _step(steps, before) == _step(steps, after):
        return OTHER if ":" in before + after else ""
    return LESS if _step(steps, after) < _step(steps, before) else ""


def _step(steps: tuple[str, ...], value: str) -> int:
    word = value.partition(":")[0]
    return next((at for at, step in enumerate(steps) if word in step.split()), -1)


def _later(_column: str, before: date | None, after: date | None) -> str:
    if before is None or after is None:
        return GONE if before else ""
    return LATER if after > before else ""


def _other(_column: str, before: Any, after: Any) -> str:
    return (OTHER if after else GONE) if before else OTHER
