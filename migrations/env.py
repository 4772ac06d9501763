"""Alembic's entry: runs migrations against the metadata of every slice."""

from alembic import context
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

import fair.app  # noqa: F401 - importing it fills the metadata with every table
from fair.columns import TextsColumn
from fair.tables import Instant, metadata


def render_item(kind: str, item: object, _autogen: object) -> str | bool:
    """Write a column of the house's own kind as what it is in the database."""
    if kind == "type" and isinstance(item, Instant):
        return "sa.BigInteger()"
    if kind == "type" and isinstance(item, TextsColumn):
        return "sa.JSON()"
    return False


engine = create_engine(
    context.config.get_main_option("sqlalchemy.url") or "sqlite://",
    poolclass=NullPool,  # nothing stays open behind the upgrade
)
with engine.connect() as connection:
    if engine.dialect.name == "sqlite":
        # A table that is made anew leaves its old pages behind: nothing of people stays in them.
        connection.exec_driver_sql("PRAGMA secure_delete=ON")
        connection.rollback()
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        render_item=render_item,
        compare_type=False,
    )
    with context.begin_transaction():
        context.run_migrations()
