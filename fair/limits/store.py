"""Rows of limits: of a fair, and of those booths that have their own."""

from collections.abc import Collection

from sqlalchemy import Column, Connection, Integer, String, Table, insert, select, update

from fair.db import Work
from fair.limits.limit import Limits
from fair.tables import metadata

# `id` is the fair's, or the booth's.
limit_table = Table(
    "line_limit",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("fair_id", String(12), nullable=False, index=True),
    Column("capacity", Integer),
    Column("ring_s", Integer),
    Column("by_name_every", Integer),
)
_AT = limit_table.c


def limits_of(connection: Connection, ids: Collection[str]) -> dict[str, Limits]:
    """Return the limits of these fairs and booths; who has none is left out."""
    query = select(limit_table).where(_AT.id.in_(sorted(ids)))
    return {
        row.id: Limits(capacity=row.capacity, ring_s=row.ring_s, by_name_every=row.by_name_every)
        for row in connection.execute(query)
    }


def keep(work: Work, ref: str, fair_id: str, limits: Limits) -> None:
    """Save the limits of a fair or a booth."""
    values = {
        "fair_id": fair_id, "capacity": limits.capacity, "ring_s": limits.ring_s,
        "by_name_every": limits.by_name_every,
    }  # fmt: skip
    if not work.write(update(limit_table).where(_AT.id == ref).values(**values)):
        work.write(insert(limit_table), {"id": ref, **values})
