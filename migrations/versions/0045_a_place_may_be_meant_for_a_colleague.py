"""A place may be meant for a colleague."""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("ticket", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("meant_for", sa.String(length=12), server_default="", nullable=False)
        )


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("ticket", schema=None) as batch_op:
        batch_op.drop_column("meant_for")
