"""One work that somebody typed at the server, beside a `fair serve` that may be running."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from fair.anchors import Anchors
from fair.db import Database, Work
from fair.decisions import HAND
from fair.key_holder import KeyHolder
from fair.ledger import Ledger
from fair.settings import Settings

T = TypeVar("T")


def carry_out(settings: Settings, run: Callable[[Work], T]) -> T:
    """Carry out one work of the house, with its facts in the ledger; return what it returned.

    Raises its `Refusal`; then nothing has changed.
    """
    with writer(settings) as database:
        return asyncio.run(_anchored(database, settings, run))


@contextmanager
def writer(settings: Settings) -> Iterator[Database]:
    """Give a database that writes, with what happens in the ledger; it is let go afterwards."""
    database = Database(settings.database_url)
    database.finish = Ledger().finish
    database.settings = settings
    database.start()
    try:
        yield database
    finally:
        database.stop()


async def _anchored(database: Database, settings: Settings, run: Callable[[Work], T]) -> T:
    anchors = Anchors(database, KeyHolder(settings))
    await anchors.begin()
    result, _ = await database.write(run, HAND)
    await anchors.drop()
    return result
