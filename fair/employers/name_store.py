"""By which names employers are looked up, in comparable form: an index finds one among many."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Index,
    PrimaryKeyConstraint,
    String,
    Table,
    delete,
    insert,
    select,
)

from fair.db import Work
from fair.folding import key
from fair.tables import metadata

employer_name_table = Table(
    "employer_name",
    metadata,
    Column("employer_id", String(12), ForeignKey("employer.id"), nullable=False),
    Column("key", String(480), nullable=False),  # four signs at most are folded out of one
    PrimaryKeyConstraint("employer_id", "key"),
    Index("ix_employer_name_key", "key"),
)
_AT = employer_name_table.c


def keep(work: Work, names: Mapping[str, Iterable[str]]) -> None:
    """Let employers, by id, be found by these names."""
    rows = [
        {"employer_id": employer_id, "key": one}
        for employer_id, several in names.items()
        for one in sorted(set(map(key, several)))
    ]
    if rows:
        work.write(insert(employer_name_table), rows)


def forget(work: Work, ids: Sequence[str]) -> None:
    """Let employers be found by no name any more."""
    work.write(delete(employer_name_table).where(_AT.employer_id.in_(ids)))


def called(connection: Connection, keys: Collection[str]) -> list[tuple[str, str]]:
    """Return (key, employer) of those who have one of these names, by `folding.key`."""
    query = select(_AT.key, _AT.employer_id).where(_AT.key.in_(sorted(keys)))
    rows = connection.execute(query.order_by(_AT.key, _AT.employer_id))
    return [(row.key, row.employer_id) for row in rows]
