"""What looks do when a person is erased."""

from typing import Any

from fair.db import Work
from fair.looks import store
from fair.people.facts import PersonErased


def erase(work: Work, fact: PersonErased) -> None:
    """Blank what was written to the person."""
    store.erase(work, fact.person_id)


REACTIONS: dict[Any, Any] = {PersonErased: [erase]}
