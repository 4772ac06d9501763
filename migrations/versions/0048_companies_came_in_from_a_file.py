"""Companies came in from a file."""

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "brought_company",
        sa.Column("employer_id", sa.String(length=12), nullable=False),
        sa.Column("invitation_id", sa.String(length=12), nullable=False),
        sa.Column("code", sa.String(length=18), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employer.id"], name=op.f("fk_brought_company_employer_id")
        ),
        sa.PrimaryKeyConstraint("employer_id", name=op.f("pk_brought_company")),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("brought_company")
