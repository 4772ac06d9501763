"""A team's lead; links for a forgotten password; what was done to an account; how links went."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_LED = sa.text("lead")


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("account") as batch_op:
        batch_op.add_column(sa.Column("lead", sa.Boolean(), nullable=False, server_default="0"))
        batch_op.add_column(_text("lang", 10, "en"))
    _name_leads()
    op.create_index(
        "uq_account_lead",
        "account",
        ["employer_id"],
        unique=True,
        sqlite_where=_LED,
        postgresql_where=_LED,
    )
    with op.batch_alter_table("invitation") as batch_op:
        batch_op.add_column(sa.Column("handed_at", sa.BigInteger(), nullable=True))
        batch_op.add_column(_text("handed_how", 8))
        batch_op.create_index("ix_invitation_email", ["email"])
    # Whoever might invite could read the links of these: they count as shown.
    op.execute("UPDATE invitation SET handed_at = made_at, handed_how = 'shown'")
    op.create_table(
        "account_act",
        sa.Column("id", sa.String(12), nullable=False),
        sa.Column("account_id", sa.String(12), nullable=False),
        sa.Column("what", sa.String(20), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("by_account_id", sa.String(12), nullable=False),
        sa.Column("device", sa.String(60), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_act")),
    )
    op.create_index("ix_account_act_account_id_at", "account_act", ["account_id", "at"])
    op.create_table(
        "password_reset",
        sa.Column("id", sa.String(12), nullable=False),
        sa.Column("account_id", sa.String(12), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_password_reset")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_password_reset_token_hash")),
    )
    for column in ("account_id", "made_at"):
        op.create_index(f"ix_password_reset_{column}", "password_reset", [column])


def downgrade() -> None:
    """Undo; who led a team, and what was done to accounts, is not known any more."""
    op.drop_table("password_reset")
    op.drop_table("account_act")
    with op.batch_alter_table("invitation") as batch_op:
        batch_op.drop_index("ix_invitation_email")
        batch_op.drop_column("handed_how")
        batch_op.drop_column("handed_at")
    op.drop_index("uq_account_lead", "account")
    with op.batch_alter_table("account") as batch_op:
        batch_op.drop_column("lang")
        batch_op.drop_column("lead")


def _text(name: str, length: int, default: str = "") -> sa.Column:
    return sa.Column(name, sa.String(length), nullable=False, server_default=default)


def _name_leads() -> None:
    """Let the recruiter who has worked longest for an employer lead its team."""
    staff = sa.table(
        "account",
        *(sa.column(name) for name in ("id", "employer_id", "made_at", "closed_at", "lead")),
    )
    connection = op.get_bind()
    rows = connection.execute(
        sa.select(staff.c.id, staff.c.employer_id)
        .where(staff.c.employer_id != "", staff.c.closed_at.is_(None))
        .order_by(staff.c.made_at, staff.c.id)
    ).all()
    first: dict[str, str] = {}
    for row in rows:
        first.setdefault(row.employer_id, row.id)
    for account_id in first.values():
        connection.execute(sa.update(staff).where(staff.c.id == account_id).values(lead=sa.true()))
