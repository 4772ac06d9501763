"""An auditor's account is for a time; hires are drawn by a seed, and opened names are kept."""

import sqlalchemy as sa
from alembic import op

revision = "0058"
down_revision = "0057"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    for table in ("account", "invitation"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(
                sa.Column("fair_id", sa.String(12), nullable=False, server_default="")
            )
            batch_op.add_column(sa.Column("ends_at", sa.BigInteger(), nullable=True))
    with op.batch_alter_table("login", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("aloud", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    op.create_table(
        "audit_draw",
        sa.Column("id", sa.String(12), primary_key=True),
        sa.Column("fair_id", sa.String(12), sa.ForeignKey("fair.id"), nullable=False),
        sa.Column("account_id", sa.String(12), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("seed", sa.String(40), nullable=False),
        sa.Column("many", sa.Integer(), nullable=False),
        sa.Column("of", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("drawn_at", sa.BigInteger(), nullable=False),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.UniqueConstraint("fair_id", "number", name="uq_audit_draw_number"),
    )
    op.create_table(
        "audit_drawn",
        sa.Column("draw_id", sa.String(12), sa.ForeignKey("audit_draw.id"), nullable=False),
        sa.Column("offer_id", sa.String(12), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("said", sa.String(12), nullable=False),
        sa.Column("said_at", sa.BigInteger(), nullable=True),
        sa.Column("account_id", sa.String(12), nullable=False),
        sa.PrimaryKeyConstraint("draw_id", "offer_id"),
    )
    op.create_table(
        "audit_opened",
        sa.Column("id", sa.String(12), primary_key=True),
        sa.Column("fair_id", sa.String(12), sa.ForeignKey("fair.id"), nullable=False),
        sa.Column("person_id", sa.String(12), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("account_id", sa.String(12), nullable=False),
        sa.Column("draw_id", sa.String(12), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("salt", sa.String(32), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.UniqueConstraint("fair_id", "person_id", "account_id", name="uq_audit_opened_once"),
    )
    op.create_index("ix_audit_opened_fair_id", "audit_opened", ["fair_id"])
    op.create_index("ix_audit_opened_person_id", "audit_opened", ["person_id"])


def downgrade() -> None:
    """Take back."""
    for table in ("audit_opened", "audit_drawn", "audit_draw"):
        op.drop_table(table)
    with op.batch_alter_table("login", schema=None) as batch_op:
        batch_op.drop_column("aloud")
    for table in ("invitation", "account"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column("ends_at")
            batch_op.drop_column("fair_id")
