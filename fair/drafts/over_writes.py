"""What of work on many drafts is over: its parts are forgotten, the run itself stays."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, delete, or_, select

from fair.db import Work
from fair.drafts.store import part_table, run_table
from fair.retention import Sweep

KEPT_DAYS = 30
_RUN, _PART = run_table.c, part_table.c


def _over(before: datetime) -> Any:
    """Return the condition that a run ended before then, or was staged then and never begun."""
    return or_(_RUN.ended_at < before, and_(_RUN.begun_at.is_(None), _RUN.at < before))


def _find(connection: Connection, before: datetime, most: int) -> Sequence[str]:
    query = select(_PART.run_id, _PART.place).join(run_table, _RUN.id == _PART.run_id)
    rows = connection.execute(query.where(_over(before)).limit(most))
    return [f"{row.run_id} {row.place}" for row in rows]


def _drop(work: Work, before: datetime, keys: Sequence[str]) -> None:
    places: dict[str, list[int]] = {}
    for key in keys:
        run_id, _, place = key.partition(" ")
        places.setdefault(run_id, []).append(int(place))
    still = work.all(select(_RUN.id).where(_RUN.id.in_(places), _over(before)))
    for row in still:
        of_run = (_PART.run_id == row.id, _PART.place.in_(places[row.id]))
        work.write(delete(part_table).where(*of_run))


SWEEPS = (Sweep("parts of work on drafts", KEPT_DAYS, _find, _drop),)
