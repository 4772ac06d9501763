"""What is known of a talk by telephone, which no page carried."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column(
        "interview", sa.Column("telephone", sa.String(12), nullable=False, server_default="")
    )


def downgrade() -> None:
    """Undo."""
    op.drop_column("interview", "telephone")
