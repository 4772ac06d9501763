"""What the help desk does when a person is erased."""

from typing import Any

from fair.db import Work
from fair.helpdesk import store
from fair.helpdesk.actions import withdrawn
from fair.people.facts import PersonErased


def erased(work: Work, fact: PersonErased) -> None:
    """Nobody is to be helped any more, and no words stay."""
    here = store.running(work, fact.person_id)
    if here:
        withdrawn(work, here)
    store.blank(work, fact.person_id)


REACTIONS: dict[Any, Any] = {PersonErased: [erased]}
