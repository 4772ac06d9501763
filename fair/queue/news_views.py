"""Who hears that a ticket, an interview or a desk changed."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from fair.booths import reads as booths
from fair.contract.base import Event
from fair.contract.queue_news import DeskChanged, TicketChanged
from fair.decisions import Actor, Fact
from fair.interviews.facts import INTERVIEW_FACTS
from fair.people.facts import ConsentWithdrawn, PersonChanged, PersonErased
from fair.queue import line_store, store
from fair.queue.facts import TICKET_FACTS, QuietEnded, TicketFact, TicketTaken
from fair.queue.store import ticket_table
from fair.queue.ticket import LIVE
from fair.sign_in.facts import AccountRenamed
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


def desk_news(connection: Connection, facts: Sequence[Fact]) -> Iterable[Event]:
    """Tell the desks: where the step was, where a person waits whom a talk holds back.

    And where somebody stands who is called otherwise, or is not to be seen any more.
    """
    booth_ids = {getattr(fact, "booth_id", "") for fact in facts}
    waiting = ticket_table.c.state == "waiting"
    persons = ticket_table.c.person_id
    seen = {fact.person_id for fact in facts if isinstance(fact, PEOPLE_FACTS)}
    found = store.tickets_among(connection, persons, held_back(facts), waiting)
    found += store.tickets_among(connection, persons, seen)
    booth_ids |= {one.booth_id for one in found}
    for fact in facts:
        if isinstance(fact, AccountRenamed):
            booth_ids |= {one.id for one in booths.booths_of_employer(connection, fact.employer_id)}
    for booth_id in booth_ids - {""}:
        row = line_store.queue(connection, booth_id)
        yield DeskChanged(booth_id=booth_id, version=row.version if row else 0)


def may_hear_desk(connection: Connection, actor: Actor, booth_id: str) -> bool:
    """Only the employer's recruiters and whoever reads the whole fair hear a desk."""
    booth = booths.booth(connection, booth_id)
    return booth is not None and (actor.oversees or actor.works_for(booth.employer_id))


PEOPLE_FACTS = (PersonChanged, ConsentWithdrawn, PersonErased)
NEWS = (
    ((*TICKET_FACTS, QuietEnded, *POST_FACTS), ticket_news),
    ((*TICKET_FACTS, *INTERVIEW_FACTS, QuietEnded, *PEOPLE_FACTS, AccountRenamed), desk_news),
)
AUDIENCES = {"desk": may_hear_desk}
