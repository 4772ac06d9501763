"""Tickets that ask for the telephone; why calls ended, which way they went; who practised."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply. Why calls ended before stands in the ledger."""
    op.add_column(
        "ticket", sa.Column("phone_first", sa.Boolean(), nullable=False, server_default="0")
    )
    op.add_column("call", sa.Column("cause", sa.String(12), nullable=False, server_default=""))
    op.create_table(
        "call_way",
        sa.Column("call_id", sa.String(12), nullable=False),
        sa.Column("fair_id", sa.String(12), nullable=False),
        sa.Column("side", sa.String(12), nullable=False),
        sa.Column("family", sa.String(8), nullable=False),
        sa.Column("way", sa.String(8), nullable=False),
        sa.Column("quality", sa.String(4), nullable=False),
        sa.PrimaryKeyConstraint("call_id", "side"),
    )
    op.create_index("ix_call_way_fair_id", "call_way", ["fair_id"])
    op.create_table(
        "practice",
        sa.Column("account_id", sa.String(12), nullable=False),
        sa.Column("done_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("account_id"),
    )
    ended = op.get_bind().execute(sa.text("select data from ledger where kind = 'call.ended'"))
    for data in [json.loads(row.data) for row in ended]:
        op.get_bind().execute(
            sa.text("update call set cause = :cause where id = :id"),
            {"cause": data["cause"], "id": data["call_id"]},
        )


def downgrade() -> None:
    """Undo."""
    op.drop_table("practice")
    op.drop_table("call_way")
    op.drop_column("call", "cause")
    op.drop_column("ticket", "phone_first")
