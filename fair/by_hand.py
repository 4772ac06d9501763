"""One work that somebody typed at the server, beside a `fair serve` that may be running."""

from collections.abc import Callable
from typing import TypeVar

from fair.db import Database, Work
from fair.decisions import HAND
from fair.ledger import Ledger
from fair.settings import Settings

T = TypeVar("T")


def carry_out(settings: Settings, run: Callable[[Work], T]) -> T:
    """Carry out one work of the house, with its facts in the ledger; return what it returned.

    Raises its `Refusal`; then nothing has changed.
    """
    database = Database(settings.database_url)
    database.finish = Ledger().finish
    database.settings = settings
    database.start()
    try:
        return database.submit(run, HAND).result()[0]
    finally:
        database.stop()
