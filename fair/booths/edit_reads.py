"""What the forms of a booth change, as it is now."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from fair.booths import reads
from fair.contract.booths import BoothPlace, BoothTell
from fair.decisions import Actor
from fair.rooms import chat_reads


def told(connection: Connection, actor: Actor, asked: BoothTell) -> Mapping[str, Any] | None:
    """Return what visitors read at a booth, and its canned replies, for its recruiters."""
    found = reads.booth(connection, asked.booth_id)
    if found is None or not actor.works_for(found.employer_id):
        return None
    room = chat_reads.room(connection, found.id)
    replies = room.replies if room else ()
    return {"title": found.title, "about": found.about, "replies": replies}


def place(connection: Connection, _actor: Actor, asked: BoothPlace) -> Mapping[str, Any] | None:
    """Return where a booth stands."""
    found = reads.booth(connection, asked.booth_id)
    return {"hall_id": found.hall_id, "number": found.number} if found else None


AS_IT_IS: dict[Any, Any] = {BoothTell: told, BoothPlace: place}
