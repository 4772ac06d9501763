"""Somebody may be muted at a fair, or sent out of it."""

import sqlalchemy as sa
from alembic import op

revision = "0063"
down_revision = "0062"
branch_labels = None
depends_on = None

STANDS = "ended_at IS NULL"
OUT = "sort = 'removed' AND ended_at IS NULL"


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "measure",
        sa.Column("id", sa.String(12), primary_key=True),
        sa.Column("fair_id", sa.String(12), nullable=False),
        sa.Column("sort", sa.String(12), nullable=False),
        sa.Column("person_id", sa.String(12), nullable=False),
        sa.Column("account_id", sa.String(12), nullable=False),
        sa.Column("reason", sa.String(20), nullable=False),
        sa.Column("happened", sa.Text(), nullable=False),
        sa.Column("number", sa.String(64), nullable=False),
        sa.Column("by_id", sa.String(12), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=True),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("ended_by", sa.String(12), nullable=False),
    )
    op.create_index("ix_measure_person_id", "measure", ["person_id"])
    op.create_index("ix_measure_account_id", "measure", ["account_id"])
    op.create_index(
        "ix_measure_stands",
        "measure",
        ["fair_id", "made_at"],
        sqlite_where=sa.text(STANDS),
        postgresql_where=sa.text(STANDS),
    )
    op.create_index(
        "uq_measure_one_removal_per_person_and_fair",
        "measure",
        ["fair_id", "person_id"],
        unique=True,
        sqlite_where=sa.text(OUT),
        postgresql_where=sa.text(OUT),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("measure")
