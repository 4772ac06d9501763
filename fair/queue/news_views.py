"""Who hears that a ticket or an interview changed."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from fair.booths.facts import CLOCK_FACTS
from fair.contract.base import Event
from fair.contract.queue_news import TicketChanged
from fair.decisions import Fact
from fair.queue import store
from fair.queue.facts import TICKET_FACTS, QuietEnded, TicketFact, TicketTaken
from fair.queue.store import ticket_table
from fair.queue.ticket import LIVE
from fair.vacancies.facts import POST_FACTS


def ticket_news(connection: Connection, facts: Sequence[Fact]) -> Iterable[Event]:
    """Tell each person which own tickets changed.

    All of them where a talk holds them back; those that name posts where one at the booth changed;
    those that stand still for a while where the clocks of the booth or the fair stop or go on.
    """
    at = ticket_table.c
    live = at.state.in_(sorted(LIVE))
    mine = {fact.ticket_id for fact in facts if isinstance(fact, TicketFact)}
    found = store.tickets_among(connection, at.id, mine)
    found += store.tickets_among(connection, at.person_id, held_back(facts), live)
    posts = {fact.booth_id for fact in facts if isinstance(fact, POST_FACTS)}
    at_posts = store.tickets_among(connection, at.booth_id, posts, live)
    found += [one for one in at_posts if one.vacancy_ids]
    clocks = [fact for fact in facts if isinstance(fact, CLOCK_FACTS)]
    booths = {one for fact in clocks if (one := getattr(fact, "booth_id", ""))}
    fairs = {fact.fair_id for fact in clocks if not getattr(fact, "booth_id", "")}
    for column, ids in ((at.booth_id, booths), (at.fair_id, fairs)):
        found += store.tickets_among(connection, column, ids, live, at.held != "")
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


NEWS = (((*TICKET_FACTS, QuietEnded, *POST_FACTS, *CLOCK_FACTS), ticket_news),)
