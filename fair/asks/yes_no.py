"""A yes or a no to what a post asks before the talk. Pure.

An answer is only read beside its person: it moves no place, bars nobody and sorts nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from fair.glossary import TicketState
from fair.terms.asks import FOR_ADULTS, MOST
from fair.tickets.ticket import LIVE, Ticket
from fair.vacancies.vacancy import SHOWN, Vacancy

YES, NO = "yes", "no"
# Until the talk begins; whoever left, or whose place is over, is asked nothing.
_SAYS = LIVE - {TicketState.TALKING}
_READ = LIVE | {TicketState.SERVED}


@dataclass(frozen=True, slots=True, kw_only=True)
class YesNo:
    """What a person said to an ask with a ticket; `said` is empty once it is forgotten.

    `salt` is that of its seal in the ledger.
    """

    ticket_id: str
    ask: str
    fair_id: str
    booth_id: str
    person_id: str
    at: datetime
    said: str
    salt: str


def may_say(ticket: Ticket) -> bool:
    """True while an answer can be given, changed, or left out: until the talk."""
    return ticket.state in _SAYS


def is_read(ticket: Ticket) -> bool:
    """True while the booth's recruiters read the answers: from joining until the talk is done."""
    return ticket.state in _READ


def asked(posts: Iterable[Vacancy], said: Mapping[str, str], *, protected: bool) -> tuple[str, ...]:
    """Return what the posts of a ticket ask, each once: `MOST` at most, in the posts' order.

    What is answered stays among them, before the posts named first. A post that is hidden or gone
    asks nothing any more, and nobody of 16 or 17 is asked about work that is for adults.
    """
    shown = [code for one in posts if one.state in SHOWN for code in one.terms.asks]
    found = [one for one in dict.fromkeys(shown) if not (protected and one in FOR_ADULTS)]
    # Sorting is stable: the answered ones first, each half in the order in which it is asked.
    chosen = set(sorted(found, key=lambda one: not said.get(one))[:MOST])
    return tuple(one for one in found if one in chosen)
