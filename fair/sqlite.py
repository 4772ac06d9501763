"""How SQLite's files are opened: for this account only, and so that what is erased is gone.

Deleted values are overwritten in place, free pages too; the write-ahead log, which still holds
the pages as they were before, is emptied after an erasure, and the file is rewritten in the
next quiet hour (`Cleaner`).
"""

import asyncio
import logging
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy.engine import Connection, Engine

from fair import private

log = logging.getLogger("fair.sqlite")
OURS = Path("var")  # any other folder is the operator's
BESIDE = ("-wal", "-shm", "-journal")
# How long one waits for another program's lock before saying so.
PATIENCE_S = 10
_PATIENCE = f"busy_timeout={PATIENCE_S}000"
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    _PATIENCE,
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
    if file.parent == OURS:
        private.own_folder(OURS)
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
            driver.execute(f"PRAGMA {_PATIENCE}")
    return not busy


def rewrite(engine: Engine) -> None:
    """Write the whole database anew, so that no unused corner of a page keeps an old copy.

    SQLite overwrites what it frees, but not what it leaves where it moved a row to another page.
    Writers wait meanwhile; readers do not.
    """
    if engine.dialect.name == "sqlite":
        with closing(engine.raw_connection()) as connection:
            connection.driver_connection.execute("VACUUM")  # type: ignore[union-attr]


class Cleaner:
    """Empties the write-ahead log soon after each erasure, and rewrites the file when it is quiet.

    `quiet` says whether now is the hour in which the writer may wait for a second or two.
    """

    def __init__(self, engine: Engine, quiet: Callable[[], bool] = lambda: False) -> None:
        self._engine, self._quiet = engine, quiet
        self._wished = asyncio.Event()
        self._wished.set()  # what an earlier process erased before it ended
        self._copies = True

    def wish(self) -> None:
        """Something was erased: what is left of it is to go."""
        self._copies = True
        self._wished.set()

    async def run(self, look_s: float = 60.0) -> None:
        """Do what is wished, and look every so often whether it is quiet, until cancelled."""
        while True:
            # Not wait_for, which swallows being cancelled in the instant in which it is answered.
            with suppress(TimeoutError):
                async with asyncio.timeout(look_s):
                    await self._wished.wait()
            try:
                await asyncio.to_thread(self.clean)
            except Exception:
                log.exception("the database could not be cleaned; it is tried again")
                self._wished.set()
            if self._wished.is_set():
                await asyncio.sleep(_AGAIN_S)

    def clean(self) -> None:
        """Rewrite the file where that is wished and it is quiet; empty the log."""
        wished = self._wished.is_set()
        if self._copies and self._quiet():
            rewrite(self._engine)
            self._copies, wished = False, True
        if wished:
            self._wished.clear()
            if not empty_wal(self._engine):
                self._wished.set()


def look(connection: Connection) -> str:
    """Take the snapshot of a transaction that has begun, by reading; it has no name."""
    connection.exec_driver_sql("SELECT 1 FROM sqlite_schema LIMIT 1").all()
    return ""


@contextmanager
def holding(engine: Engine) -> Iterator[bool]:
    """Hold the turn to write, and write nothing; yields False where it cannot be had."""
    raw = engine.raw_connection()
    try:
        cursor = raw.cursor()
        try:
            cursor.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:  # a file that may only be read, or one who writes for long
            yield False
            return
        try:
            yield True
        finally:
            cursor.execute("ROLLBACK")
    finally:
        raw.close()
