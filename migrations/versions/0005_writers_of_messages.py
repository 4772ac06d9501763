"""What one writer said lately in a room is found by an index."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("message") as batch_op:
        batch_op.create_index("ix_message_writer", ["booth_id", "person_id", "account_id", "at"])


def downgrade() -> None:
    """Undo."""
    with op.batch_alter_table("message") as batch_op:
        batch_op.drop_index("ix_message_writer")
