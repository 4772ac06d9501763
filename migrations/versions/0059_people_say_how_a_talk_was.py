"""People say how a talk was: three answers, each once for an interview."""

import sqlalchemy as sa
from alembic import op

revision = "0059"
down_revision = "0058"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "feedback",
        sa.Column("interview_id", sa.String(12), nullable=False),
        sa.Column("about", sa.String(8), nullable=False),
        sa.Column("fair_id", sa.String(12), nullable=False),
        sa.Column("booth_id", sa.String(12), nullable=False),
        sa.Column("person_id", sa.String(12), nullable=False),
        sa.Column("said", sa.String(3), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("interview_id", "about", name=op.f("pk_feedback")),
    )
    op.create_index("ix_feedback_fair_id", "feedback", ["fair_id"])
    op.create_index("ix_feedback_booth_id", "feedback", ["booth_id"])


def downgrade() -> None:
    """Take back."""
    op.drop_table("feedback")
