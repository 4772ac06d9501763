"""Files of posts come in some rows at a time: how far each is, and which of its rows came in."""

import sqlalchemy as sa
from alembic import op

revision = "0065"
down_revision = "0064"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("held_file", schema=None) as batch_op:
        batch_op.add_column(sa.Column("rows", sa.Integer(), nullable=True))
    counts = ("rows", "row", "read", "brought", "refused", "duplicates", "employers", "waits")
    op.create_table(
        "intake_run",
        sa.Column("id", sa.String(12), primary_key=True),
        sa.Column("account_id", sa.String(12), nullable=False),
        sa.Column("file_id", sa.String(12), nullable=False),
        sa.Column("import_id", sa.String(12), nullable=False),
        sa.Column("map_text", sa.Text(), nullable=False),
        sa.Column("encoding", sa.String(20), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in counts),
        sa.Column("cancelled", sa.Boolean(), nullable=False),
        sa.Column("failed", sa.JSON(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("begun_at", sa.BigInteger(), nullable=True),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
    )
    op.create_index("ix_intake_run_file_id", "intake_run", ["file_id"])
    op.create_index("ix_intake_run_ended_at", "intake_run", ["ended_at"])
    op.create_table(
        "intake_mark",
        sa.Column("run_id", sa.String(12), nullable=False),
        sa.Column("mark", sa.String(16), nullable=False),
        sa.PrimaryKeyConstraint("run_id", "mark"),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("intake_mark")
    op.drop_table("intake_run")
    with op.batch_alter_table("held_file", schema=None) as batch_op:
        batch_op.drop_column("rows")
