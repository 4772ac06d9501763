"""When hours changed is known; a removed session stays, for the calendars that have it."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("fair", schema=None) as batch_op:
        batch_op.add_column(sa.Column("moved_at", sa.BigInteger(), nullable=True))

    with op.batch_alter_table("session", schema=None) as batch_op:
        batch_op.add_column(sa.Column("sequence", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("removed_at", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("session", schema=None) as batch_op:
        batch_op.drop_column("removed_at")
        batch_op.drop_column("sequence")

    with op.batch_alter_table("fair", schema=None) as batch_op:
        batch_op.drop_column("moved_at")
