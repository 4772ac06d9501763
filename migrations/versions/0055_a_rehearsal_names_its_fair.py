"""A rehearsal names the real fair which it was born from; who let somebody on duty is kept."""

import sqlalchemy as sa
from alembic import op

revision = "0055"
down_revision = "0054"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply: a column that every row has, so that the table (and its trigger) stays as it is."""
    op.add_column("fair", sa.Column("rehearses", sa.String(12), nullable=False, server_default=""))
    op.add_column(
        "let_on_duty",
        sa.Column("by_account_id", sa.String(12), nullable=False, server_default=""),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_column("let_on_duty", "by_account_id")
    op.drop_column("fair", "rehearses")
