"""An answer on hold knows when it is owed again."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply. What is on hold from before has no such day; it may be put on hold once more."""
    op.add_column("interview", sa.Column("held_until", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    """Undo."""
    op.drop_column("interview", "held_until")
