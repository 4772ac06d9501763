"""Answers before a talk: a yes or no to a question of a post."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""

    op.create_table(
        "yes_no",
        sa.Column("ticket_id", sa.String(length=12), nullable=False),
        sa.Column("ask", sa.String(length=40), nullable=False),
        sa.Column("fair_id", sa.String(length=12), nullable=False),
        sa.Column("booth_id", sa.String(length=12), nullable=False),
        sa.Column("person_id", sa.String(length=12), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("said", sa.String(length=3), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("ticket_id", "ask", name=op.f("pk_yes_no")),
    )
    with op.batch_alter_table("yes_no", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_yes_no_person_id"), ["person_id"], unique=False)


def downgrade() -> None:
    """Take back."""

    with op.batch_alter_table("yes_no", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_yes_no_person_id"))

    op.drop_table("yes_no")
