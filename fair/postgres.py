"""How PostgreSQL is opened, and how the writers of several processes take turns on it.

SQLite lets one write at a time by itself; here whoever writes holds the *pen* first: the one row of
its table, locked until the commit. So a rule that was checked still holds when its rows are saved,
whichever process saves, and two writers never wait for each other in a circle. The pen says the
instant of the last work, so that time goes back in no process.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    Connection,
    Integer,
    NullPool,
    Row,
    Table,
    create_engine,
    func,
    select,
    text,
    update,
)
from sqlalchemy.engine import URL, Engine

from fair.health import FAR_AHEAD
from fair.tables import Instant, metadata
from fair.trouble import WrongClock

NAMES = ("postgres", "postgresql", "postgresql+psycopg")
# Orders text as SQLite does, by code points: pages, exports and seals are the same on both.
COLLATIONS = ("C", "POSIX", "C.UTF-8", "C.utf8")
LEAST_VERSION = 14
# A process that stands still in the middle of a work is put out after so long, and all go on.
_FROZEN_S, _PATIENCE_S, _STATEMENT_S = 5, 10, 30
# All processes go by the newest instant: one that is ahead would make every deadline late.
_CLOCKS_APART = timedelta(seconds=20)
_UPGRADING = 0x46616972  # "Fair", among the advisory locks
_LEADING = _UPGRADING + 1
TRY_TO_LEAD = text(f"SELECT pg_try_advisory_lock({_LEADING})")
LEAD_NO_MORE = text(f"SELECT pg_advisory_unlock({_LEADING})")

pen = Table(
    "pen",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
    CheckConstraint("id = 1", name="one"),
)
_TAKE = (
    select(pen.c.at, func.clock_timestamp().label("clock")).where(pen.c.id == 1).with_for_update()
)
_PUT_BACK = update(pen).where(pen.c.id == 1)

_ALIVE = {
    "client_encoding": "utf8",
    "connect_timeout": 5,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}
_WRITER = (
    f"-c lock_timeout={_PATIENCE_S}s -c statement_timeout={_STATEMENT_S}s"
    f" -c idle_in_transaction_session_timeout={_FROZEN_S}s"
    " -c default_transaction_isolation=read\\ committed"
)
_READER = "-c default_transaction_isolation=repeatable\\ read -c default_transaction_read_only=on"


def address(url: URL) -> URL:
    """Return an address with the driver that is installed here."""
    return url.set(drivername="postgresql+psycopg")


def writing(url: URL) -> Engine:
    """Return the engine of a writer: it is put out where it stands still in a work."""
    # No ping before each batch: who finds the connection dead begins once more on another.
    return _engine(url, "writer", _WRITER, pool_size=2)


def reading(url: URL) -> Engine:
    """Return the engine of readers: each transaction sees one consistent snapshot, and no more."""
    return _engine(url, "reader", _READER, pool_size=5, pool_pre_ping=True)


def leading(url: URL, silent_s: int) -> Engine:
    """Return the engine of the leader's lock: a session that asks nothing so long is ended."""
    return _engine(
        url,
        "leader",
        f"-c idle_session_timeout={silent_s}s -c statement_timeout={silent_s}s",
        poolclass=NullPool,
        isolation_level="AUTOCOMMIT",
    )


def _engine(url: URL, who: str, options: str, **pool: Any) -> Engine:
    said = {"application_name": f"fair {who}", "options": options, **_ALIVE}
    # What the address itself says wins.
    arguments = {name: value for name, value in said.items() if name not in url.query}
    return create_engine(
        address(url),
        connect_args=arguments,
        use_native_hstore=False,
        hide_parameters=True,  # an error must not tell the log a name or a number
        **pool,
    )


def take_pen(connection: Connection, now: datetime) -> datetime | None:
    """Wait for the pen and hold it until the commit; return the instant of the last work.

    None where a clock was wrong by more than an hour: to wait for that one would stop ours. Raises
    `WrongClock` where ours was set forward while we ran: ahead of PostgreSQL's clock, and of the
    last work of anybody. Our works would be in the others' future, and time would stand still for
    all until they reach it.
    """
    last, clock = connection.execute(_TAKE).one()
    if now - max(last, clock) > _CLOCKS_APART:
        raise WrongClock(f"{(now - max(last, clock)).total_seconds():.0f} s ahead")
    return last if last - now < FAR_AHEAD else None


def put_back(connection: Connection, at: datetime) -> None:
    """Say on the pen the instant of this batch's last work."""
    connection.execute(_PUT_BACK, {"at": at})


@contextmanager
def only_one(url: URL) -> Iterator[None]:
    """Let one process at a time upgrade; the others wait here, and then find it done."""
    engine = _engine(url, "upgrade", "")
    try:
        with engine.connect() as connection:
            with connection.begin():  # the lock is the session's, and outlives it
                connection.execute(text(f"SELECT pg_advisory_lock({_UPGRADING})"))
            yield
    finally:
        engine.dispose()


def unfit(url: URL, now: datetime) -> str:
    """Return, in a sentence, why Fair cannot use this database; empty where it can.

    `now` is what the clock here says.
    """
    found = _about(url)
    if found.version // 10_000 < LEAST_VERSION:
        return f"PostgreSQL is too old: Fair needs version {LEAST_VERSION} or newer"
    if found.encoding != "UTF8" or found.collation not in COLLATIONS:
        return (
            f"The database has the encoding {found.encoding} and sorts by {found.collation}; Fair "
            "needs one made by: createdb --template=template0 --encoding=UTF8 --locale=C"
        )
    if abs(apart := now - found.clock) > _CLOCKS_APART:
        where = "ahead of" if apart > timedelta() else "behind"
        return (
            f"The clock here is {abs(apart).total_seconds():.0f} seconds {where} that of "
            "PostgreSQL's machine: set both right (NTP), or times would be wrong for everybody"
        )
    return ""


def about(url: URL) -> tuple[bool, str]:
    """Return whether what is acknowledged outlives a power cut there, and which server it is."""
    found = _about(url)
    says = f"PostgreSQL {found.version // 10_000}.{found.version % 10_000}"
    # "local" is on this disk; the others wait for a second server as well.
    if found.fsync == "off" or found.commits == "off":
        return False, (
            f"{says} may lose what was acknowledged when the power fails: set fsync and "
            "synchronous_commit to on"
        )
    return True, says


def _about(url: URL) -> Row[Any]:
    engine = _engine(url, "check", "")
    try:
        with engine.connect() as connection:
            return connection.execute(_ABOUT).one()
    finally:
        engine.dispose()


_ABOUT = text(
    "SELECT current_setting('server_version_num')::int AS version,"
    " pg_encoding_to_char(encoding) AS encoding,"
    " CASE to_jsonb(here) ->> 'datlocprovider' WHEN 'i' THEN 'ICU' ELSE datcollate END"
    " AS collation,"
    " clock_timestamp() AS clock,"
    " current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commits"
    " FROM pg_database here WHERE datname = current_database()"
)


def export(connection: Connection) -> str:
    """Return the name by which another transaction reads in the snapshot of this one."""
    return str(connection.execute(text("SELECT pg_export_snapshot()")).scalar_one())


def join(connection: Connection, snapshot: str) -> None:
    """Read in that snapshot; before anything else is read."""
    connection.execute(text(f"SET TRANSACTION SNAPSHOT '{snapshot}'"))
