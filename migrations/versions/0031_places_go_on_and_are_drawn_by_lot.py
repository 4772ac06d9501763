"""Places go on in the next session, and numbers of the first minutes are drawn by lot."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "lot",
        sa.Column("booth_id", sa.String(12), primary_key=True),
        sa.Column("fair_id", sa.String(12), nullable=False, index=True),
        sa.Column("closed_at", sa.BigInteger, nullable=False),
        sa.Column("after", sa.Integer, nullable=False),
        sa.Column("listed", sa.Text, nullable=False),
        sa.Column("drawn_at", sa.BigInteger),
        sa.Column("head", sa.Text, nullable=False, server_default=""),
        sa.Column("numbers", sa.Text, nullable=False, server_default="{}"),
    )
    op.add_column("ticket", sa.Column("undrawn", sa.Boolean, nullable=False, server_default="0"))
    op.add_column("ticket", sa.Column("chosen_at", sa.BigInteger))
    op.add_column("ticket", sa.Column("after_id", sa.String(12), nullable=False, server_default=""))
    op.create_index("ix_ticket_after_id", "ticket", ["after_id"])


def downgrade() -> None:
    """Undo."""
    op.drop_index("ix_ticket_after_id", "ticket")
    op.drop_column("ticket", "after_id")
    op.drop_column("ticket", "chosen_at")
    op.drop_column("ticket", "undrawn")
    op.drop_table("lot")
