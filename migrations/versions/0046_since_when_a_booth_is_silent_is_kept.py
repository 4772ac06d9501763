"""Since when a booth is silent is kept."""

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("queue", schema=None) as batch_op:
        batch_op.add_column(sa.Column("silent_since", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("queue", schema=None) as batch_op:
        batch_op.drop_column("silent_since")
