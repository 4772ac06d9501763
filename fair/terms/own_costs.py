"""What a worker pays before it is paid back: for what, how much, by whom it is paid back, and when.

The list of things is closed: no fee, deposit or loan has a name in it. The travel to the job alone
may stay with the worker, as the post's own term for travel says; then it has no day.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from fair.decisions import N_
from fair.folding import fold
from fair.terms.choice import one_of
from fair.terms.terms import Terms
from fair.terms.unreadable import Unreadable

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


_UNPAID, _PAID_BACK = 3, 4  # words of a cost that nobody pays back, and of another


def read(
    typed: Sequence[str],
    amount: Callable[[str], int],
    day: Callable[[str], date],
) -> tuple[str, ...]:
    """Return as they are kept costs that somebody typed; raises `Unreadable`. Each thing once."""
    found = [_read(text, amount, day) for text in typed]
    if len({one.partition(" ")[0] for one in found}) < len(found):
        raise Unreadable(N_("Write each thing once, with all that it costs."))
    return tuple(found)


def _read(
    text: str,
    amount: Callable[[str], int],
    day: Callable[[str], date],
) -> str:
    said = fold(text).split()
    if len(said) not in (_UNPAID, _PAID_BACK):
        raise Unreadable(
            N_("Write what it is, how much, who pays it back and when: medical 200 employer +30d.")
        )
    what, cents, payer = one_of(said[0], WHAT), amount(said[1]), one_of(said[2], PAYERS)
    back = len(said) == _PAID_BACK
    if back != (payer != "worker") or (not back and what != TRAVEL):
        raise Unreadable(
            N_("Say who pays it back and on which day. Only travel may stay with the worker.")
        )
    if not cents:
        raise Unreadable(N_("Write a number, such as 4600 or 37.50."))
    cost = f"{what} {Decimal(cents) / 100:f} {payer}"
    return f"{cost} {day(said[3]).isoformat()}" if back else cost


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
