"""What a search looks into is folded: posts, the names of employers and of persons."""

from collections.abc import Callable

import sqlalchemy as sa
from alembic import op

from fair.folding import fold, key

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

# A row is folded by the present rules; when these change, a migration like this one folds again.
_AT_ONCE = 500


def upgrade() -> None:
    """Apply."""
    op.add_column("employer", _column("search_text"))
    op.add_column("person", _column("search_name"))
    _fill("vacancy", "search_text", ("search_text",), lambda row: fold(row.search_text))
    _fill("employer", "search_text", ("name", "names"), _named)
    _fill("person", "search_name", ("name",), lambda row: key(row.name))


def downgrade() -> None:
    """Undo; a folded search text is found by what was typed in small letters as before."""
    op.drop_column("person", "search_name")
    op.drop_column("employer", "search_text")


def _column(name: str) -> sa.Column:
    return sa.Column(name, sa.Text(), nullable=False, server_default="")


def _named(row: sa.Row) -> str:
    return fold("\n".join((row.name, *(row.names or {}).values())))


def _fill(
    table: str, column: str, sources: tuple[str, ...], folded: Callable[[sa.Row], str]
) -> None:
    names = dict.fromkeys(("id", column, *sources))
    of = sa.table(
        table, *(sa.column(name, sa.JSON if name == "names" else sa.Text) for name in names)
    )
    connection = op.get_bind()
    ids = connection.execute(sa.select(of.c.id)).scalars().all()
    write = (
        sa.update(of)
        .where(of.c.id == sa.bindparam("of_id"))
        .values({column: sa.bindparam("becomes")})
    )
    for start in range(0, len(ids), _AT_ONCE):
        some = sa.select(of).where(of.c.id.in_(ids[start : start + _AT_ONCE]))
        rows = [{"of_id": row.id, "becomes": folded(row)} for row in connection.execute(some).all()]
        connection.execute(write, rows)
