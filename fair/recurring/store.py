"""Rows of what goes from fair to fair: to which fairs each post was taken, and fairs in series."""

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import Column, ForeignKey, PrimaryKeyConstraint, String, Table, insert, select

from fair.db import Work
from fair.tables import Instant, metadata

# a post stands at one booth of each fair that it was taken to; where it is shown now, it says
showing_table = Table(
    "showing",
    metadata,
    Column("vacancy_id", String(12), ForeignKey("vacancy.id"), nullable=False),
    Column("fair_id", String(12), ForeignKey("fair.id"), nullable=False, index=True),
    Column("booth_id", String(12), ForeignKey("booth.id"), nullable=False, index=True),
    Column("taken_at", Instant, nullable=False),
    PrimaryKeyConstraint("vacancy_id", "fair_id"),
)
series_table = Table(
    "fair_series",
    metadata,
    Column("fair_id", String(12), ForeignKey("fair.id"), primary_key=True),
    Column("of_fair_id", String(12), ForeignKey("fair.id"), nullable=False),
    # the first fair of the series names it
    Column("series_id", String(12), ForeignKey("fair.id"), nullable=False, index=True),
)

Placed = tuple[str, str, str]  # vacancy, fair, booth


def keep_showings(work: Work, placed: Iterable[Placed]) -> None:
    """Keep that these posts were taken to these booths."""
    rows = [
        {"vacancy_id": one, "fair_id": fair_id, "booth_id": booth_id, "taken_at": work.now}
        for one, fair_id, booth_id in placed
    ]
    if rows:
        work.write(insert(showing_table), rows)


def showings(work: Work, vacancy_ids: Collection[str]) -> Sequence[Placed]:
    """Return to which booths these posts were taken, at all fairs."""
    at = showing_table.c
    rows = work.all(
        select(at.vacancy_id, at.fair_id, at.booth_id)
        .where(at.vacancy_id.in_(sorted(set(vacancy_ids))))
        .order_by(at.vacancy_id, at.fair_id)
    )
    return [(row.vacancy_id, row.fair_id, row.booth_id) for row in rows]


def taken_to(work: Work, fair_id: str) -> list[str]:
    """Return the posts that were taken to a fair."""
    at = showing_table.c
    rows = work.all(select(at.vacancy_id).where(at.fair_id == fair_id).order_by(at.vacancy_id))
    return [row.vacancy_id for row in rows]


def keep_in_series(work: Work, fair_id: str, of_fair_id: str, series_id: str) -> None:
    """Keep that a fair was made like another one, as a date of its series."""
    work.write(
        insert(series_table),
        {"fair_id": fair_id, "of_fair_id": of_fair_id, "series_id": series_id},
    )
