"""Rows of withdrawn filings: table, rows ⇄ values."""

from sqlalchemy import Column, Connection, ForeignKey, Index, String, Table, Text, insert, select
from sqlalchemy import update as update_

from fair.db import Work
from fair.filings.filing import FilingState, Withdrawal, known_by
from fair.tables import Instant, metadata

filing_table = Table(
    "filing",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("employer_id", String(12), ForeignKey("employer.id"), nullable=False, index=True),
    Column("number", String(80), nullable=False),
    Column("state", String(12), nullable=False),
    Column("withdrawn_at", Instant, nullable=False),
    Column("reason", Text, nullable=False),
)
_AT = filing_table.c
# a filing is taken back once, and again only after it held again
Index(
    "uq_filing_now",
    _AT.employer_id,
    _AT.number,
    unique=True,
    sqlite_where=_AT.state == FilingState.WITHDRAWN,
    postgresql_where=_AT.state == FilingState.WITHDRAWN,
)


def add(work: Work, made: Withdrawal) -> None:
    """Keep that a filing was taken back."""
    work.write(
        insert(filing_table),
        {
            "id": made.id,
            "employer_id": made.employer_id,
            "number": known_by(made.number),
            "state": made.state,
            "withdrawn_at": made.withdrawn_at,
            "reason": made.reason,
        },
    )


def withdrawn(connection: Connection, employer_id: str) -> dict[str, Withdrawal]:
    """Return the filings of an employer that do not hold now, by what they are known by."""
    rows = connection.execute(
        select(filing_table).where(
            _AT.employer_id == employer_id, _AT.state == FilingState.WITHDRAWN
        )
    )
    return {
        row.number: Withdrawal(
            id=row.id,
            employer_id=row.employer_id,
            number=row.number,
            state=FilingState(row.state),
            withdrawn_at=row.withdrawn_at,
            reason=row.reason,
        )
        for row in rows
    }


def move(work: Work, filing_id: str, state: FilingState) -> None:
    """Save that a filing holds again."""
    work.write(update_(filing_table).where(_AT.id == filing_id).values(state=state))
