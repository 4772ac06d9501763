"""Which filings no longer hold."""

from collections.abc import Collection

from sqlalchemy import Connection, select

from fair.filings import store
from fair.filings.filing import Withdrawal, known_by


def withdrawal(connection: Connection, employer_id: str, number: str) -> Withdrawal | None:
    """Return that a filing of an employer was taken back; None where it holds, or has no number."""
    if not number:
        return None
    return store.withdrawn(connection, employer_id).get(known_by(number))


def of_employers(connection: Connection, employer_ids: Collection[str]) -> set[str]:
    """Return which of these employers have a filing that was ever taken back."""
    at = store.filing_table.c
    rows = connection.execute(
        select(at.employer_id).where(at.employer_id.in_(sorted(employer_ids))).distinct()
    )
    return {row.employer_id for row in rows}
