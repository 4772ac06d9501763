"""Who carries a message just now: claimed before it is handed over, so that no two do at a time.

A claim lasts longer than any try, and runs out: what a killed process had under way is tried again
with the same key. Where one server at a time has the database, what another one claimed is free.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, or_, select, true, update

from fair.db import Work
from fair.signals import signal, waiting

# What a try may take besides its patience: its own commit, and the loop's.
MARGIN_S = 5.0
_at = signal.c


def free(now: datetime, *, alone: bool) -> ColumnElement[bool]:
    """Return the condition that nobody is carrying a message."""
    return true() if alone else or_(_at.claimed_until.is_(None), _at.claimed_until <= now)


def claim(
    work: Work, ids: Collection[str], mine: str, lasts_s: float, *, alone: bool
) -> frozenset[str]:
    """Claim what of these still waits and nobody carries; return which those are."""
    still = (_at.id.in_(ids), waiting, free(work.now, alone=alone))
    got = frozenset(row.id for row in work.all(select(_at.id).where(*still)))
    if got:
        until = work.now + timedelta(seconds=lasts_s + MARGIN_S)
        work.write(
            update(signal).where(_at.id.in_(got)).values(claimed_by=mine, claimed_until=until)
        )
    return got


def give_up(work: Work, ids: Collection[str], mine: str) -> None:
    """Let others carry at once what was claimed and is not carried."""
    work.write(
        update(signal)
        .where(_at.id.in_(ids), waiting, _at.claimed_by == mine)
        .values(claimed_by="", claimed_until=None)
    )
