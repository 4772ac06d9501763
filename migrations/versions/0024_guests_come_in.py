"""Who is brought into a call."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "guest",
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.Column("fair_id", sa.String(length=12), nullable=False),
        sa.Column("call_id", sa.String(length=12), nullable=False),
        sa.Column("booth_id", sa.String(length=12), nullable=False),
        sa.Column("person_id", sa.String(length=12), nullable=False),
        sa.Column("asked_by", sa.String(length=12), nullable=False),
        sa.Column("sort", sa.String(length=12), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("mark", sa.String(length=12), nullable=False),
        sa.Column("account_id", sa.String(length=12), nullable=False),
        sa.Column("token", sa.String(length=24), nullable=False),
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("company", sa.String(length=80), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("let_in_at", sa.BigInteger(), nullable=True),
        sa.Column("gone_at", sa.BigInteger(), nullable=True),
        sa.Column("consented", sa.Boolean(), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("mark", name="uq_guest_mark"),
    )
    for column in ("call_id", "person_id", "account_id"):
        op.create_index(f"ix_guest_{column}", "guest", [column])
    op.create_index(
        "uq_guest_token",
        "guest",
        ["token"],
        unique=True,
        sqlite_where=sa.text("token != ''"),
        postgresql_where=sa.text("token != ''"),
    )


def downgrade() -> None:
    """Undo."""
    op.drop_table("guest")
