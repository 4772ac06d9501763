"""What an audit does when a person is erased."""

from typing import Any

from fair.audit import store
from fair.db import Work
from fair.people.facts import PersonErased


def erased(work: Work, fact: PersonErased) -> None:
    """No words of an auditor about this person stay."""
    store.blank(work, fact.person_id)


REACTIONS: dict[Any, Any] = {PersonErased: [erased]}
