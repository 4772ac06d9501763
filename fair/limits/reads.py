"""Which limits count where."""

from collections.abc import Collection

from sqlalchemy import Connection

from fair.booths.booth import Booth
from fair.limits import limit, store
from fair.limits.limit import NONE, InForce, Limits


def in_force(connection: Connection, booth: Booth) -> InForce:
    """Return the limits that count for the line of a booth."""
    return all_in_force(connection, [booth])[booth.id]


def all_in_force(connection: Connection, booths: Collection[Booth]) -> dict[str, InForce]:
    """Return the limits that count for the line of each of these booths."""
    ids = {one.id for one in booths} | {one.fair_id for one in booths}
    found = limits_of(connection, ids)
    return {
        one.id: limit.in_force(found.get(one.fair_id, NONE), found.get(one.id, NONE))
        for one in booths
    }


def limits_of(connection: Connection, ids: Collection[str]) -> dict[str, Limits]:
    """Return the limits as they were set of these fairs and booths; who has none is left out."""
    return store.limits_of(connection, ids)
