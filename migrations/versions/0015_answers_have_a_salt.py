"""What a seeker is told after a talk has a salt, so that the ledger keeps its hash."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply. Answers of before have no salt, and no hash in the ledger."""
    op.add_column("interview", sa.Column("salt", sa.String(32), nullable=False, server_default=""))


def downgrade() -> None:
    """Undo."""
    op.drop_column("interview", "salt")
