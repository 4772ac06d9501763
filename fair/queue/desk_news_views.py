"""Who hears that a desk looks otherwise."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from fair.booths import reads as booths
from fair.contract.base import Event
from fair.contract.queue_news import DeskChanged
from fair.decisions import Actor, Fact
from fair.interviews.facts import INTERVIEW_FACTS
from fair.people.facts import ConsentWithdrawn, PersonChanged, PersonErased
from fair.queue import line_store, store
from fair.queue.facts import TICKET_FACTS, QuietEnded
from fair.queue.news_views import held_back
from fair.queue.store import ticket_table
from fair.sign_in.facts import AccountRenamed


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
NEWS = (((*TICKET_FACTS, *INTERVIEW_FACTS, QuietEnded, *PEOPLE_FACTS, AccountRenamed), desk_news),)
AUDIENCES = {"desk": may_hear_desk}
