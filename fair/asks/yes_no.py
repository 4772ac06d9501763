"""A yes or a no to what a post asks before the talk. Pure.

An answer is only read beside its person: it moves no place, bars nobody and sorts nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from fair.glossary import TicketState
from fair.queue.ticket import LIVE, Ticket
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


def asked(posts: Iterable[Vacancy], said: Mapping[str, str]) -> tuple[str, ...]:
    """Return what the posts of a ticket ask, each once, and what was answered already.

    A post that is hidden or gone asks nothing any more; a given answer stays where it was given.
    """
    found = [code for one in posts if one.state in SHOWN for code in one.terms.asks]
    return tuple(dict.fromkeys([*found, *(code for code, word in said.items() if word)]))
