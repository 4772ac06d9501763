"""The office completes, opens and deletes many drafts, part by part, and whom it touched."""

import sqlalchemy as sa
from alembic import op

revision = "0061"
down_revision = "0060"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    whole = ("drafts", "parts", "done", "changed", "review", "left")
    op.create_table(
        "draft_run",
        sa.Column("id", sa.String(12), primary_key=True),
        sa.Column("account_id", sa.String(12), nullable=False),
        sa.Column("what", sa.String(12), nullable=False),
        sa.Column("asked", sa.JSON(), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("again", sa.Boolean(), nullable=False),
        sa.Column("at_fair_id", sa.String(12), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in whole),
        sa.Column("cancelled", sa.Boolean(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("begun_at", sa.BigInteger(), nullable=True),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
    )
    op.create_table(
        "draft_part",
        sa.Column("run_id", sa.String(12), sa.ForeignKey("draft_run.id"), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("ids", sa.JSON(), nullable=False),
        sa.Column("left", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("run_id", "place"),
    )
    op.create_table(
        "draft_share",
        sa.Column("run_id", sa.String(12), sa.ForeignKey("draft_run.id"), nullable=False),
        sa.Column("sort", sa.String(12), nullable=False),
        sa.Column("ref", sa.String(40), nullable=False),
        sa.Column("drafts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("run_id", "sort", "ref"),
    )


def downgrade() -> None:
    """Take back."""
    for table in ("draft_share", "draft_part", "draft_run"):
        op.drop_table(table)
