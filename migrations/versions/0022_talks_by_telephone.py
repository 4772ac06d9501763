"""A ticket may ask for the telephone first; a call knows why it ended."""

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
    ended = op.get_bind().execute(sa.text("select data from ledger where kind = 'call.ended'"))
    for data in [json.loads(row.data) for row in ended]:
        op.get_bind().execute(
            sa.text("update call set cause = :cause where id = :id"),
            {"cause": data["cause"], "id": data["call_id"]},
        )


def downgrade() -> None:
    """Undo."""
    op.drop_column("call", "cause")
    op.drop_column("ticket", "phone_first")
