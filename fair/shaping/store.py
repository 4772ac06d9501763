"""Maps that the office keeps."""

from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Row,
    String,
    Table,
    delete,
    insert,
    select,
)

from fair.db import Work
from fair.folding import key
from fair.shaping.shape import Choice, Shape
from fair.tables import Instant, metadata

office_map_table = Table(
    "office_map",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("called", String(120), nullable=False),
    Column("name_key", String(120), nullable=False, unique=True),
    # what tables with the same headings share
    Column("mark", String(32), nullable=False, index=True),
    Column("said", JSON, nullable=False),
    Column("account_id", String(12), nullable=False),
    Column("at", Instant, nullable=False),
)
_MAP = office_map_table.c


def as_shape(row: Row[Any]) -> Shape:
    """Build a shape from its row."""
    said = dict(row.said)
    choices = [Choice(**one) for one in said.pop("choices")]
    return Shape(name=row.called, choices=choices, **said)


def keep(work: Work, shape: Shape, mark: str) -> str:
    """Keep a map by its name, in place of the one that has it; return its id."""
    map_id = work.value(select(_MAP.id).where(_MAP.name_key == key(shape.name)))
    if map_id:
        work.write(delete(office_map_table).where(_MAP.id == map_id))
    kept = str(map_id or work.new_id())
    said = {
        "choices": [
            {
                "heading": one.heading,
                "column": one.column,
                "scale": one.scale,
                "split": one.split,
                "part": one.part,
                "pattern": one.pattern,
            }
            for one in shape.choices
        ],
        "per": shape.per,
        "currency": shape.currency,
        "country": shape.country,
    }
    row = {
        "id": kept,
        "called": shape.name,
        "name_key": key(shape.name),
        "mark": mark,
        "said": said,
        "account_id": work.actor.account_id,
        "at": work.now,
    }
    work.write(insert(office_map_table), row)
    return kept


def drop(work: Work, map_id: str) -> bool:
    """Throw a map away; False where it is not kept."""
    return work.write(delete(office_map_table).where(_MAP.id == map_id)) == 1
