"""Who has not come back for two years is erased, as if the person had asked for it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, or_, select

from fair.db import Work
from fair.people import store
from fair.people.erasing_writes import erase
from fair.retention import GONE_DAYS, Sweep

SOME = 5  # an erasure touches every slice
_WHO = store.person_table


def _gone(before: datetime) -> list[Any]:
    """Return the conditions that a person's last fair and last own word were before then."""
    part, told = store.participant_table, store.profile_table
    came = select(func.max(part.c.at)).where(part.c.person_id == _WHO.c.id).scalar_subquery()
    spoke = select(told.c.changed_at).where(told.c.person_id == _WHO.c.id).scalar_subquery()
    return [
        _WHO.c.erased_at.is_(None),
        _WHO.c.made_at < before,
        or_(came.is_(None), came < before),
        or_(spoke.is_(None), spoke < before),
    ]


def _find(connection: Connection, before: datetime, most: int) -> Sequence[str]:
    return [
        row.id for row in connection.execute(select(_WHO.c.id).where(*_gone(before)).limit(most))
    ]


def _erase(work: Work, before: datetime, people: Sequence[str]) -> None:
    still = select(_WHO.c.id).where(_WHO.c.id.in_(people), *_gone(before))
    for row in work.all(still):
        erase(work, row.id, "date")


SWEEPS = (Sweep("people who did not come back", GONE_DAYS, _find, _erase, most=SOME),)
