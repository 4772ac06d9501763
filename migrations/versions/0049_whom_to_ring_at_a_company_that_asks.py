"""Whom to ring at a company that asks, and who decided."""

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("enrolment", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("phone", sa.String(length=40), server_default="", nullable=False)
        )
        batch_op.add_column(
            sa.Column("decided_by", sa.String(length=12), server_default="", nullable=False)
        )


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("enrolment", schema=None) as batch_op:
        batch_op.drop_column("decided_by")
        batch_op.drop_column("phone")
