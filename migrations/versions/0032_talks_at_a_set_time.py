"""Slots, the appointments in them, and whose appointment is near."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

_LIVE = sa.text("state IN ('asked', 'offered', 'booked', 'near', 'due')")
_TAKING = sa.text("state IN ('offered', 'booked', 'near', 'due')")


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "engaged",
        sa.Column("person_id", sa.String(12), nullable=False),
        sa.Column("booth_id", sa.String(12), nullable=False),
        sa.PrimaryKeyConstraint("person_id", "booth_id", name="pk_engaged"),
    )
    op.create_table(
        "slot",
        sa.Column("id", sa.String(12), nullable=False),
        sa.Column("fair_id", sa.String(12), nullable=False),
        sa.Column("booth_id", sa.String(12), nullable=False),
        sa.Column("starts_at", sa.BigInteger, nullable=False),
        sa.Column("length_s", sa.Integer, nullable=False),
        sa.Column("buffer_s", sa.Integer, nullable=False),
        sa.Column("recruiters", sa.Integer, nullable=False),
        sa.Column("closed", sa.Boolean, nullable=False, server_default="0"),
        sa.PrimaryKeyConstraint("id", name="pk_slot"),
    )
    op.create_index("ix_slot_fair_id", "slot", ["fair_id"])
    op.create_index("ix_slot_booth_id", "slot", ["booth_id"])
    op.create_table(
        "appointment",
        sa.Column("id", sa.String(12), nullable=False),
        sa.Column("fair_id", sa.String(12), nullable=False),
        sa.Column("booth_id", sa.String(12), nullable=False),
        sa.Column("person_id", sa.String(12), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sa.Column("slot_id", sa.String(12), nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("starts_at", sa.BigInteger),
        sa.Column("ends_at", sa.BigInteger),
        sa.Column("second", sa.Boolean, nullable=False),
        sa.Column("parts", sa.String(30), nullable=False),
        sa.Column("vacancy_ids", sa.Text, nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("ticket_id", sa.String(12), nullable=False),
        sa.Column("late", sa.Boolean, nullable=False),
        sa.Column("cause", sa.String(12), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_appointment"),
    )
    for name in ("fair_id", "booth_id", "person_id", "ticket_id"):
        op.create_index(f"ix_appointment_{name}", "appointment", [name])
    op.create_index(
        "uq_appointment_one_per_place_of_a_slot", "appointment", ["slot_id", "place"],
        unique=True, sqlite_where=_TAKING, postgresql_where=_TAKING,
    )  # fmt: skip
    op.create_index(
        "uq_appointment_one_live_per_person_and_booth", "appointment", ["person_id", "booth_id"],
        unique=True, sqlite_where=_LIVE, postgresql_where=_LIVE,
    )  # fmt: skip


def downgrade() -> None:
    """Undo."""
    for table in ("appointment", "slot", "engaged"):
        op.drop_table(table)
