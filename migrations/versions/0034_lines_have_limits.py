"""What an organiser sets for the lines of a fair, and of a booth."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "line_limit",
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.Column("fair_id", sa.String(length=12), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("ring_s", sa.Integer(), nullable=True),
        sa.Column("by_name_every", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_line_limit_fair_id", "line_limit", ["fair_id"])


def downgrade() -> None:
    """Undo."""
    op.drop_table("line_limit")
