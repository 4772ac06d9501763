"""People ask the help desk, and the office says what was done."""

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None

RUNS = "state in ('waiting', 'taken')"


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "help_request",
        sa.Column("id", sa.String(12), primary_key=True),
        sa.Column("fair_id", sa.String(12), sa.ForeignKey("fair.id"), nullable=False),
        sa.Column("person_id", sa.String(12), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("page", sa.String(200), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("account_id", sa.String(12), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
    )
    op.create_index("ix_help_request_person_id", "help_request", ["person_id"])
    op.create_index(
        "ix_help_request_fair_id_state", "help_request", ["fair_id", "state", "asked_at"]
    )
    op.create_index(
        "uq_help_request_runs",
        "help_request",
        ["person_id"],
        unique=True,
        sqlite_where=sa.text(RUNS),
        postgresql_where=sa.text(RUNS),
    )
    op.create_table(
        "help_step",
        sa.Column("id", sa.String(12), primary_key=True),
        sa.Column("request_id", sa.String(12), sa.ForeignKey("help_request.id"), nullable=False),
        sa.Column("what", sa.String(12), nullable=False),
        sa.Column("account_id", sa.String(12), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
    )
    op.create_index("ix_help_step_request_id", "help_step", ["request_id"])


def downgrade() -> None:
    """Take back."""
    op.drop_table("help_step")
    op.drop_table("help_request")
