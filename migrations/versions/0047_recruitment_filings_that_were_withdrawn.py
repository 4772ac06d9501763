"""Recruitment filings that were withdrawn."""

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "filing",
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.Column("employer_id", sa.String(length=12), nullable=False),
        sa.Column("number", sa.String(length=80), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("withdrawn_at", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employer.id"], name=op.f("fk_filing_employer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_filing")),
    )
    with op.batch_alter_table("filing", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_filing_employer_id"), ["employer_id"], unique=False)
        batch_op.create_index(
            "uq_filing_now",
            ["employer_id", "number"],
            unique=True,
            sqlite_where=sa.text("state = 'withdrawn'"),
            postgresql_where=sa.text("state = 'withdrawn'"),
        )


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("filing", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_filing_now",
            sqlite_where=sa.text("state = 'withdrawn'"),
            postgresql_where=sa.text("state = 'withdrawn'"),
        )
        batch_op.drop_index(batch_op.f("ix_filing_employer_id"))

    op.drop_table("filing")
