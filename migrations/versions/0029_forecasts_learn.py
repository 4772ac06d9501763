"""What the plays had said of a wait is kept, so that the next forecasts are set right by it."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

PLAYED = ("played_p10_s", "played_p50_s", "played_p90_s")


def upgrade() -> None:
    """Apply."""
    op.add_column(
        "forecast", sa.Column("fair_id", sa.String(12), nullable=False, server_default="")
    )
    for name in PLAYED:
        op.add_column("forecast", sa.Column(name, sa.Integer(), nullable=True))
    op.add_column("forecast", sa.Column("left_at", sa.BigInteger(), nullable=True))
    op.create_index("ix_forecast_fair_id_shown_at", "forecast", ["fair_id", "shown_at"])


def downgrade() -> None:
    """Undo."""
    op.drop_index("ix_forecast_fair_id_shown_at", table_name="forecast")
    for name in ("left_at", *reversed(PLAYED), "fair_id"):
        op.drop_column("forecast", name)
