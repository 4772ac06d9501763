"""Tables and columns take the names that the code uses: a page's part in a call is a leg."""

from collections.abc import Callable, Sequence

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    _move("call_seat", "call_leg", _leg)


def downgrade() -> None:
    """Undo."""
    _move("call_leg", "call_seat", _leg)


def _move(old: str, new: str, made: Callable[[str], Sequence[sa.schema.SchemaItem]]) -> None:
    """Make the table anew, so that its keys are called after it too, with all its rows."""
    columns = op.create_table(new, *made(new)).columns.keys()
    names = ", ".join(columns)
    op.execute(f"insert into {new} ({names}) select {names} from {old}")  # noqa: S608 - our names
    op.drop_table(old)


def _leg(table: str) -> Sequence[sa.schema.SchemaItem]:
    return (
        sa.Column("call_id", sa.String(length=12), nullable=False),
        sa.Column("side", sa.String(length=12), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("tab", sa.String(length=40), nullable=False),
        sa.Column("down", sa.Boolean(), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("call_id", "side", name=op.f(f"pk_{table}")),
    )
