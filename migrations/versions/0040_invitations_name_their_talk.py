"""An invitation to a second talk names the talk that it followed."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("appointment", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("interview_id", sa.String(length=12), server_default="", nullable=False)
        )
        batch_op.create_index(
            batch_op.f("ix_appointment_interview_id"), ["interview_id"], unique=False
        )


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("appointment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_appointment_interview_id"))
        batch_op.drop_column("interview_id")
