"""A call knows whether its sound goes from browser to browser or over the bridge."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("call", sa.Column("path", sa.String(8), nullable=False, server_default="direct"))


def downgrade() -> None:
    """Undo."""
    op.drop_column("call", "path")
