"""Words and posts wait for a look of the organiser; a person keeps an employer away."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply. A post that waits for the organiser already is in the list of what waits."""
    op.create_table(
        "block",
        sa.Column("person_id", sa.String(length=12), nullable=False),
        sa.Column("employer_id", sa.String(length=12), nullable=False),
        sa.Column("fair_id", sa.String(length=12), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("person_id", "employer_id", name=op.f("pk_block")),
    )
    op.create_table(
        "look",
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.Column("fair_id", sa.String(length=12), nullable=False),
        sa.Column("booth_id", sa.String(length=12), nullable=False),
        sa.Column("employer_id", sa.String(length=12), nullable=False),
        sa.Column("account_id", sa.String(length=12), nullable=False),
        sa.Column("person_id", sa.String(length=12), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("ref", sa.String(length=12), nullable=False),
        sa.Column("why", sa.String(length=12), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("doubts", sa.JSON(), nullable=False),
        sa.Column("kept", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("verdict", sa.String(length=12), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_look")),
    )
    with op.batch_alter_table("look", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_look_employer_id"), ["employer_id"], unique=False)
        batch_op.create_index("ix_look_fair_id_state", ["fair_id", "state"], unique=False)
        batch_op.create_index("ix_look_kind_ref", ["kind", "ref"], unique=False)
        batch_op.create_index(batch_op.f("ix_look_person_id"), ["person_id"], unique=False)
        batch_op.create_index(
            "uq_look_waiting",
            ["kind", "ref"],
            unique=True,
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )

    op.create_table(
        "look_act",
        sa.Column("id", sa.String(length=12), nullable=False),
        sa.Column("look_id", sa.String(length=12), nullable=False),
        sa.Column("what", sa.String(length=12), nullable=False),
        sa.Column("rule", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("account_id", sa.String(length=12), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["look_id"], ["look.id"], name=op.f("fk_look_act_look_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_look_act")),
    )
    with op.batch_alter_table("look_act", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_look_act_look_id"), ["look_id"], unique=False)

    with op.batch_alter_table("login", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("browser", sa.String(length=64), server_default="", nullable=False)
        )
        batch_op.create_index(batch_op.f("ix_login_browser"), ["browser"], unique=False)

    op.execute(
        "INSERT INTO look (id, fair_id, booth_id, employer_id, account_id, person_id, kind, ref, "
        "why, title, text, doubts, kept, state, verdict, asked_at) "
        "SELECT id, fair_id, booth_id, employer_id, '', '', 'post', id, 'text', title, '', '[]', "
        "'{}', 'waiting', '', created_at FROM vacancy WHERE state = 'review'"
    )


def downgrade() -> None:
    """Undo."""
    with op.batch_alter_table("login", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_login_browser"))
        batch_op.drop_column("browser")

    with op.batch_alter_table("look_act", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_look_act_look_id"))

    op.drop_table("look_act")
    with op.batch_alter_table("look", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_look_waiting",
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )
        batch_op.drop_index(batch_op.f("ix_look_person_id"))
        batch_op.drop_index("ix_look_kind_ref")
        batch_op.drop_index("ix_look_fair_id_state")
        batch_op.drop_index(batch_op.f("ix_look_employer_id"))

    op.drop_table("look")
    op.drop_table("block")
