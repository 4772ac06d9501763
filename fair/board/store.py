"""All SQL of the slice `board` that writes: tables of cases, rows ⇄ values."""

from collections.abc import Mapping
from typing import Any

import orjson
from sqlalchemy import (
    JSON,
    Column,
    ForeignKey,
    Integer,
    Row,
    String,
    Table,
    Text,
    UniqueConstraint,
    func,
    insert,
    or_,
    select,
    update,
)

from fair.board.case import Case, CaseKind, Evidence, Reply, What
from fair.db import Work
from fair.decisions import NotFound
from fair.glossary import CaseState
from fair.tables import Instant, metadata

case_table = Table(
    "rights_case",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("fair_id", String(12), ForeignKey("fair.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("ref", String(12), nullable=False),
    Column("what", String(20), nullable=False),
    Column("text", Text, nullable=False),
    Column("state", String(12), nullable=False),
    Column("booth_id", String(12), nullable=False),
    Column("employer_id", String(12), nullable=False),
    Column("version", Integer, nullable=False),
    Column("frozen", JSON, nullable=False),
    Column("salt", String(32), nullable=False),
    Column("about_person_id", String(12), nullable=False, index=True),
    Column("person_id", String(12), nullable=False, index=True),
    Column("account_id", String(12), nullable=False),
    Column("opened_at", Instant, nullable=False),
    UniqueConstraint("fair_id", "number", name="uq_rights_case_number_per_fair"),
)
reply_table = Table(
    "case_reply",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("case_id", String(12), ForeignKey("rights_case.id"), nullable=False, index=True),
    Column("account_id", String(12), nullable=False),
    Column("text", Text, nullable=False),
    Column("state", String(12), nullable=False),
    Column("at", Instant, nullable=False),
)


def plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return these values as JSON keeps them."""
    frozen: dict[str, Any] = orjson.loads(orjson.dumps(values, default=str))
    return frozen


def canonical(frozen: Mapping[str, Any]) -> str:
    """Return frozen values as the one text that is hashed."""
    return orjson.dumps(frozen, option=orjson.OPT_SORT_KEYS).decode()


def as_case(row: Row[Any], replies: tuple[Reply, ...] = ()) -> Case:
    """Build a case from its row."""
    return Case(
        id=row.id,
        fair_id=row.fair_id,
        number=row.number,
        kind=CaseKind(row.kind),
        ref=row.ref,
        what=What(row.what),
        text=row.text,
        state=CaseState(row.state),
        evidence=Evidence(
            fair_id=row.fair_id,
            booth_id=row.booth_id,
            employer_id=row.employer_id,
            version=row.version,
            frozen=row.frozen,
            about_person_id=row.about_person_id,
        ),
        person_id=row.person_id,
        account_id=row.account_id,
        opened_at=row.opened_at,
        replies=replies,
    )


def case(work: Work, case_id: str) -> Case:
    """Return a case; refuses `NotFound`."""
    row = work.one(select(case_table).where(case_table.c.id == case_id))
    if row is None:
        raise NotFound
    return as_case(row)


def next_number(work: Work, fair_id: str) -> int:
    """Return the number of the next case of a fair."""
    last = work.value(select(func.max(case_table.c.number)).where(case_table.c.fair_id == fair_id))
    return (last or 0) + 1


def add(work: Work, case: Case, salt: str) -> None:
    """Keep a new case with what it freezes."""
    evidence = case.evidence
    work.write(
        insert(case_table),
        {
            "id": case.id,
            "fair_id": case.fair_id,
            "number": case.number,
            "kind": case.kind,
            "ref": case.ref,
            "what": case.what,
            "text": case.text,
            "state": case.state,
            "booth_id": evidence.booth_id,
            "employer_id": evidence.employer_id,
            "version": evidence.version,
            "frozen": dict(evidence.frozen),
            "salt": salt,
            "about_person_id": evidence.about_person_id,
            "person_id": case.person_id,
            "account_id": case.account_id,
            "opened_at": case.opened_at,
        },
    )


def move(work: Work, case_id: str, state: CaseState) -> None:
    """Save a case's new state."""
    work.write(update(case_table).where(case_table.c.id == case_id).values(state=state))


def tell(work: Work, case_id: str, text: str) -> None:
    """Save what the reporter says."""
    work.write(update(case_table).where(case_table.c.id == case_id).values(text=text))


def add_reply(work: Work, case_id: str, text: str, state: CaseState) -> str:
    """Keep an organiser's answer; return its id."""
    reply_id = work.new_id()
    work.write(
        insert(reply_table),
        {
            "id": reply_id,
            "case_id": case_id,
            "account_id": work.actor.account_id,
            "text": text,
            "state": state,
            "at": work.now,
        },
    )
    return reply_id


def erase(work: Work, person_id: str) -> None:
    """Blank what a person wrote in cases, the answers to it, and what was frozen of the person."""
    mine = case_table.c.person_id == person_id
    about = case_table.c.about_person_id == person_id
    told = [row.id for row in work.all(select(case_table.c.id).where(mine))]
    if told:
        work.write(update(reply_table).where(reply_table.c.case_id.in_(told)).values(text=""))
    if work.value(select(func.count()).select_from(case_table).where(or_(mine, about))):
        work.write(update(case_table).where(mine).values(text=""))
        work.write(update(case_table).where(about).values(frozen={}, salt=""))
