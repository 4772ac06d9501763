"""What is kept for so many days, and the sweeper that deletes it when they are over.

Each file of writes lists what is over in its slice as `SWEEPS`; `docs/retention.toml` says of each
personal column which of them deletes it, and `fair contract` makes docs/retention.md from both.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Table, delete, select, update

from fair.db import Database, Work, utc_now
from fair.decisions import SYSTEM, Fact
from fair.sick import CannotSave

log = logging.getLogger("fair.retention")
MOST = 100  # rows of one work: a millisecond or two, and the writer goes on
PAUSE_S = 0.05
EVERY_S = 1800.0
# The days that people read on their pages, too.
CHAT_DAYS, CLAIM_DAYS, GONE_DAYS, BACKUP_DAYS = 90, 3 * 365, 2 * 365, 30
TOLD_DAYS = 365  # after a talk


@dataclass(frozen=True, slots=True)
class Sweep:
    """Something is kept for `days`; what began before then is found on a reader and dropped.

    `find(connection, before, most)` gives the keys of at most so many rows, `drop(work, before,
    keys)` deletes or blanks those that are still over. `most` rows are one short work.
    """

    name: str
    days: int
    find: Callable[[Connection, datetime, int], Sequence[str]]
    drop: Callable[[Work, datetime, Sequence[str]], None]
    most: int = MOST


Over = Callable[[datetime], Sequence[Any]]


def sweep_rows(
    name: str,
    days: int,
    table: Table,
    over: Over,
    *,
    key: str = "id",
    blank: Mapping[str, Any] | None = None,
) -> Sweep:
    """Return the sweep that deletes the rows for which `over(before)` holds, or blanks columns."""
    column = table.c[key]

    def find(connection: Connection, before: datetime, most: int) -> Sequence[str]:
        query = select(column).where(*over(before)).limit(most)
        return [row[0] for row in connection.execute(query)]

    def drop(work: Work, before: datetime, keys: Sequence[str]) -> None:
        which = (column.in_(keys), *over(before))
        if blank is None:
            work.write(delete(table).where(*which))
        else:
            work.write(update(table).where(*which).values(**blank))

    return Sweep(name, days, find, drop)


class Sweeper:
    """Goes through every sweep, again and again, in short works.

    `react` lets the slices follow the facts of a work, `announce` tells them after the commit, and
    `swept` hears after a round in which something was deleted.
    """

    def __init__(
        self,
        database: Database,
        sweeps: Sequence[Sweep],
        react: Callable[[Work], None],
        announce: Callable[[Sequence[Fact]], None],
        swept: Callable[[], None],
    ) -> None:
        self.database, self.sweeps = database, sweeps
        self.react, self.announce, self.swept = react, announce, swept

    async def run(self) -> None:
        """Sweep at once and every half hour, until cancelled."""
        while True:
            try:
                await self.round(utc_now())
            except CannotSave:  # the writer has said why
                log.debug("nothing can be saved", exc_info=True)
            except Exception:
                log.exception("sweeping failed; it is tried again")
            await asyncio.sleep(EVERY_S)

    async def round(self, now: datetime) -> int:
        """Delete all that is over at `now`; return how many rows that were."""
        count = 0
        for sweep in self.sweeps:
            before = now - timedelta(days=sweep.days)
            while keys := await self._find(sweep, before):
                await self._drop(sweep, before, keys)
                count += len(keys)
                if len(keys) < sweep.most:
                    break
                await asyncio.sleep(PAUSE_S)
        if count:
            log.info("%d rows were over their days and are deleted", count)
            self.swept()
        return count

    async def _find(self, sweep: Sweep, before: datetime) -> Sequence[str]:
        return await self.database.read(lambda at: sweep.find(at, before, sweep.most))

    async def _drop(self, sweep: Sweep, before: datetime, keys: Sequence[str]) -> None:
        def drop(work: Work) -> None:
            sweep.drop(work, before, keys)
            self.react(work)

        _, facts = await self.database.write(drop, SYSTEM)
        if facts:
            self.announce(facts)
