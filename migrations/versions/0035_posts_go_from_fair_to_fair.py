"""Posts go from fair to fair, and fairs are held again.

A post that stood at a booth goes on being shown there: where it is shown now is in its own row,
and nothing has to be written for it before it is taken to another fair.
"""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "showing",
        sa.Column("vacancy_id", sa.String(12), sa.ForeignKey("vacancy.id"), nullable=False),
        sa.Column("fair_id", sa.String(12), sa.ForeignKey("fair.id"), nullable=False),
        sa.Column("booth_id", sa.String(12), sa.ForeignKey("booth.id"), nullable=False),
        sa.Column("taken_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("vacancy_id", "fair_id"),
    )
    op.create_index("ix_showing_fair_id", "showing", ["fair_id"])
    op.create_index("ix_showing_booth_id", "showing", ["booth_id"])
    op.create_table(
        "fair_series",
        sa.Column("fair_id", sa.String(12), sa.ForeignKey("fair.id"), primary_key=True),
        sa.Column("of_fair_id", sa.String(12), sa.ForeignKey("fair.id"), nullable=False),
        sa.Column("series_id", sa.String(12), sa.ForeignKey("fair.id"), nullable=False),
    )
    op.create_index("ix_fair_series_series_id", "fair_series", ["series_id"])


def downgrade() -> None:
    """Undo."""
    op.drop_table("fair_series")
    op.drop_table("showing")
