"""Rows of companies that came in from a file: the registered code that stood there."""

from collections.abc import Collection, Sequence

from sqlalchemy import Column, Connection, ForeignKey, String, Table, insert, select

from fair.db import Work
from fair.tables import Instant, metadata

brought_table = Table(
    "brought_company",
    metadata,
    Column("employer_id", String(12), ForeignKey("employer.id"), primary_key=True),
    Column("invitation_id", String(12), nullable=False),
    Column("code", String(18), nullable=False, index=True),
    Column("at", Instant, nullable=False),
)
_AT = brought_table.c


def add(work: Work, employer_id: str, invitation_id: str, code: str) -> None:
    """Keep that an employer came in from a file, with this code or none."""
    row = {"employer_id": employer_id, "invitation_id": invitation_id, "code": code, "at": work.now}
    work.write(insert(brought_table), row)


def with_codes(connection: Connection, codes: Collection[str]) -> set[str]:
    """Return the employers that came in from a file with one of these codes."""
    query = select(_AT.employer_id).where(_AT.code.in_(sorted(codes)))
    return {row.employer_id for row in connection.execute(query)}


def codes(connection: Connection, ids: Collection[str]) -> dict[str, str]:
    """Return the code of each of these employers that came in from a file with one."""
    of_some = (_AT.employer_id.in_(sorted(ids)), _AT.code != "")
    rows = connection.execute(select(_AT.employer_id, _AT.code).where(*of_some))
    return {row.employer_id: row.code for row in rows}


def brought(connection: Connection, employer_ids: Sequence[str]) -> set[str]:
    """Return which of these employers came in from a file of companies."""
    rows = connection.execute(select(_AT.employer_id).where(_AT.employer_id.in_(employer_ids)))
    return {row.employer_id for row in rows}
