"""A call knows whether it is typed; an acceptance whether a helper sat beside the person."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("call", sa.Column("medium", sa.String(8), nullable=False, server_default="voice"))
    op.add_column(
        "offer_answer", sa.Column("helper", sa.Boolean(), nullable=False, server_default="0")
    )


def downgrade() -> None:
    """Undo."""
    op.drop_column("offer_answer", "helper")
    op.drop_column("call", "medium")
