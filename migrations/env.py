"""Alembic's entry: runs migrations against the metadata of every slice."""

from alembic import context
from sqlalchemy import create_engine

import fair.app  # noqa: F401 - importing it fills the metadata with every table
from fair.db import Instant, metadata


def render_item(kind: str, item: object, _autogen: object) -> str | bool:
    """Write an Instant column as what it is in the database: a big integer."""
    if kind == "type" and isinstance(item, Instant):
        return "sa.BigInteger()"
    return False


engine = create_engine(context.config.get_main_option("sqlalchemy.url") or "sqlite://")
with engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        render_item=render_item,
        compare_type=False,
    )
    with context.begin_transaction():
        context.run_migrations()
