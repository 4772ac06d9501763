"""Bring a database to the newest shape (Alembic), before anything else opens it.

What is wrong with one is said in a sentence, `Unusable`, for whoever typed a command.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from sqlalchemy.exc import ArgumentError, DBAPIError

from fair.beside import resource
from fair.db import Database, utc_now
from fair.engines import file_of, plain, unfit, upgrading
from fair.trouble import SAYS, Trouble, cause_at

_MIGRATIONS = resource("migrations")


class Unusable(Exception):
    """A database that cannot be used as it is; the text says why and what to do."""


class Outdated(Unusable):
    """A database that the next `fair serve` brings up to date."""


def config(url: str) -> Config:
    """Return Alembic's configuration for this database."""
    made = Config()
    made.set_main_option("script_location", str(_MIGRATIONS))
    made.set_main_option("sqlalchemy.url", plain(url).replace("%", "%%"))
    return made


def refuse_unknown(url: str) -> None:
    """Refuse, as `Unusable`, an address that no database can have."""
    try:
        create_engine(plain(url)).dispose()
    except (ArgumentError, ImportError) as error:  # no such kind, no such driver, or no address
        raise Unusable(
            "FAIR_DATABASE_URL names no database that Fair can open: it begins with sqlite:/// and "
            "the path of a file, or is postgresql://user:password@host/name"
        ) from error


def upgrade(url: str) -> None:
    """Apply every migration that is missing; raises `Unusable`."""
    with _said(url):
        Database(url).reading.dispose()  # makes the folder of a SQLite file
        _refuse_unfit(url)
        with upgrading(url):
            _refuse_newer(url)
            command.upgrade(config(url), "head")


def existing(url: str) -> None:
    """Refuse, as `Unusable`, where no database of this very version is; nothing is made."""
    with _said(url):
        file = file_of(url)
        if file and not file.exists():
            raise Unusable(
                f"There is no database at {file.absolute()}. Type this in the folder where the "
                "fair's data is, or say where it is: FAIR_DATABASE_URL=sqlite:////path/fair.db"
            )
        _refuse_unfit(url)
        _refuse_newer(url)
        if (at := revision(url)) != newest():
            raise Outdated(
                f"{_name(url)} is older than this program (at {at or 'nothing'}, not {newest()}). "
                "`fair serve` brings it up to date."
            )


def revision(url: str) -> str | None:
    """Return the migration that the database stands at, or None for an empty one."""
    engine = create_engine(plain(url))
    try:
        with engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision()
    finally:
        engine.dispose()


def newest() -> str | None:
    """Return the newest migration that this version knows."""
    return ScriptDirectory(str(_MIGRATIONS)).get_current_head()


def _refuse_unfit(url: str) -> None:
    if why := unfit(url, utc_now()):
        raise Unusable(why)


def _refuse_newer(url: str) -> None:
    known = {one.revision for one in ScriptDirectory(str(_MIGRATIONS)).walk_revisions()}
    at = revision(url)
    if at is not None and at not in known:
        raise Unusable(
            f"{_name(url)} was used by a newer version of Fair (it stands at {at}, this one knows "
            f"{newest()}). Start that version again, or bring a backup from before it."
        )


@contextmanager
def _said(url: str) -> Iterator[None]:
    """Say in a sentence what the library or the system raised."""
    refuse_unknown(url)
    try:
        yield
    except (DBAPIError, OSError) as error:
        file = file_of(url)
        cause = cause_at(error, file.parent if file and file.parent.is_dir() else None)
        raise Unusable(f"{_name(url)} cannot be used: {_why(error, cause)}") from error


def _why(error: Exception, cause: Trouble | None) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    said = str(getattr(error, "orig", None) or error).splitlines()[0]
    return SAYS[cause] if cause and cause is not Trouble.BROKEN else said


def _name(url: str) -> str:
    file = file_of(url)
    return f"The database {file.absolute()}" if file else "The database"
