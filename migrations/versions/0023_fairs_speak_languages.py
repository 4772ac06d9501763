"""What a fair is called and says in other languages, and where its organiser is reached."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    for name in ("titles", "abouts"):
        op.add_column("fair", sa.Column(name, sa.JSON(), nullable=False, server_default="{}"))
    op.add_column("fair", sa.Column("phone", sa.String(40), nullable=False, server_default=""))
    op.add_column(
        "announcement", sa.Column("texts", sa.JSON(), nullable=False, server_default="{}")
    )


def downgrade() -> None:
    """Undo."""
    op.drop_column("announcement", "texts")
    for name in ("phone", "abouts", "titles"):
        op.drop_column("fair", name)
