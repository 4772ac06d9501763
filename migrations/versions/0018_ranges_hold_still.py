"""What a waiting person is told of the wait holds still, and says why it moved."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    for name in ("told_p10_at", "told_p50_at", "told_p90_at"):
        op.add_column("forecast", sa.Column(name, sa.BigInteger(), nullable=True))
    op.add_column(
        "forecast", sa.Column("told_why", sa.String(20), nullable=False, server_default="")
    )
    op.add_column("queue", sa.Column("on_duty", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    """Undo."""
    op.drop_column("queue", "on_duty")
    for name in ("told_why", "told_p90_at", "told_p50_at", "told_p10_at"):
        op.drop_column("forecast", name)
