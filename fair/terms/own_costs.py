"""What a worker pays before it is paid back: for what, how much, by whom it is paid back, and when.

The list of things is closed: no fee, deposit or loan has a name in it. The travel to the job alone
may stay with the worker, as the post's own term for travel says; then it has no day.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from fair.decisions import N_
from fair.terms.terms import Terms

MEDICAL, VISA, UNIFORM, TRAVEL, PAPERS = "medical", "visa", "uniform", "travel", "papers"
WHAT: Mapping[str, str] = {
    MEDICAL: N_("medical check"),
    VISA: N_("visa"),
    UNIFORM: N_("work clothes"),
    TRAVEL: N_("travel to the job"),
    PAPERS: N_("official papers"),
}
PAYERS: Mapping[str, str] = {
    "employer": N_("paid back by the employer"),
    "organiser": N_("paid back by the organiser"),
    "worker": N_("not paid back"),
}
LATEST = timedelta(days=92)
"""So long after the first day money may come back without the organiser's look: what comes back
later binds somebody to the work."""


@dataclass(frozen=True, slots=True)
class OwnCost:
    """One thing that a worker pays first; `on` is None where nobody pays it back."""

    what: str
    cents: int
    payer: str
    on: date | None


def own_costs(terms: Terms) -> tuple[OwnCost, ...]:
    """Return what a post says of them, kept as `medical 200 employer 2026-12-31`."""
    found = []
    for text in terms.own_costs:
        what, amount, payer, *day = text.split(" ")
        on = date.fromisoformat(day[0]) if day else None
        found.append(OwnCost(what, int(Decimal(amount) * 100), payer, on))
    return tuple(found)


def doubtful(terms: Terms) -> list[OwnCost]:
    """Return the costs that look like a pledge: as large as a month's base, or long kept."""
    from_day = terms.starts_on or terms.valid_through
    base = terms.pay_base_cents if terms.pay_period in ("month", "year") else None
    return [
        cost
        for cost in own_costs(terms)
        if (cost.on and from_day and cost.on > from_day + LATEST) or (base and cost.cents >= base)
    ]
