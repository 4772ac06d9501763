"""Who may lead: with SQLite the one server; with PostgreSQL whoever holds a lock there.

The lock is a session's, on a connection of its own. It is free as soon as its holder's process or
host is gone, and PostgreSQL ends the session of a holder that is silent, because it is frozen or
cut off, within `SILENT_S`. Whoever only lost the lock may still believe that it leads: `fair.reign`
keeps it from acting.
"""

import asyncio
import logging
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import Protocol

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from fair.db import Database
from fair.engines import leading
from fair.postgres import LEAD_NO_MORE, TRY_TO_LEAD
from fair.quiet_log import QuietLog

quiet = QuietLog(logging.getLogger("fair.timers"))
SILENT_S = 5
PATIENCE_S = 4.0


class Election(Protocol):
    """Asked again and again, twice a second at most, whether this process may lead."""

    async def won(self) -> bool:
        """Try to become the one who may lead, or stay it; return whether we are."""

    async def let_go(self) -> None:
        """Let another one lead, for now."""

    async def resign(self) -> None:
        """Let another one lead, at once and for good."""


class Unopposed:
    """The one server of a database leads."""

    async def won(self) -> bool:
        """Nobody else is there."""
        return True

    async def let_go(self) -> None:
        """Nobody else is there."""

    async def resign(self) -> None:
        """Nobody else is there."""


class ByLock:
    """Whoever holds the lock leads; its thread is the only one that uses the connection."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._connection: Connection | None = None
        self._holds = False
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="election")
        self._asked: Future[bool] | None = None

    async def won(self) -> bool:
        """Take the lock where it is free, or show that we are still there.

        False also where the database does not answer in time: what we cannot know we do not claim.
        """
        if self._asked is None or self._asked.done():
            self._asked = self._thread.submit(self._ask)
        asked = asyncio.wrap_future(self._asked)
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE_S):
                return await asyncio.shield(asked)
        return False

    async def let_go(self) -> None:
        """Give the lock away, and close the connection."""
        await asyncio.wrap_future(self._thread.submit(self._resign))

    async def resign(self) -> None:
        """Give the lock away, and never ask for it again."""
        await self.let_go()
        self._thread.shutdown(wait=False)

    def _ask(self) -> bool:
        try:
            if self._connection is None:
                self._connection = self._engine.connect()
            if self._holds:
                self._connection.execute(text("SELECT 1"))
            else:
                self._holds = bool(self._connection.execute(TRY_TO_LEAD).scalar())
        except DBAPIError as error:
            quiet.tell(f"the lock of the leader cannot be had: {type(error.orig).__name__}")
            self._close()
        return self._holds

    def _resign(self) -> None:
        if self._connection is not None and self._holds:
            with suppress(DBAPIError):
                self._connection.execute(LEAD_NO_MORE)
        self._close()

    def _close(self) -> None:
        self._holds = False
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(DBAPIError):
                connection.invalidate()
                connection.close()


def election(database: Database) -> Election:
    """Return how the processes on this database find out who leads."""
    engine = leading(database.url, SILENT_S)
    return ByLock(engine) if engine else Unopposed()
