"""Who hears that slots or appointments changed."""

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection

from fair.appointments import reads
from fair.appointments.facts import APPOINTMENT_FACTS, SLOT_FACTS, AppointmentFact, SlotFact
from fair.contract.appointments import AppointmentChanged
from fair.contract.base import Event
from fair.contract.queue_news import DeskChanged
from fair.decisions import Fact
from fair.people.facts import ConsentGiven, ConsentWithdrawn, PersonChanged, PersonErased
from fair.queue import reads as queue

PERSON_FACTS = (PersonChanged, ConsentGiven, ConsentWithdrawn, PersonErased)


def news(connection: Connection, facts: Sequence[Fact]) -> Iterable[Event]:
    """Tell who books here, the desk, the person, and who could move to what is free now."""
    told = dict.fromkeys(to for fact in facts for to in _audiences(connection, fact))
    for to, booth_id in told:
        yield AppointmentChanged(to=to, booth_id=booth_id)


def _audiences(connection: Connection, fact: Fact) -> Iterator[tuple[str, str]]:
    if isinstance(fact, PERSON_FACTS):
        for one in reads.of_person(connection, fact.person_id):
            yield f"desk:{one.booth_id}", one.booth_id
    if isinstance(fact, SlotFact | AppointmentFact):
        yield f"queue:{fact.booth_id}", fact.booth_id
        yield f"desk:{fact.booth_id}", fact.booth_id
        for one in reads.live_of(connection, "booth_id", [fact.booth_id]):
            yield f"person:{one.person_id}", fact.booth_id
    if isinstance(fact, AppointmentFact):
        yield f"person:{fact.person_id}", fact.booth_id


def desk_news(connection: Connection, facts: Sequence[AppointmentFact]) -> Iterable[Event]:
    """Tell the other desks where somebody waits whom a near appointment keeps from them, or not."""
    waits = {held.booth_id for one in facts for held in queue.held(connection, one.person_id)}
    for booth_id in sorted(waits):
        known = queue.queue_now(connection, booth_id)
        yield DeskChanged(booth_id=booth_id, version=known.version if known else 0)


NEWS = (((*SLOT_FACTS, *APPOINTMENT_FACTS, *PERSON_FACTS), news), (APPOINTMENT_FACTS, desk_news))
