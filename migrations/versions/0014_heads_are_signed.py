"""Heads of the ledger are signed, and which keys signed them is recorded."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply. Anchors that are there already stay unsigned: no head covers them."""
    op.create_table(
        "ledger_head",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("fair_id", sa.String(length=12), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("streams", sa.Integer(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("public", sa.String(length=43), nullable=False),
        sa.Column("signature", sa.String(length=86), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_ledger_head")),
    )
    with op.batch_alter_table("ledger_head", schema=None) as batch_op:
        batch_op.create_index("ix_ledger_head_fair_id_number", ["fair_id", "number"], unique=False)

    op.create_table(
        "ledger_key",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("public", sa.String(length=43), nullable=False),
        sa.Column("before", sa.String(length=43), nullable=False),
        sa.Column("head", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("signature", sa.String(length=86), nullable=False),
        sa.Column("signature_before", sa.String(length=86), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_ledger_key")),
        sa.UniqueConstraint("public", name=op.f("uq_ledger_key_public")),
    )
    op.create_table(
        "ledger_kept",
        sa.Column("way", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("way", name=op.f("pk_ledger_kept")),
    )
    with op.batch_alter_table("anchor", schema=None) as batch_op:
        batch_op.add_column(sa.Column("number", sa.Integer(), nullable=True))


def downgrade() -> None:
    """Undo."""
    with op.batch_alter_table("anchor", schema=None) as batch_op:
        batch_op.drop_column("number")

    op.drop_table("ledger_kept")
    op.drop_table("ledger_key")
    with op.batch_alter_table("ledger_head", schema=None) as batch_op:
        batch_op.drop_index("ix_ledger_head_fair_id_number")

    op.drop_table("ledger_head")
