"""Whether nobody in a queue can be called is kept, so that looks write it when it changes only."""

import sqlalchemy as sa
from alembic import op

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("queue", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("nobody", sa.Boolean(), nullable=False, server_default=sa.false())
        )


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("queue", schema=None) as batch_op:
        batch_op.drop_column("nobody")
