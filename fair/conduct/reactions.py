"""What the slice does when a person is erased."""

from typing import Any

from fair.conduct import store
from fair.db import Work
from fair.people.facts import PersonErased


def person_erased(work: Work, fact: PersonErased) -> None:
    """Forget what was written of them, and the number they had."""
    store.forget(work, fact.person_id)


REACTIONS: dict[Any, list[Any]] = {PersonErased: [person_erased]}
