"""Logins end by age and rest; accounts may have a second step."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply; who is signed in now was seen now."""
    op.add_column(
        "login", sa.Column("seen_at", sa.BigInteger(), nullable=False, server_default="0")
    )
    now = round(datetime.now(UTC).timestamp() * 1_000_000)  # noqa: TID251 - nothing of ours
    op.get_bind().execute(sa.update(sa.table("login", sa.column("seen_at"))).values(seen_at=now))
    op.create_index("ix_login_made_at", "login", ["made_at"])
    op.create_table(
        "factor",
        sa.Column("account_id", sa.String(length=12), nullable=False),
        sa.Column("locked", sa.String(length=400), nullable=False),
        sa.Column("last_step", sa.BigInteger(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_factor")),
    )
    op.create_table(
        "recovery_code",
        sa.Column("account_id", sa.String(length=12), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("account_id", "code_hash", name=op.f("pk_recovery_code")),
    )
    op.create_table(
        "factor_asking",
        sa.Column("account_id", sa.String(length=12), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("first_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_factor_asking")),
    )


def downgrade() -> None:
    """Undo."""
    for table in ("factor_asking", "recovery_code", "factor"):
        op.drop_table(table)
    op.drop_index("ix_login_made_at", "login")
    op.drop_column("login", "seen_at")
