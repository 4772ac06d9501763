"""What interviews do when a person is erased."""

from typing import Any

from fair.db import Work
from fair.interviews.writes import forget
from fair.people.facts import PersonErased


def person_erased(work: Work, fact: PersonErased) -> None:
    """Nobody owes an answer any more, and what was written to the person goes."""
    forget(work, fact.person_id)


REACTIONS: dict[Any, Any] = {PersonErased: [person_erased]}
