"""Files that wait while their columns are chosen: held in short works, for a day at most."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from sqlalchemy import Connection, select

from fair.db import Work
from fair.decisions import Actor
from fair.dispatch import Doors
from fair.retention import Sweep
from fair.shaping import store
from fair.shaping.store import held_file_table

_FILE = held_file_table.c


def hold(doors: Doors, actor: Actor, data: bytes, file_name: str, encoding: str) -> str:
    """Hold a file, part by part, in place of the one that this account held; return its id."""
    parts = store.parted(data)
    begin = partial(store.begin, file_name=file_name, encoding=encoding, parts=len(parts))
    file_id, _ = doors.submit(begin, actor).result()
    for place, part in enumerate(parts):
        doors.submit(
            partial(store.add_part, file_id=file_id, place=place, data=part), actor
        ).result()
    return str(file_id)


def forget(doors: Doors, actor: Actor, file_id: str) -> None:
    """Forget a held file."""
    doors.submit(partial(store.forget, ids=[file_id]), actor).result()


def _find(connection: Connection, before: datetime, most: int) -> Sequence[str]:
    rows = connection.execute(select(_FILE.id).where(_FILE.at < before).limit(most))
    return [row.id for row in rows]


def _drop(work: Work, before: datetime, keys: Sequence[str]) -> None:
    still = select(_FILE.id).where(_FILE.id.in_(keys), _FILE.at < before)
    store.forget(work, [row.id for row in work.all(still)])


SWEEPS = (Sweep("files whose columns are chosen", 1, _find, _drop, most=5),)
