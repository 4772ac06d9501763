"""What is taken from a month's pay, and what would have to be said before a figure is *in hand*."""

from collections.abc import Callable
from dataclasses import dataclass

from fair.decisions import N_
from fair.terms.terms import Terms

_IN_IT = {
    (): N_("taken from pay"),
    ("lodging",): N_("taken from pay, lodging included"),
    ("meals",): N_("taken from pay, meals included"),
    ("lodging", "meals"): N_("taken from pay, lodging and meals included"),
}
_COSTLY_MEALS = ("paid", "partial")

# What has no amount though the post names it, in the words that stand beside the figures.
MISSING: tuple[tuple[Callable[[Terms], bool], str], ...] = (
    (lambda terms: terms.tax_month_cents is None, N_("income tax")),
    (lambda terms: terms.insurance_month_cents is None, N_("your own social insurance")),
    (
        lambda terms: terms.lodging == "paid" and terms.lodging_cost_month_cents is None,
        N_("what the lodging costs"),
    ),
    (
        lambda terms: terms.meals in _COSTLY_MEALS and terms.meals_cost_month_cents is None,
        N_("what the meals cost"),
    ),
    (
        lambda terms: bool(terms.probation_months) and terms.probation_pay_cents is None,
        N_("the pay during probation"),
    ),
)


@dataclass(frozen=True, slots=True)
class Taken:
    """An amount that is taken each month, for what, and how."""

    label: str
    cents: int
    how: str = ""


def taken(terms: Terms) -> list[Taken]:
    """Return what the employer takes and what lodging and meals cost, each once.

    What is taken from pay holds lodging and meals; only what they cost beyond it comes on top.
    """
    costs = {name: cents for name, cents in _costs(terms).items() if cents}
    left = all_taken = terms.deductions_month_cents or 0
    found = []
    if all_taken:
        found.append(Taken(N_("Deductions"), all_taken, _IN_IT[tuple(costs)]))
    for name, cents in costs.items():
        within = min(cents, left)
        left -= within
        if cents > within:
            found.append(Taken(_COSTS[name], cents - within, N_("paid by the worker")))
    return found


_COSTS = {"lodging": N_("Lodging"), "meals": N_("Meals")}


def _costs(terms: Terms) -> dict[str, int]:
    """Return what lodging and meals cost a month, in this order; nothing where they are free."""
    lodging = terms.lodging_cost_month_cents or 0 if terms.lodging == "paid" else 0
    meals = terms.meals_cost_month_cents or 0 if terms.meals in _COSTLY_MEALS else 0
    return {"lodging": lodging, "meals": meals}
