"""One word, one meaning: legs of a call, openings, statements and the search text of a post."""

from collections.abc import Callable, Sequence

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_WITHIN_THE_HEAD_COUNT = "firm >= 0 and accepted >= 0 and firm + accepted <= head_count"


def upgrade() -> None:
    """Apply."""
    _move("call_seat", "call_leg", _leg)
    _move("vacancy_word", "vacancy_statement", _statement)
    with op.batch_alter_table("vacancy") as batch_op:
        batch_op.alter_column("words", new_column_name="search_text")
        batch_op.drop_constraint(op.f("ck_vacancy_seats"), type_="check")
        batch_op.create_check_constraint(op.f("ck_vacancy_openings"), _WITHIN_THE_HEAD_COUNT)
    _say("words", "phrase")
    _reply("words", "fields")


def downgrade() -> None:
    """Undo."""
    _reply("fields", "words")
    _say("phrase", "words")
    with op.batch_alter_table("vacancy") as batch_op:
        batch_op.alter_column("search_text", new_column_name="words")
        batch_op.drop_constraint(op.f("ck_vacancy_openings"), type_="check")
        batch_op.create_check_constraint(op.f("ck_vacancy_seats"), _WITHIN_THE_HEAD_COUNT)
    _move("vacancy_statement", "vacancy_word", _statement)
    _move("call_leg", "call_seat", _leg)


def _move(old: str, new: str, made: Callable[[str], Sequence[sa.schema.SchemaItem]]) -> None:
    """Make the table anew, so that its keys are called after it too, with all its rows."""
    names = ", ".join(op.create_table(new, *made(new)).columns.keys())
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


def _statement(table: str) -> Sequence[sa.schema.SchemaItem]:
    return (
        sa.Column("vacancy_id", sa.String(length=12), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("account_id", sa.String(length=12), nullable=False),
        sa.Column("how", sa.String(length=12), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["vacancy_id"], ["vacancy.id"], name=op.f(f"fk_{table}_vacancy_id")
        ),
        sa.PrimaryKeyConstraint("vacancy_id", "field", name=op.f(f"pk_{table}")),
    )


def _say(old: str, new: str) -> None:
    """Fill the sentences of earlier imports by the placeholder's present name."""
    kept = sa.table("vacancy_import", sa.column("id", sa.String), sa.column("problems", sa.JSON))
    connection = op.get_bind()
    for import_id, problems in connection.execute(sa.select(kept.c.id, kept.c.problems)).all():
        if any(old in one["values"] for one in problems):
            said = [_renamed(one, old, new) for one in problems]
            connection.execute(sa.update(kept).where(kept.c.id == import_id).values(problems=said))


def _renamed(problem: dict, old: str, new: str) -> dict:
    values = {new if name == old else name: text for name, text in problem["values"].items()}
    return problem | {"says": problem["says"].replace(f"{{{old}}}", f"{{{new}}}"), "values": values}


def _reply(old: str, new: str) -> None:
    """Name a field of the replies that are still kept for a resend."""
    reply = sa.table("reply", sa.column("reply", sa.Text))
    op.execute(
        sa.update(reply)
        .where(reply.c.reply.like(f'{{"vacancies":%,"{old}":%}}'))
        .values(reply=sa.func.replace(reply.c.reply, f'"{old}":', f'"{new}":'))
    )
