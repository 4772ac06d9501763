"""What an organiser does to many drafts is staged in short works before it is begun."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial

from sqlalchemy import Connection, delete, select

from fair.db import Work
from fair.decisions import Actor
from fair.dispatch import Doors
from fair.drafts import store
from fair.drafts.office import SLICE, What
from fair.drafts.store import part_table, run_table
from fair.retention import Sweep

_PARTS = 50  # parts of one work


def stage(
    doors: Doors, actor: Actor, what: What, asked: Mapping[str, str], ids: Sequence[str]
) -> str:
    """Keep which drafts will be worked on, part by part; return the id of what is not begun."""
    parts = [ids[at : at + SLICE] for at in range(0, len(ids), SLICE)]
    run_id, _ = doors.submit(
        partial(store.stage, what=what, asked=asked, drafts=len(ids), parts=len(parts)), actor
    ).result()
    for first in range(0, len(parts), _PARTS):
        some = parts[first : first + _PARTS]
        doors.submit(
            partial(store.add_parts, run_id=run_id, first=first, parts=some), actor
        ).result()
    return str(run_id)


def _find(connection: Connection, before: datetime, most: int) -> Sequence[str]:
    at = run_table.c
    query = select(at.id).where(at.at < before, at.parts > 0).limit(most)
    return [row.id for row in connection.execute(query)]


def _drop(work: Work, _before: datetime, keys: Sequence[str]) -> None:
    work.write(delete(part_table).where(part_table.c.run_id.in_(keys)))
    for run_id in keys:
        store.change(work, run_id, parts=0)


SWEEPS = (Sweep("drafts that were worked on", 90, _find, _drop, most=5),)
