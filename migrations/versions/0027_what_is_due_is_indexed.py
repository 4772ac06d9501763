"""What is due is found by an index; who leads has a number; a text under way is claimed."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("deadline", sa.Column("due_at", sa.BigInteger(), nullable=True))
    op.execute(
        "UPDATE deadline SET due_at = running_since + CAST(round(left_s * 1000000) AS BIGINT) "
        "WHERE running_since IS NOT NULL"
    )
    op.create_index("ix_deadline_due_at", "deadline", ["due_at"])
    op.add_column(
        "heartbeat", sa.Column("reign", sa.BigInteger(), nullable=False, server_default="0")
    )
    op.add_column("heartbeat", sa.Column("quiet_until", sa.BigInteger(), nullable=True))
    op.add_column(
        "signal",
        sa.Column("claimed_by", sa.String(length=12), nullable=False, server_default=""),
    )
    op.add_column("signal", sa.Column("claimed_until", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    """Undo."""
    op.drop_column("signal", "claimed_until")
    op.drop_column("signal", "claimed_by")
    op.drop_column("heartbeat", "quiet_until")
    op.drop_column("heartbeat", "reign")
    op.drop_index("ix_deadline_due_at", "deadline")
    op.drop_column("deadline", "due_at")
