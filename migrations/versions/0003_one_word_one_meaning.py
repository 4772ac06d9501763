"""Tables and columns take the names that the code uses: legs of a call, openings of a post."""

from collections.abc import Callable, Sequence

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_WITHIN_THE_HEAD_COUNT = "firm >= 0 and accepted >= 0 and firm + accepted <= head_count"


def upgrade() -> None:
    """Apply."""
    _move("call_seat", "call_leg", _leg)
    with op.batch_alter_table("vacancy") as batch_op:
        batch_op.drop_constraint(op.f("ck_vacancy_seats"), type_="check")
        batch_op.create_check_constraint(op.f("ck_vacancy_openings"), _WITHIN_THE_HEAD_COUNT)


def downgrade() -> None:
    """Undo."""
    with op.batch_alter_table("vacancy") as batch_op:
        batch_op.drop_constraint(op.f("ck_vacancy_openings"), type_="check")
        batch_op.create_check_constraint(op.f("ck_vacancy_seats"), _WITHIN_THE_HEAD_COUNT)
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
