"""What each booth of a fair lacks: microphones, contacts, reminders, and practice first."""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "staff_microphone",
        sa.Column("account_id", sa.String(length=12), nullable=False),
        sa.Column("verdict", sa.String(length=12), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_staff_microphone")),
    )
    op.create_table(
        "employer_contact",
        sa.Column("employer_id", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employer.id"], name=op.f("fk_employer_contact_employer_id")
        ),
        sa.PrimaryKeyConstraint("employer_id", name=op.f("pk_employer_contact")),
    )
    op.create_table(
        "fair_plan",
        sa.Column("fair_id", sa.String(length=12), nullable=False),
        sa.Column("expected", sa.Integer(), nullable=True),
        sa.Column("break_minutes", sa.Integer(), nullable=False),
        sa.Column("practice_first", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["fair_id"], ["fair.id"], name=op.f("fk_fair_plan_fair_id")),
        sa.PrimaryKeyConstraint("fair_id", name=op.f("pk_fair_plan")),
    )
    op.create_table(
        "let_on_duty",
        sa.Column("fair_id", sa.String(length=12), nullable=False),
        sa.Column("account_id", sa.String(length=12), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["fair_id"], ["fair.id"], name=op.f("fk_let_on_duty_fair_id")),
        sa.PrimaryKeyConstraint("fair_id", "account_id", name=op.f("pk_let_on_duty")),
    )
    op.create_table(
        "unready_reminded",
        sa.Column("fair_id", sa.String(length=12), nullable=False),
        sa.Column("ref", sa.String(length=12), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["fair_id"], ["fair.id"], name=op.f("fk_unready_reminded_fair_id")),
        sa.PrimaryKeyConstraint("fair_id", "ref", name=op.f("pk_unready_reminded")),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("unready_reminded")
    op.drop_table("let_on_duty")
    op.drop_table("fair_plan")
    op.drop_table("employer_contact")
    op.drop_table("staff_microphone")
