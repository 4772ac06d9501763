"""Up to three people share a confirmed number: each has one of its shares."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.add_column(sa.Column("share", sa.Integer(), server_default="1", nullable=False))
        batch_op.create_check_constraint(op.f("ck_person_share"), "share BETWEEN 1 AND 3")
        batch_op.drop_index(
            batch_op.f("uq_person_confirmed_number"),
            sqlite_where=sa.text("confirmed_at IS NOT NULL"),
            postgresql_where=sa.text("confirmed_at IS NOT NULL"),
        )
        batch_op.create_index(
            "uq_person_confirmed_number",
            ["phone", "share"],
            unique=True,
            sqlite_where=sa.text("confirmed_at IS NOT NULL"),
            postgresql_where=sa.text("confirmed_at IS NOT NULL"),
        )


def downgrade() -> None:
    """Take back. Who shares a number has it no longer, but for the first: it is proved anew."""
    op.execute("UPDATE person SET confirmed_at = NULL WHERE share > 1")
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_person_confirmed_number",
            sqlite_where=sa.text("confirmed_at IS NOT NULL"),
            postgresql_where=sa.text("confirmed_at IS NOT NULL"),
        )
        batch_op.create_index(
            batch_op.f("uq_person_confirmed_number"),
            ["phone"],
            unique=True,
            sqlite_where=sa.text("confirmed_at IS NOT NULL"),
            postgresql_where=sa.text("confirmed_at IS NOT NULL"),
        )
        batch_op.drop_constraint(op.f("ck_person_share"), type_="check")
        batch_op.drop_column("share")
