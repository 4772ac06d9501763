"""When the last work was, as the database tells it: whatever is written next comes after it."""

from datetime import datetime

from sqlalchemy import Connection, literal_column, select

from fair.db import utc_now
from fair.health import FAR_AHEAD, SET_BACK
from fair.ledger import ledger

_NEWEST = select(ledger.c.at).order_by(literal_column("rowid").desc()).limit(1)


class LastInstant:
    """The instant of the row that was written last, by whichever process: ours come after.

    None where there is none, where PostgreSQL's pen tells it, where a clock was wrong by more than
    an hour, and where the row stood ahead of our clock when we began: the clock that told it has
    been set right since, and to wait for it would stop ours, however often one restarts.
    """

    def __init__(self) -> None:
        self._began = False
        self._disbelieved: datetime | None = None

    def __call__(self, connection: Connection) -> datetime | None:
        """Read it inside the writer's transaction."""
        if connection.dialect.name != "sqlite":
            return None
        found: datetime | None = connection.execute(_NEWEST).scalar()
        began, self._began = self._began, True
        if found is None:
            return None
        ahead = found - utc_now()
        if not began and ahead > SET_BACK:
            self._disbelieved = found
        return None if found == self._disbelieved or ahead >= FAR_AHEAD else found
