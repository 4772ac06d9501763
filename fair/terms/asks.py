"""The yes/no questions of a post: some of the list, and few of them. Pure."""

from collections.abc import Iterable

from fair.decisions import N_
from fair.terms.unreadable import Unreadable

MOST = 3
# Night, hazardous and overseas work is for adults: who asks about it says so in this column.
FOR_ADULTS = {
    "night_shifts": "night_work",
    "heights": "hazardous",
    "contract_abroad": "overseas_country",
}


def read(said: Iterable[str]) -> tuple[str, ...]:
    """Return the questions, each once, in their order; raises `Unreadable` for too many."""
    asks = tuple(dict.fromkeys(said))
    if len(asks) > MOST:
        raise Unreadable(N_("Choose at most {most} questions."), most=str(MOST))
    return asks
