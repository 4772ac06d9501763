"""Which rows of `people` the ledger is compared with, and who of them is erased."""

from sqlalchemy import Connection, select

from fair.ledger_rows import Rows
from fair.people.store import consent_table, participant_table, person_table

ROWS = {"participant": Rows(participant_table), "consent": Rows(consent_table)}


def erased(connection: Connection) -> frozenset[str]:
    """Return the ids of everybody who is erased."""
    query = select(person_table.c.id).where(person_table.c.erased_at.is_not(None))
    return frozenset(row.id for row in connection.execute(query))
