"""What the help desk does when a person is erased, or has another number already."""

from typing import Any

from fair.db import Work
from fair.helpdesk import number_reads, store
from fair.helpdesk.actions import withdrawn
from fair.helpdesk.number_actions import kept
from fair.helpdesk.number_change import By
from fair.people.facts import PersonChanged, PersonErased


def erased(work: Work, fact: PersonErased) -> None:
    """Nobody is to be helped any more, and no words stay."""
    here = store.running(work, fact.person_id)
    if here:
        withdrawn(work, here)
    _keep(work, fact.person_id)
    store.blank(work, fact.person_id)


def changed(work: Work, fact: PersonChanged) -> None:
    """Whoever changed the number needs no other one that the office had written down."""
    if fact.what == "number":
        _keep(work, fact.person_id)


def _keep(work: Work, person_id: str) -> None:
    made = number_reads.ahead(work.connection, person_id)
    if made:
        kept(work, made, By.OTHER)


REACTIONS: dict[Any, Any] = {PersonErased: [erased], PersonChanged: [changed]}
