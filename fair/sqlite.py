"""How SQLite's files are opened: for this account only, and so that what is erased is gone.

Deleted values are overwritten in place, free pages too; the write-ahead log, which still holds
the pages as they were before, is emptied after an erasure (`WalEmptier`).
"""

import asyncio
import logging
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy.engine import Engine

from fair import private

log = logging.getLogger("fair.sqlite")
BESIDE = ("-wal", "-shm", "-journal")
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "busy_timeout=30000",
    "cache_size=-32000",
    "mmap_size=268435456",
    "secure_delete=ON",
    "temp_store=MEMORY",  # a sort of people leaves no file behind
)
# How long emptying may make the writer wait: the few pages that came since the log was copied.
_EMPTYING_MS = 20
_AGAIN_S = 0.5


def prepare(connection: Any, _record: Any = None) -> None:
    """Set up a connection of the driver before anything is asked of it."""
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def keep_private(file: Path) -> None:
    """Make sure that nobody but this account reads a database and the files beside it.

    A new file is made so, before SQLite writes the first byte; SQLite gives `-wal` and `-shm` the
    rights of the file. One that others can read is corrected, and the log says so.
    """
    private.folder(file.parent)
    private.file(file)
    for ending in BESIDE:
        beside = file.with_name(file.name + ending)
        if beside.exists():
            private.file(beside)


def empty_wal(engine: Engine) -> bool:
    """Copy the write-ahead log into the database and cut it to nothing; False where one reads.

    The copying holds up nobody; cutting waits at most 20 ms for readers, and so long the writer.
    """
    if engine.dialect.name != "sqlite":
        return True
    with closing(engine.raw_connection()) as connection:
        driver: Any = connection.driver_connection
        driver.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        driver.execute(f"PRAGMA busy_timeout={_EMPTYING_MS}")
        try:
            busy, _, _ = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            driver.execute("PRAGMA busy_timeout=30000")
    return not busy


class WalEmptier:
    """Empties the write-ahead log at the start, and soon after each `wish`, until it is done."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._wished = asyncio.Event()
        self._wished.set()

    def wish(self) -> None:
        """Something was erased: what is left of it in the log is to go."""
        self._wished.set()

    async def run(self) -> None:
        """Wait for wishes and fulfil them, until cancelled."""
        while True:
            await self._wished.wait()
            self._wished.clear()
            try:
                done = await asyncio.to_thread(empty_wal, self._engine)
            except Exception:
                log.exception("the write-ahead log could not be emptied; it is tried again")
                done = False
            if not done:
                self._wished.set()
                await asyncio.sleep(_AGAIN_S)
