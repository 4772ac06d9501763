"""Maps that the office keeps, and files that wait while their columns are chosen."""

import zlib
from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    ForeignKey,
    Integer,
    LargeBinary,
    Row,
    String,
    Table,
    UniqueConstraint,
    delete,
    insert,
    select,
)

from fair.db import Work, new_id
from fair.folding import key
from fair.shaping.shape import Choice, Shape
from fair.tables import Instant, metadata

A_PART = 256_000  # bytes of one work

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
held_file_table = Table(
    "held_file",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("account_id", String(12), nullable=False, index=True),
    Column("file_name", String(200), nullable=False),
    Column("encoding", String(20), nullable=False),
    Column("parts", Integer, nullable=False),
    Column("at", Instant, nullable=False),
)
held_part_table = Table(
    "held_part",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("file_id", String(12), ForeignKey("held_file.id"), nullable=False),
    Column("place", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
    UniqueConstraint("file_id", "place"),
)
_MAP, _FILE, _PART = office_map_table.c, held_file_table.c, held_part_table.c


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


def begin(work: Work, file_name: str, encoding: str, parts: int) -> str:
    """Hold a file of which the parts follow, in place of what this account held; return its id."""
    ids = [
        row.id
        for row in work.all(select(_FILE.id).where(_FILE.account_id == work.actor.account_id))
    ]
    forget(work, ids)
    file_id = work.new_id()
    row = {
        "id": file_id,
        "account_id": work.actor.account_id,
        "file_name": file_name[:200],
        "encoding": encoding,
        "parts": parts,
        "at": work.now,
    }
    work.write(insert(held_file_table), row)
    return file_id


def add_part(work: Work, file_id: str, place: int, data: bytes) -> None:
    """Hold a part of a file."""
    row = {"id": new_id(), "file_id": file_id, "place": place, "data": data}
    work.write(insert(held_part_table), row)


def forget(work: Work, ids: Sequence[str]) -> None:
    """Forget files with their parts."""
    if ids:
        work.write(delete(held_part_table).where(_PART.file_id.in_(ids)))
        work.write(delete(held_file_table).where(_FILE.id.in_(ids)))


def parted(data: bytes) -> list[bytes]:
    """Return the bytes of a file, packed, in parts of one work each."""
    packed = zlib.compress(data, 6)
    return [packed[start : start + A_PART] for start in range(0, len(packed), A_PART)]


def data_of(connection: Connection, file_id: str) -> bytes:
    """Return the bytes of a held file. What is unpacked is what was taken in, and no more."""
    query = select(_PART.data).where(_PART.file_id == file_id).order_by(_PART.place)
    return zlib.decompress(b"".join(row.data for row in connection.execute(query)))
