"""How a database is opened: two engines of one file, one to write by and one to read by."""

from pathlib import Path

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.engine import Engine, make_url

from fair import sqlite


def engine(url: str, *, begin: str) -> Engine:
    """Return an engine whose transactions begin with `begin`; a SQLite file is made private."""
    if not make_url(url).get_backend_name().startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True, hide_parameters=True)
    if file := file_of(url):
        sqlite.keep_private(file)
    made = create_engine(
        url,
        connect_args={
            "isolation_level": None,
            "check_same_thread": False,
            "timeout": sqlite.PATIENCE_S,
        },
        pool_size=8,
        hide_parameters=True,  # an error must not tell the log a name or a number
    )

    event.listen(made, "connect", sqlite.prepare)

    @event.listens_for(made, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return made


def file_of(url: str) -> Path | None:
    """Return the file of a SQLite database; None where it has none."""
    parsed = make_url(url)
    here = parsed.get_backend_name() == "sqlite" and parsed.database not in (None, "", ":memory:")
    return Path(parsed.database or "") if here else None
