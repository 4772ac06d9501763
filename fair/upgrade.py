"""Bring a database to the newest shape (Alembic), before anything else opens it."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from fair.db import Database

_MIGRATIONS = Path(__file__).parent.parent / "migrations"


def config(url: str) -> Config:
    """Return Alembic's configuration for this database."""
    made = Config()
    made.set_main_option("script_location", str(_MIGRATIONS))
    made.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    return made


def upgrade(url: str) -> None:
    """Apply every migration that is missing."""
    Database(url).reading.dispose()  # makes the folder of a SQLite file
    command.upgrade(config(url), "head")


def revision(url: str) -> str | None:
    """Return the migration that the database stands at, or None for an empty one."""
    engine = create_engine(url)
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def newest() -> str | None:
    """Return the newest migration that this version knows."""
    return ScriptDirectory(str(_MIGRATIONS)).get_current_head()
