"""Rooms keep their names like everything that is said in several languages: as JSON."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    _change(sa.Text(), sa.JSON(), "names::json")


def downgrade() -> None:
    """Undo."""
    _change(sa.JSON(), sa.Text(), "names::text")


def _change(was: sa.types.TypeEngine, becomes: sa.types.TypeEngine, how: str) -> None:
    # PostgreSQL changes a type only where no default of the old one stands in the way.
    kept = {"existing_nullable": False}
    with op.batch_alter_table("room") as room:
        room.alter_column("names", existing_type=was, server_default=None, **kept)
        room.alter_column("names", existing_type=was, type_=becomes, postgresql_using=how, **kept)
        room.alter_column("names", existing_type=becomes, server_default="{}", **kept)
