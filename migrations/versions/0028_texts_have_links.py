"""Texts have links: a key, of which the hash is kept."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "text_link",
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.String(length=12), nullable=False),
        sa.Column("ticket_id", sa.String(length=12), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("used_by", sa.String(length=64), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_text_link")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_text_link_key_hash")),
    )
    with op.batch_alter_table("text_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_text_link_made_at"), ["made_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_text_link_person_id"), ["person_id"], unique=False)


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("text_link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_text_link_person_id"))
        batch_op.drop_index(batch_op.f("ix_text_link_made_at"))

    op.drop_table("text_link")
