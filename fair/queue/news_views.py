"""Who hears that a ticket or an interview changed."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from fair.contract.base import Event
from fair.contract.queue_news import TicketChanged
from fair.decisions import Fact
from fair.queue import store
from fair.queue.facts import TICKET_FACTS, QuietEnded, TicketFact, TicketTaken
from fair.queue.store import ticket_table
from fair.queue.ticket import LIVE
from fair.vacancies.facts import POST_FACTS


def ticket_news(connection: Connection, facts: Sequence[Fact]) -> Iterable[Event]:
    """Tell each person which own tickets changed; all of them where a talk holds them back."""
    mine = [fact for fact in facts if isinstance(fact, TicketFact)]
    live = ticket_table.c.state.in_(sorted(LIVE))
    ids, people_ids = ticket_table.c.id, ticket_table.c.person_id
    found = store.tickets_among(connection, ids, {fact.ticket_id for fact in mine})
    found += store.tickets_among(connection, people_ids, held_back(facts), live)
    for vacancy_id in sorted({fact.vacancy_id for fact in facts if isinstance(fact, POST_FACTS)}):
        named = ticket_table.c.vacancy_ids.contains(vacancy_id)
        found += store.tickets_where(connection, named, live)
    for ticket in {one.id: one for one in found}.values():
        yield TicketChanged(
            person_id=ticket.person_id,
            ticket_id=ticket.id,
            booth_id=ticket.booth_id,
            state=ticket.state.value,
            version=ticket.version,
        )


def held_back(facts: Sequence[Fact]) -> set[str]:
    """Return whose other tickets may look different now: a talk begins, ends, or its quiet does."""
    return {
        fact.person_id
        for fact in facts
        if isinstance(fact, QuietEnded)
        or (isinstance(fact, TicketFact) and not isinstance(fact, TicketTaken))
    }


NEWS = (((*TICKET_FACTS, QuietEnded, *POST_FACTS), ticket_news),)
