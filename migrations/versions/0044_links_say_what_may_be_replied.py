"""The link of a text says whether words may be texted back, and whether the text named somebody."""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("text_link", schema=None) as batch_op:
        for name in ("replies", "named"):
            batch_op.add_column(
                sa.Column(name, sa.Boolean(), server_default=sa.false(), nullable=False)
            )


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("text_link", schema=None) as batch_op:
        for name in ("named", "replies"):
            batch_op.drop_column(name)
