"""Which database an address names, and how it is opened: to write by, and to read by.

What differs between the two is told apart here: `fair.sqlite` and `fair.postgres` know the rest.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.engine import Engine, make_url

from fair import postgres, sqlite


def writing(url: str) -> Engine:
    """Return an engine to write by; a SQLite file is made private."""
    return postgres.writing(make_url(url)) if is_postgres(url) else _file(url, "BEGIN IMMEDIATE")


def reading(url: str) -> Engine:
    """Return an engine whose transactions read one consistent snapshot."""
    return postgres.reading(make_url(url)) if is_postgres(url) else _file(url, "BEGIN")


def leading(url: str, silent_s: int) -> Engine | None:
    """Return an engine for the leader's lock; None where one server at a time has the database."""
    return None if is_alone(url) else postgres.leading(make_url(url), silent_s)


def _file(url: str, begin: str) -> Engine:
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


def take_turn(connection: Connection, now: datetime) -> datetime | None:
    """Keep other writers off until the commit; return the instant of the last work, if told.

    SQLite's transaction has done so by beginning.
    """
    return postgres.take_pen(connection, now) if _talks_to_postgres(connection) else None


def end_turn(connection: Connection, at: datetime) -> None:
    """Say to the next writer when the last work of this batch was."""
    if _talks_to_postgres(connection):
        postgres.put_back(connection, at)


def share_snapshot(connection: Connection) -> str:
    """Take the snapshot of a transaction that has begun; return by what another one joins it."""
    return (
        postgres.export(connection) if _talks_to_postgres(connection) else sqlite.look(connection)
    )


def take_snapshot(connection: Connection, told: str) -> None:
    """Let a transaction that has begun read in the snapshot that another one shares."""
    if _talks_to_postgres(connection):
        postgres.join(connection, told)
    else:
        sqlite.look(connection)


@contextmanager
def nobody_commits(engine: Engine) -> Iterator[bool]:
    """Keep others from committing meanwhile, where a snapshot has no name; false where it fails.

    With PostgreSQL a snapshot has a name, so nobody has to wait.
    """
    if engine.dialect.name == "postgresql":
        yield True
        return
    with sqlite.holding(engine) as held:
        yield held


@contextmanager
def upgrading(url: str) -> Iterator[None]:
    """Keep others from upgrading the same database meanwhile, where more than one process may."""
    if not is_postgres(url):
        yield
        return
    with postgres.only_one(make_url(url)):
        yield


def unfit(url: str, now: datetime) -> str:
    """Return, in a sentence, why Fair cannot use this database; empty where it can."""
    return postgres.unfit(make_url(url), now) if is_postgres(url) else ""


def about(url: str) -> tuple[bool, str]:
    """Return whether what is acknowledged outlives a power cut, and which server keeps it."""
    return postgres.about(make_url(url)) if is_postgres(url) else (True, "SQLite")


def plain(url: str) -> str:
    """Return an address that `create_engine` opens, whichever of its names PostgreSQL had."""
    if not is_postgres(url):
        return url
    return postgres.address(make_url(url)).render_as_string(hide_password=False)


def is_alone(url: str) -> bool:
    """True where one server at a time has the database, so that nobody else is at work on it."""
    return not is_postgres(url)


def is_postgres(url: str) -> bool:
    """True where the address is one of PostgreSQL."""
    return make_url(url).drivername in postgres.NAMES


def _talks_to_postgres(connection: Connection) -> bool:
    return connection.dialect.name == "postgresql"


def file_of(url: str) -> Path | None:
    """Return the file of a SQLite database; None where it has none."""
    parsed = make_url(url)
    here = parsed.get_backend_name() == "sqlite" and parsed.database not in (None, "", ":memory:")
    return Path(parsed.database or "") if here else None
