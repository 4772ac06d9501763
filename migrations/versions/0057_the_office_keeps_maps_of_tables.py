"""The office keeps maps of tables, and holds a file while its columns are chosen."""

import sqlalchemy as sa
from alembic import op

revision = "0057"
down_revision = "0056"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "office_map",
        sa.Column("id", sa.String(12), primary_key=True),
        sa.Column("called", sa.String(120), nullable=False),
        sa.Column("name_key", sa.String(120), nullable=False),
        sa.Column("mark", sa.String(32), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("account_id", sa.String(12), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.UniqueConstraint("name_key", name="uq_office_map_name_key"),
    )
    op.create_index("ix_office_map_mark", "office_map", ["mark"])
    op.create_table(
        "held_file",
        sa.Column("id", sa.String(12), primary_key=True),
        sa.Column("account_id", sa.String(12), nullable=False),
        sa.Column("file_name", sa.String(200), nullable=False),
        sa.Column("encoding", sa.String(20), nullable=False),
        sa.Column("parts", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
    )
    op.create_index("ix_held_file_account_id", "held_file", ["account_id"])
    op.create_table(
        "held_part",
        sa.Column("id", sa.String(12), primary_key=True),
        sa.Column("file_id", sa.String(12), sa.ForeignKey("held_file.id"), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.UniqueConstraint("file_id", "place", name="uq_held_part_file_id_place"),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("held_part")
    op.drop_table("held_file")
    op.drop_table("office_map")
