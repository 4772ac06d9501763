"""Codes and replies tell neither address nor number; a person's last sign of life is kept."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_INDEXES = {
    "person_id": ("person_id",),
    "proof": ("proof",),
    "made_at": ("made_at",),
    "number": ("number", "made_at"),
    "asker": ("asker", "made_at"),
    "network": ("network", "made_at"),
    "fair_id": ("fair_id", "made_at"),
}


def upgrade() -> None:
    """Apply. Codes work for ten minutes and replies for a day: the old ones are thrown away."""
    op.execute(sa.text("DELETE FROM reply"))
    op.drop_table("code")
    op.create_table(
        "code",
        sa.Column("id", sa.String(12), nullable=False),
        sa.Column("purpose", sa.String(10), nullable=False),
        sa.Column("person_id", sa.String(12), nullable=False),
        sa.Column("fair_id", sa.String(12), nullable=False),
        sa.Column("number", sa.String(64), nullable=False),
        sa.Column("asker", sa.String(64), nullable=False),
        sa.Column("network", sa.String(64), nullable=False),
        sa.Column("sealed", sa.String(64), nullable=False),
        sa.Column("proof", sa.String(32), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("misfits", sa.Integer(), nullable=False),
        sa.Column("used_at", sa.BigInteger()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_code")),
    )
    for name, columns in _INDEXES.items():
        op.create_index(f"ix_code_{name}", "code", list(columns))
    op.add_column("person", sa.Column("used_at", sa.BigInteger()))
    op.execute(
        sa.text(
            "UPDATE person SET used_at = (SELECT max(login.made_at) FROM login"
            " WHERE login.person_id = person.id) WHERE erased_at IS NULL"
        )
    )
    op.execute(
        sa.text(
            "UPDATE person SET used_at = confirmed_at"
            " WHERE confirmed_at IS NOT NULL AND coalesce(used_at, 0) < confirmed_at"
        )
    )


def downgrade() -> None:
    """Undo."""
    op.drop_column("person", "used_at")
    op.execute(sa.text("DELETE FROM reply"))
    op.drop_table("code")
    op.create_table(
        "code",
        sa.Column("id", sa.String(12), nullable=False),
        sa.Column("purpose", sa.String(10), nullable=False),
        sa.Column("person_id", sa.String(12), nullable=False),
        sa.Column("phone", sa.String(20), nullable=False),
        sa.Column("salt", sa.String(32), nullable=False),
        sa.Column("sealed", sa.String(64), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("used_at", sa.BigInteger()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_code")),
    )
    for name in ("person_id", "phone"):
        op.create_index(f"ix_code_{name}", "code", [name])
