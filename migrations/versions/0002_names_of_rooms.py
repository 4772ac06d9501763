"""Rooms know their employer's names in other languages, for the chat and the ring."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("room", sa.Column("names", sa.Text(), nullable=False, server_default="{}"))


def downgrade() -> None:
    """Undo."""
    op.drop_column("room", "names")
