"""Files that wait while their columns are chosen, and while they come in: packed, in parts."""

import tempfile
import zlib
from collections.abc import Iterator, Sequence
from typing import IO

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
    delete,
    insert,
    select,
    update,
)

from fair.db import Work, new_id
from fair.tables import Instant, metadata
from fair.tabular.source import Data, OnDisk

A_PART = 256_000  # bytes of one work
_PIECE = 1_000_000

held_file_table = Table(
    "held_file",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("account_id", String(12), nullable=False, index=True),
    Column("file_name", String(200), nullable=False),
    Column("encoding", String(20), nullable=False),
    # how many parts there will be; 0 until the last of them is held
    Column("parts", Integer, nullable=False),
    # how many rows stand in it, null until somebody counted them
    Column("rows", Integer),
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
_FILE, _PART = held_file_table.c, held_part_table.c


def begin(work: Work, file_name: str, encoding: str) -> str:
    """Hold a file of which the parts follow; return its id."""
    file_id = work.new_id()
    row = {
        "id": file_id,
        "account_id": work.actor.account_id,
        "file_name": file_name[:200],
        "encoding": encoding,
        "parts": 0,
        "rows": None,
        "at": work.now,
    }
    work.write(insert(held_file_table), row)
    return file_id


def add_part(work: Work, file_id: str, place: int, data: bytes) -> None:
    """Hold a part of a file."""
    row = {"id": new_id(), "file_id": file_id, "place": place, "data": data}
    work.write(insert(held_part_table), row)


def change(work: Work, file_id: str, **values: int) -> None:
    """Note how many parts a file has, or how many rows."""
    work.write(update(held_file_table).where(_FILE.id == file_id).values(**values))


def others_of(connection: Connection, account_id: str, file_id: str) -> list[str]:
    """Return the other files of an account."""
    query = select(_FILE.id).where(_FILE.account_id == account_id, _FILE.id != file_id)
    return [row.id for row in connection.execute(query)]


def forget(work: Work, file_id: str, most: int = 8) -> bool:
    """Forget some parts of a file, and with the last of them the file; True once it is gone."""
    query = select(_PART.id).where(_PART.file_id == file_id).limit(most)
    ids: Sequence[str] = [row.id for row in work.all(query)]
    if ids:
        work.write(delete(held_part_table).where(_PART.id.in_(ids)))
    if len(ids) == most:
        return False
    work.write(delete(held_file_table).where(_FILE.id == file_id))
    return True


def parted(file: IO[bytes]) -> Iterator[bytes]:
    """Yield the bytes of a file, packed, in parts of one work each."""
    packer, waiting = zlib.compressobj(6), b""
    while piece := file.read(_PIECE):
        waiting += packer.compress(piece)
        while len(waiting) >= A_PART:
            yield waiting[:A_PART]
            waiting = waiting[A_PART:]
    waiting += packer.flush()
    for start in range(0, len(waiting), A_PART):
        yield waiting[start : start + A_PART]


def data_of(connection: Connection, file_id: str) -> Data:
    """Return the bytes of a held file, which lie on disk: memory holds what is looked at."""
    places = select(_PART.place).where(_PART.file_id == file_id).order_by(_PART.place)
    unpacker = zlib.decompressobj()
    with tempfile.TemporaryFile() as out:
        for place in connection.execute(places).scalars().all():
            of_part = (_PART.file_id == file_id, _PART.place == place)
            packed = connection.execute(select(_PART.data).where(*of_part)).scalar_one()
            out.write(unpacker.decompress(packed))
        out.write(unpacker.flush())
        size = out.tell()
        out.flush()
        return OnDisk(out) if size else b""
