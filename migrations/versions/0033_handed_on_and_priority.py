"""Who is asked over to a colleague, and who is called first by a published criterion."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

_OPEN = sa.text("state IN ('asked', 'agreed')")
_STANDS = sa.text("NOT ended")


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "handing",
        sa.Column("id", sa.String(12), nullable=False),
        sa.Column("fair_id", sa.String(12), nullable=False),
        sa.Column("ticket_id", sa.String(12), nullable=False),
        sa.Column("booth_id", sa.String(12), nullable=False),
        sa.Column("person_id", sa.String(12), nullable=False),
        sa.Column("account_id", sa.String(12), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("asked_at", sa.BigInteger, nullable=False),
        sa.Column("why", sa.String(120), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_handing"),
    )
    for name in ("fair_id", "ticket_id", "person_id"):
        op.create_index(f"ix_handing_{name}", "handing", [name])
    op.create_index(
        "uq_handing_one_open_per_person", "handing", ["person_id"],
        unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN,
    )  # fmt: skip
    op.create_table(
        "priority_criteria",
        sa.Column("fair_id", sa.String(12), nullable=False),
        sa.Column("criteria", sa.String(120), nullable=False),
        sa.PrimaryKeyConstraint("fair_id", name="pk_priority_criteria"),
    )
    op.create_table(
        "priority",
        sa.Column("id", sa.String(12), nullable=False),
        sa.Column("fair_id", sa.String(12), nullable=False),
        sa.Column("person_id", sa.String(12), nullable=False),
        sa.Column("criterion", sa.String(20), nullable=False),
        sa.Column("account_id", sa.String(12), nullable=False),
        sa.Column("granted_at", sa.BigInteger, nullable=False),
        sa.Column("ended", sa.Boolean, nullable=False, server_default="0"),
        sa.PrimaryKeyConstraint("id", name="pk_priority"),
    )
    op.create_index("ix_priority_person_id", "priority", ["person_id"])
    op.create_index(
        "uq_priority_one_per_person_and_fair", "priority", ["fair_id", "person_id"],
        unique=True, sqlite_where=_STANDS, postgresql_where=_STANDS,
    )  # fmt: skip


def downgrade() -> None:
    """Undo."""
    for table in ("priority", "priority_criteria", "handing"):
        op.drop_table(table)
