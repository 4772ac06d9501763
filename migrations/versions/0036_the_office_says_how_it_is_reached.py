"""The office says how it is reached, and a fair when, and by which licence it is held."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "office",
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.Column("names", sa.JSON(), server_default="{}", nullable=False),
        sa.Column("phone", sa.String(length=40), server_default="", nullable=False),
        sa.Column("hours", sa.JSON(), server_default="{}", nullable=False),
        sa.Column("permit", sa.String(length=60), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office")),
    )
    with op.batch_alter_table("fair", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("phone_hours", sa.JSON(), server_default="{}", nullable=False)
        )
        batch_op.add_column(
            sa.Column("permit", sa.String(length=60), server_default="", nullable=False)
        )


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("fair", schema=None) as batch_op:
        batch_op.drop_column("permit")
        batch_op.drop_column("phone_hours")

    op.drop_table("office")
