"""Kept maps, by name and by the headings of a table."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from fair.shaping import store
from fair.shaping.shape import Shape
from fair.shaping.store import office_map_table

_MAP = office_map_table.c


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptMap:
    """A map that the office keeps."""

    id: str
    shape: Shape


def maps(connection: Connection) -> Sequence[KeptMap]:
    """Return every map that is kept, by name."""
    rows = connection.execute(select(office_map_table).order_by(_MAP.called, _MAP.id))
    return [KeptMap(id=row.id, shape=store.as_shape(row)) for row in rows]


def kept_map(connection: Connection, map_id: str) -> KeptMap | None:
    """Return a kept map, or None."""
    row = connection.execute(select(office_map_table).where(_MAP.id == map_id)).first()
    return KeptMap(id=row.id, shape=store.as_shape(row)) if row else None


def map_for(connection: Connection, mark: str) -> KeptMap | None:
    """Return the map that was kept last for tables with these headings, or None."""
    query = select(office_map_table).where(_MAP.mark == mark).order_by(_MAP.at.desc(), _MAP.id)
    row = connection.execute(query.limit(1)).first()
    return KeptMap(id=row.id, shape=store.as_shape(row)) if row else None
