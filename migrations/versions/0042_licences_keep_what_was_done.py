"""Licences keep what was done to them."""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "licence_act",
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.Column("employer_id", sa.String(length=12), nullable=False),
        sa.Column("licence_id", sa.String(length=12), nullable=False),
        sa.Column("what", sa.String(length=12), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("account_id", sa.String(length=12), nullable=False),
        sa.Column("how", sa.String(length=12), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=True),
        sa.Column("authority", sa.String(length=120), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["licence_id"], ["licence.id"], name=op.f("fk_licence_act_licence_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_licence_act")),
    )
    with op.batch_alter_table("licence_act", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_licence_act_employer_id"), ["employer_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_licence_act_licence_id"), ["licence_id"], unique=False)


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("licence_act", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_licence_act_licence_id"))
        batch_op.drop_index(batch_op.f("ix_licence_act_employer_id"))

    op.drop_table("licence_act")
