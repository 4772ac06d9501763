"""Which rows of `people` the ledger is compared with, and who of them is erased."""

from collections.abc import Iterator

from sqlalchemy import Connection, select

from fair.folds import Difference
from fair.ledger import alias
from fair.ledger_rows import Rows
from fair.people.store import consent_table, participant_table, person_table

ROWS = {"participant": Rows(participant_table), "consent": Rows(consent_table)}


def erased_but_known(connection: Connection) -> Iterator[Difference]:
    """Yield who counts as erased and still has an alias, which an erasure takes with it."""
    query = select(person_table.c.id).where(
        person_table.c.erased_at.is_not(None),
        select(alias.c.alias).where(alias.c.person_id == person_table.c.id).exists(),
    )
    for row in connection.execute(query.order_by(person_table.c.id)):
        yield Difference(
            "person", row.id, "erased_at", "nothing of an erasure", "set, and the alias still there"
        )  # fmt: skip


def erased(connection: Connection) -> frozenset[str]:
    """Return the ids of everybody who is erased."""
    query = select(person_table.c.id).where(person_table.c.erased_at.is_not(None))
    return frozenset(row.id for row in connection.execute(query))
