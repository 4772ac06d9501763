"""What the forms of readiness change, as it is now."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from fair.contract.readiness import Expect, SayContact
from fair.decisions import Actor
from fair.readiness import store
from fair.readiness.stand import Contact


def contact(connection: Connection, actor: Actor, asked: SayContact) -> Mapping[str, Any] | None:
    """Return whom the organiser rings at an employer, for the organiser and its recruiters."""
    if not actor.oversees and not actor.works_for(asked.employer_id):
        return None
    found = store.contacts(connection, [asked.employer_id]).get(asked.employer_id, Contact())
    return {"contact_name": found.name, "phone": found.phone}


def expected(connection: Connection, _actor: Actor, asked: Expect) -> Mapping[str, Any] | None:
    """Return how many people are expected at a fair, and the breaks."""
    found = store.plan(connection, asked.fair_id)
    return {"expected": found.expected, "break_minutes": found.break_minutes}


AS_IT_IS: dict[Any, Any] = {SayContact: contact, Expect: expected}
