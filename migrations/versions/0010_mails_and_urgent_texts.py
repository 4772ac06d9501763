"""Messages of two channels, by urgency; what waits is found without a look at what has ended."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_WAITING = sa.text("ended = ''")


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("signal") as batch_op:
        batch_op.add_column(_column("account_id", 12))
        batch_op.add_column(_column("channel", 8, "text"))
        batch_op.add_column(sa.Column("urgency", sa.Integer(), nullable=False, server_default="1"))
        batch_op.add_column(_column("subject", 120))
        batch_op.add_column(_column("ended", 8))
        batch_op.add_column(sa.Column("ended_at", sa.BigInteger(), nullable=True))
    op.execute(
        "UPDATE signal SET ended = 'sent', ended_at = sent_at, text = '' WHERE sent_at IS NOT NULL"
    )
    op.execute("UPDATE signal SET next_try_at = made_at WHERE next_try_at IS NULL")
    with op.batch_alter_table("signal") as batch_op:
        batch_op.drop_index("ix_signal_sent_at")
        batch_op.drop_column("sent_at")
        batch_op.alter_column(
            "recipient", existing_type=sa.String(80), type_=sa.String(254), existing_nullable=False
        )
        batch_op.alter_column("next_try_at", existing_type=sa.BigInteger(), nullable=False)
        batch_op.create_index("ix_signal_account_id", ["account_id"])
        batch_op.create_index("ix_signal_ended_at", ["ended_at"])
    _index("ix_signal_waiting", "channel", "urgency", "next_try_at")
    _index("ix_signal_expiring", "expires_at")
    _index("ix_signal_to", "recipient")


def downgrade() -> None:
    """Undo; mails are thrown away."""
    op.execute("DELETE FROM signal WHERE channel <> 'text'")
    for name in ("waiting", "expiring", "to", "ended_at", "account_id"):
        op.drop_index(f"ix_signal_{name}", "signal")
    with op.batch_alter_table("signal") as batch_op:
        batch_op.add_column(sa.Column("sent_at", sa.BigInteger(), nullable=True))
        batch_op.alter_column("next_try_at", existing_type=sa.BigInteger(), nullable=True)
    op.execute("UPDATE signal SET sent_at = ended_at WHERE ended <> ''")
    with op.batch_alter_table("signal") as batch_op:
        for name in ("account_id", "channel", "urgency", "subject", "ended", "ended_at"):
            batch_op.drop_column(name)
        batch_op.create_index("ix_signal_sent_at", ["sent_at"])


def _column(name: str, length: int, default: str = "") -> sa.Column:
    return sa.Column(name, sa.String(length), nullable=False, server_default=default)


def _index(name: str, *columns: str) -> None:
    op.create_index(name, "signal", list(columns), sqlite_where=_WAITING, postgresql_where=_WAITING)
