"""Lots: their table, rows ⇄ values."""

from collections.abc import Mapping
from typing import Any

import orjson
from sqlalchemy import Column, Connection, Integer, Row, String, Table, Text, insert, select, update

from fair.db import Work
from fair.lots.lot import Lot
from fair.tables import Instant, metadata

lot_table = Table(
    "lot",
    metadata,
    Column("booth_id", String(12), primary_key=True),
    Column("fair_id", String(12), nullable=False, index=True),
    Column("closed_at", Instant, nullable=False),
    Column("after", Integer, nullable=False),
    Column("listed", Text, nullable=False),
    Column("drawn_at", Instant),
    Column("head", Text, nullable=False, server_default=""),
    Column("numbers", Text, nullable=False, server_default="{}"),
)


def as_lot(row: Row[Any]) -> Lot:
    """Build a lot from its row."""
    return Lot(
        booth_id=row.booth_id, fair_id=row.fair_id, closed_at=row.closed_at, after=row.after,
        listed=tuple(orjson.loads(row.listed)), drawn_at=row.drawn_at, head=row.head,
        numbers=orjson.loads(row.numbers),
    )  # fmt: skip


def lot(connection: Connection, booth_id: str) -> Lot | None:
    """Return the lot of a booth, None before its list is closed, and where there was none."""
    query = select(lot_table).where(lot_table.c.booth_id == booth_id)
    row = connection.execute(query).first()
    return as_lot(row) if row else None


def add(work: Work, found: Lot) -> None:
    """Keep a list that is closed."""
    work.write(
        insert(lot_table),
        {
            "booth_id": found.booth_id, "fair_id": found.fair_id, "closed_at": found.closed_at,
            "after": found.after, "listed": orjson.dumps(found.listed).decode(),
        },
    )  # fmt: skip


def keep_drawn(work: Work, booth_id: str, head: str, numbers: Mapping[str, int]) -> None:
    """Keep what was drawn, and from which head."""
    work.write(
        update(lot_table)
        .where(lot_table.c.booth_id == booth_id)
        .values(drawn_at=work.now, head=head, numbers=orjson.dumps(numbers).decode())
    )
