"""Which filings no longer hold."""

from sqlalchemy import Connection

from fair.filings import store
from fair.filings.filing import Withdrawal, known_by


def withdrawal(connection: Connection, employer_id: str, number: str) -> Withdrawal | None:
    """Return that a filing of an employer was taken back; None where it holds, or has no number."""
    if not number:
        return None
    return store.withdrawn(connection, employer_id).get(known_by(number))
