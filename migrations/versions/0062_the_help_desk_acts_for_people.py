"""The help desk acts for people who asked it to, and writes down numbers that count after a day."""

import sqlalchemy as sa
from alembic import op

revision = "0062"
down_revision = "0061"
branch_labels = None
depends_on = None

AHEAD = "state = 'ahead'"


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("help_step", schema=None) as batch_op:
        batch_op.add_column(sa.Column("ref", sa.String(12), nullable=False, server_default=""))
    op.create_table(
        "number_change",
        sa.Column("id", sa.String(12), primary_key=True),
        sa.Column("request_id", sa.String(12), sa.ForeignKey("help_request.id"), nullable=False),
        sa.Column("fair_id", sa.String(12), sa.ForeignKey("fair.id"), nullable=False),
        sa.Column("person_id", sa.String(12), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("phone", sa.String(20), nullable=False),
        sa.Column("way", sa.String(12), nullable=False),
        sa.Column("account_id", sa.String(12), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
    )
    op.create_index("ix_number_change_person_id", "number_change", ["person_id"])
    op.create_index(
        "uq_number_change_ahead",
        "number_change",
        ["person_id"],
        unique=True,
        sqlite_where=sa.text(AHEAD),
        postgresql_where=sa.text(AHEAD),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("number_change")
    with op.batch_alter_table("help_step", schema=None) as batch_op:
        batch_op.drop_column("ref")
