"""Rows of what was done to licences: table, rows ⇄ values."""

from collections.abc import Collection, Iterable
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Date,
    ForeignKey,
    Row,
    String,
    Table,
    Text,
    func,
    insert,
    select,
)

from fair.db import Work
from fair.employers.licence_act import Done, How, LicenceAct
from fair.tables import Instant, metadata

act_table = Table(
    "licence_act",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("employer_id", String(12), nullable=False, index=True),
    Column("licence_id", String(12), ForeignKey("licence.id"), nullable=False, index=True),
    Column("what", String(12), nullable=False),
    Column("at", Instant, nullable=False),
    Column("account_id", String(12), nullable=False),
    Column("how", String(12), nullable=False),
    Column("source", String(300), nullable=False),
    Column("reason", Text, nullable=False),
    # of what was handed in; of nothing else
    Column("number", String(40)),
    Column("authority", String(120)),
    Column("valid_from", Date),
    Column("valid_to", Date),
)
_AT = act_table.c
_NAMES = [one.name for one in fields(LicenceAct)]


def as_act(row: Row[Any]) -> LicenceAct:
    """Build a line of a licence's history."""
    values = {name: getattr(row, name) for name in _NAMES}
    return LicenceAct(**{**values, "what": Done(row.what), "how": How(row.how)})


def add(work: Work, made: LicenceAct) -> None:
    """Keep a line; none is ever changed."""
    work.write(insert(act_table), {name: getattr(made, name) for name in _NAMES})


def acts(connection: Connection, employer_id: str) -> tuple[LicenceAct, ...]:
    """Return what was done to the licences of an employer, the newest first."""
    query = select(act_table).where(_AT.employer_id == employer_id)
    rows = connection.execute(query.order_by(_AT.at.desc(), _AT.id))
    return tuple(as_act(row) for row in rows)


def last_suspended(connection: Connection, licences: Iterable[str]) -> dict[str, datetime]:
    """Return since when the company of each of these licences is suspended, where that was kept.

    A licence that took the place of the suspended one is suspended since the same day.
    """
    of = act_table.alias("of_licence").c
    mine = select(of.licence_id, of.employer_id).where(of.licence_id.in_(sorted(licences)))
    one = mine.distinct().subquery().c
    query = select(one.licence_id, func.max(_AT.at).label("at")).where(
        one.employer_id == _AT.employer_id, _AT.what == Done.SUSPENDED
    )
    rows = connection.execute(query.group_by(one.licence_id))
    return {row.licence_id: row.at for row in rows}


def all_suspending(
    connection: Connection, of_employers: Collection[str] | None = None
) -> frozenset[str]:
    """Return the companies, all or of these, whose last suspension was not lifted since."""
    of_both = _AT.what.in_([Done.SUSPENDED, Done.LIFTED])
    query = select(_AT.employer_id, _AT.what).where(of_both)
    if of_employers is not None:
        query = query.where(_AT.employer_id.in_(sorted(of_employers)))
    rows = connection.execute(query.order_by(_AT.at, _AT.id.desc()))
    last = {row.employer_id: row.what for row in rows}
    return frozenset(key for key, what in last.items() if what == Done.SUSPENDED)


def suspending(connection: Connection, employer_id: str) -> LicenceAct | None:
    """Return the act that suspended a company, unless a lifting came after it."""
    of_both = _AT.what.in_([Done.SUSPENDED, Done.LIFTED])
    query = select(act_table).where(_AT.employer_id == employer_id, of_both)
    row = connection.execute(query.order_by(_AT.at.desc(), _AT.id).limit(1)).first()
    return as_act(row) if row and row.what == Done.SUSPENDED else None
