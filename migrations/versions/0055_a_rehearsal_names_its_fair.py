"""A rehearsal is a demo fair that names the real one which it was born from."""

import sqlalchemy as sa
from alembic import op

revision = "0055"
down_revision = "0054"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply: a column that every row has, so that the table (and its trigger) stays as it is."""
    op.add_column("fair", sa.Column("rehearses", sa.String(12), nullable=False, server_default=""))


def downgrade() -> None:
    """Take back."""
    op.drop_column("fair", "rehearses")
