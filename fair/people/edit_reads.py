"""What a person's own form changes, as it is now: the same person may have two devices."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from fair.contract.people import ChangePerson
from fair.decisions import Actor
from fair.people import reads


def person(connection: Connection, actor: Actor, _asked: ChangePerson) -> Mapping[str, Any] | None:
    """Return the asker's name and language."""
    found = reads.person(connection, actor.person_id)
    return {"given_name": found.name, "lang": found.lang} if found else None


AS_IT_IS: dict[Any, Any] = {ChangePerson: person}
