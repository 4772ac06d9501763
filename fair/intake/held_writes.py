"""Files are held in short works, for a day at most, or while they come in."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import IO

from sqlalchemy import Connection, exists, select

from fair.db import Work
from fair.decisions import Actor
from fair.dispatch import Doors
from fair.intake import held_store
from fair.intake.held_store import held_file_table
from fair.intake.store import run_table
from fair.retention import Sweep

_FILE, _RUN = held_file_table.c, run_table.c
_comes_in = exists().where(_RUN.file_id == _FILE.id, _RUN.ended_at.is_(None))


def hold(doors: Doors, actor: Actor, file: IO[bytes], file_name: str, encoding: str) -> str:
    """Hold an open file, part by part, in place of what this account held; return its id.

    A file of this account that comes in stays.
    """
    begin = partial(held_store.begin, file_name=file_name, encoding=encoding)
    file_id, _ = doors.submit(begin, actor).result()
    parts = 0
    for part in held_store.parted(file):
        keep = partial(held_store.add_part, file_id=file_id, place=parts, data=part)
        doors.submit(keep, actor).result()
        parts += 1
    doors.submit(partial(held_store.change, file_id=file_id, parts=parts), actor).result()
    others = doors.read(lambda at: held_store.others_of(at, actor.account_id, file_id))
    running = doors.read(lambda at: _that_come_in(at, others))
    for other in others:
        if other not in running:
            forget(doors, actor, other)
    return str(file_id)


def forget(doors: Doors, actor: Actor, file_id: str) -> None:
    """Forget a held file, some parts at a time."""
    while not doors.submit(partial(held_store.forget, file_id=file_id), actor).result()[0]:
        pass


def note_rows(doors: Doors, actor: Actor, file_id: str, rows: int) -> None:
    """Keep how many rows a file has."""
    doors.submit(partial(held_store.change, file_id=file_id, rows=rows), actor).result()


def _that_come_in(connection: Connection, ids: Sequence[str]) -> set[str]:
    query = select(_FILE.id).where(_FILE.id.in_(ids), _comes_in)
    return {row.id for row in connection.execute(query)}


def _find(connection: Connection, before: datetime, most: int) -> Sequence[str]:
    rows = connection.execute(select(_FILE.id).where(_FILE.at < before, ~_comes_in).limit(most))
    return [row.id for row in rows]


def _drop(work: Work, before: datetime, keys: Sequence[str]) -> None:
    still = select(_FILE.id).where(_FILE.id.in_(keys), _FILE.at < before, ~_comes_in)
    for row in work.all(still):
        held_store.forget(work, row.id)


SWEEPS = (Sweep("files whose columns are chosen", 1, _find, _drop, most=1),)
