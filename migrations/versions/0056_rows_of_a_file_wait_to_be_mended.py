"""Rows of a file wait to be mended, with what is wrong in them."""

import sqlalchemy as sa
from alembic import op

revision = "0056"
down_revision = "0055"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "import_row",
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.Column("import_id", sa.String(length=12), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("employer", sa.String(length=120), nullable=False),
        sa.Column("vacancy_id", sa.String(length=12), nullable=True),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"], ["vacancy_import.id"], name=op.f("fk_import_row_import_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_row")),
        sa.UniqueConstraint("import_id", "row", name=op.f("uq_import_row_import_id_row")),
    )
    op.create_table(
        "import_problem",
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.Column("import_id", sa.String(length=12), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("column", sa.String(length=80), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("value", sa.String(length=200), nullable=False),
        sa.Column("says", sa.Text(), nullable=False),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.Column("refused", sa.Boolean(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"], ["vacancy_import.id"], name=op.f("fk_import_problem_import_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_problem")),
        sa.UniqueConstraint(
            "import_id", "row", "place", name=op.f("uq_import_problem_import_id_row_place")
        ),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("import_problem")
    op.drop_table("import_row")
