"""Why somebody was parked when a closing ended the place is kept."""

import sqlalchemy as sa
from alembic import op

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("ticket", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("parked_for", sa.String(length=30), nullable=False, server_default="")
        )


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("ticket", schema=None) as batch_op:
        batch_op.drop_column("parked_for")
