"""Who takes a file of rows out of the house is noted."""

import sqlalchemy as sa
from alembic import op

revision = "0060"
down_revision = "0059"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "export",
        sa.Column("id", sa.String(12), primary_key=True),
        sa.Column("fair_id", sa.String(12), sa.ForeignKey("fair.id"), nullable=False),
        sa.Column("employer_id", sa.String(12), nullable=False),
        sa.Column("account_id", sa.String(12), nullable=False),
        sa.Column("what", sa.String(12), nullable=False),
        sa.Column("form", sa.String(4), nullable=False),
        sa.Column("purpose", sa.String(12), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
    )
    op.create_index("ix_export_fair_id", "export", ["fair_id"])


def downgrade() -> None:
    """Take back."""
    op.drop_table("export")
