"""A login knows when its holder last proved who they are."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply. Who is signed in already proves it before the next act that wants it."""
    op.add_column("login", sa.Column("proved_at", sa.BigInteger()))


def downgrade() -> None:
    """Undo."""
    op.drop_column("login", "proved_at")
