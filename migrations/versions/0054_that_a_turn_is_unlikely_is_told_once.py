"""That a turn before the closing is unlikely is told once, to however many."""

import sqlalchemy as sa
from alembic import op

revision = "0054"
down_revision = "0053"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("forecast", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("told_unlikely", sa.Boolean(), nullable=False, server_default=sa.false())
        )


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("forecast", schema=None) as batch_op:
        batch_op.drop_column("told_unlikely")
