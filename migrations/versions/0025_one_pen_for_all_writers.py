"""The pen: whoever writes on PostgreSQL holds this row, which says when the last work was."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "pen",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_pen_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pen")),
    )
    last = "coalesce((SELECT max(at) FROM ledger), 0)"
    op.execute(f"INSERT INTO pen (id, at) VALUES (1, {last})")  # noqa: S608 - our own words


def downgrade() -> None:
    """Undo."""
    op.drop_table("pen")
