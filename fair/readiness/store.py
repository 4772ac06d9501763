"""Rows of readiness: microphones of staff, contacts, reminders, what a fair asks and expects."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    ForeignKey,
    Integer,
    PrimaryKeyConstraint,
    String,
    Table,
    delete,
    insert,
    select,
    update,
)

from fair.db import Work
from fair.readiness.capacity import Plan
from fair.readiness.stand import Contact
from fair.tables import Instant, metadata

microphone_table = Table(
    "staff_microphone",
    metadata,
    Column("account_id", String(12), primary_key=True),
    Column("verdict", String(12), nullable=False),
    Column("at", Instant, nullable=False),
)
contact_table = Table(
    "employer_contact",
    metadata,
    Column("employer_id", String(12), ForeignKey("employer.id"), primary_key=True),
    Column("name", String(60), nullable=False),
    Column("phone", String(40), nullable=False),
)
# `ref` is an account, or an invitation that nobody answered yet.
reminded_table = Table(
    "unready_reminded",
    metadata,
    Column("fair_id", String(12), ForeignKey("fair.id"), nullable=False),
    Column("ref", String(12), nullable=False),
    Column("at", Instant, nullable=False),
    PrimaryKeyConstraint("fair_id", "ref"),
)
plan_table = Table(
    "fair_plan",
    metadata,
    Column("fair_id", String(12), ForeignKey("fair.id"), primary_key=True),
    Column("expected", Integer),
    Column("break_minutes", Integer, nullable=False),
    Column("practice_first", Boolean, nullable=False),
)
let_on_table = Table(
    "let_on_duty",
    metadata,
    Column("fair_id", String(12), ForeignKey("fair.id"), nullable=False),
    Column("account_id", String(12), nullable=False),
    Column("at", Instant, nullable=False),
    Column("by_account_id", String(12), nullable=False, server_default=""),
    PrimaryKeyConstraint("fair_id", "account_id"),
)


class Tried(NamedTuple):
    """What the check of a microphone found, and when."""

    verdict: str
    at: datetime


def tried(connection: Connection, accounts: Collection[str]) -> dict[str, Tried]:
    """Return what each of these recruiters' pages last found; who never tried is left out."""
    at = microphone_table.c
    rows = connection.execute(select(microphone_table).where(at.account_id.in_(sorted(accounts))))
    return {row.account_id: Tried(row.verdict, row.at) for row in rows}


def keep_tried(work: Work, account_id: str, verdict: str) -> None:
    """Save what a recruiter's page found."""
    mine = microphone_table.c.account_id == account_id
    _keep(work, microphone_table, [mine], {"account_id": account_id}, verdict=verdict, at=work.now)


def contacts(connection: Connection, employer_ids: Collection[str]) -> dict[str, Contact]:
    """Return whom the organiser rings at each of these employers; who named nobody is left out."""
    at = contact_table.c
    rows = connection.execute(select(contact_table).where(at.employer_id.in_(sorted(employer_ids))))
    return {row.employer_id: Contact(row.name, row.phone) for row in rows}


def keep_contact(work: Work, employer_id: str, said: Contact) -> None:
    """Save whom the organiser rings at an employer."""
    mine = contact_table.c.employer_id == employer_id
    new = {"employer_id": employer_id}
    _keep(work, contact_table, [mine], new, name=said.name, phone=said.phone)


def reminded(connection: Connection, fair_id: str) -> dict[str, datetime]:
    """Return when each account or invitation was last reminded of what lacks at a fair."""
    query = select(reminded_table).where(reminded_table.c.fair_id == fair_id)
    return {row.ref: row.at for row in connection.execute(query)}


def keep_reminded(work: Work, fair_id: str, refs: Iterable[str]) -> None:
    """Save that these are reminded now."""
    at = reminded_table.c
    new = [{"fair_id": fair_id, "ref": ref, "at": work.now} for ref in refs]
    if new:
        gone = at.ref.in_([one["ref"] for one in new])
        work.write(delete(reminded_table).where(at.fair_id == fair_id, gone))
        work.write(insert(reminded_table), new)


def plan(connection: Connection, fair_id: str) -> Plan:
    """Return what was said of a fair; of one of which nothing was said, nothing is expected."""
    row = connection.execute(select(plan_table).where(plan_table.c.fair_id == fair_id)).first()
    return Plan(row.expected, row.break_minutes, row.practice_first) if row else Plan()


def keep_plan(work: Work, fair_id: str, said: Plan) -> None:
    """Save what is expected of a fair and asked at it."""
    mine = plan_table.c.fair_id == fair_id
    values = {
        "expected": said.expected, "break_minutes": said.break_minutes,
        "practice_first": said.practice_first,
    }  # fmt: skip
    _keep(work, plan_table, [mine], {"fair_id": fair_id}, **values)


def let_on(connection: Connection, fair_id: str) -> dict[str, str]:
    """Return who may go on duty at a fair by somebody's yes, and whose it was; "" of old rows."""
    at = let_on_table.c
    rows = connection.execute(select(at.account_id, at.by_account_id).where(at.fair_id == fair_id))
    return {row.account_id: row.by_account_id for row in rows}


def keep_let_on(work: Work, fair_id: str, account_id: str) -> None:
    """Save that a recruiter may go on duty at a fair."""
    by = work.actor.account_id
    new = {"fair_id": fair_id, "account_id": account_id, "at": work.now, "by_account_id": by}
    work.write(insert(let_on_table), new)


def _keep(work: Work, table: Table, mine: list[Any], new: dict[str, str], **values: Any) -> None:
    if not work.write(update(table).where(*mine).values(**values)):
        work.write(insert(table), {**new, **values})
