"""Files of rows that were asked for: their table, rows ⇄ values."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import Column, Connection, ForeignKey, Row, String, Table, insert, select

from fair.db import Work
from fair.exports.export import Export
from fair.glossary import ExportPurpose, ExportWhat
from fair.tables import Instant, metadata

export_table = Table(
    "export",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("fair_id", String(12), ForeignKey("fair.id"), nullable=False, index=True),
    Column("employer_id", String(12), nullable=False),
    Column("account_id", String(12), nullable=False),
    Column("what", String(12), nullable=False),
    Column("form", String(4), nullable=False),
    Column("purpose", String(12), nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
)


def where(connection: Connection, *conditions: Any) -> tuple[Export, ...]:
    """Return the exports that meet all conditions, the latest first."""
    at = export_table.c
    query = select(export_table).where(*conditions).order_by(at.made_at.desc(), at.id)
    return tuple(_export(row) for row in connection.execute(query))


def _export(row: Row[Any]) -> Export:
    values = dict(row._mapping)  # noqa: SLF001 - a public name
    values |= {"what": ExportWhat(row.what), "purpose": ExportPurpose(row.purpose)}
    return Export(**values)


def add(work: Work, made: Export) -> None:
    """Keep that a file was asked for."""
    work.write(
        insert(export_table),
        {**asdict(made), "what": made.what.value, "purpose": made.purpose.value},
    )
