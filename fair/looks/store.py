"""Tables of looks and of their history; rows ⇄ values."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    ForeignKey,
    Index,
    Row,
    String,
    Table,
    Text,
    insert,
    or_,
    select,
    update,
)

from fair.db import Work
from fair.decisions import NotFound
from fair.glossary import LookState
from fair.looks.look import Act, Look, LookKind, Verdict, Why
from fair.screening.doubt import Doubt, Suspect
from fair.tables import Instant, metadata

look_table = Table(
    "look",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("fair_id", String(12), nullable=False),
    Column("booth_id", String(12), nullable=False),
    Column("employer_id", String(12), nullable=False, index=True),
    Column("account_id", String(12), nullable=False),
    Column("person_id", String(12), nullable=False, index=True),
    Column("kind", String(12), nullable=False),
    Column("ref", String(12), nullable=False),
    Column("why", String(12), nullable=False),
    Column("title", String(300), nullable=False),
    Column("text", Text, nullable=False),
    Column("doubts", JSON, nullable=False),
    Column("kept", JSON, nullable=False),
    Column("state", String(12), nullable=False),
    Column("verdict", String(12), nullable=False),
    Column("asked_at", Instant, nullable=False),
    Index("ix_look_kind_ref", "kind", "ref"),
    Index("ix_look_fair_id_state", "fair_id", "state"),
)
# One thing is looked at once at a time.
Index(
    "uq_look_waiting",
    look_table.c.kind,
    look_table.c.ref,
    unique=True,
    sqlite_where=look_table.c.state == "waiting",
    postgresql_where=look_table.c.state == "waiting",
)
look_act_table = Table(
    "look_act",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("look_id", String(12), ForeignKey("look.id"), nullable=False, index=True),
    Column("what", String(12), nullable=False),
    Column("rule", String(12), nullable=False),
    Column("reason", Text, nullable=False),
    Column("account_id", String(12), nullable=False),
    Column("at", Instant, nullable=False),
)


def as_look(row: Row[Any]) -> Look:
    """Build a look from its row."""
    values = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's public name
    return Look(
        **{
            **values,
            "kind": LookKind(row.kind),
            "why": Why(row.why),
            "state": LookState(row.state),
            "verdict": Verdict(row.verdict) if row.verdict else None,
            "doubts": tuple(Doubt(Suspect(rule), phrase) for rule, phrase in row.doubts),
        }
    )


def look(work: Work, look_id: str) -> Look:
    """Load a look; refuses `NotFound`."""
    row = work.one(select(look_table).where(look_table.c.id == look_id))
    if row is None:
        raise NotFound
    return as_look(row)


def looks_of(work: Work, kind: LookKind, ref: str, employer_id: str) -> tuple[Look, ...]:
    """Return every look at this thing, and what was refused of its employer anywhere."""
    at = look_table.c
    of_it = (at.kind == kind) & (at.ref == ref)
    refused = (at.employer_id == employer_id) & (at.verdict == Verdict.REFUSE)
    rows = work.all(select(look_table).where(or_(of_it, refused)).order_by(at.asked_at, at.id))
    return tuple(as_look(row) for row in rows)


def running(work: Work, kind: LookKind, ref: str) -> Look | None:
    """Return the look at this thing that waits or keeps it hidden, or None."""
    at = look_table.c
    row = work.one(
        select(look_table)
        .where(at.kind == kind, at.ref == ref, at.state.in_(("waiting", "refused")))
        .order_by(at.asked_at.desc(), at.id.desc())
    )
    return as_look(row) if row else None


def last_of(work: Work, kind: LookKind, ref: str) -> Look | None:
    """Return the look at this thing that was asked for last, or None."""
    at = look_table.c
    row = work.one(
        select(look_table)
        .where(at.kind == kind, at.ref == ref)
        .order_by(at.asked_at.desc(), at.id.desc())
    )
    return as_look(row) if row else None


def is_last(work: Work, look: Look) -> bool:
    """Return whether nothing was asked about the same thing after this."""
    at = look_table.c
    later = select(at.id).where(at.kind == look.kind, at.ref == look.ref, at.id != look.id)
    return work.one(later.where(at.asked_at >= look.asked_at, at.state != "taken_back")) is None


def add(work: Work, made: Look) -> None:
    """Keep a new look."""
    names = [column.name for column in look_table.c]
    values = {name: getattr(made, name) for name in names} | {
        "doubts": [[one.rule, one.phrase] for one in made.doubts],
        "kept": dict(made.kept),
        "verdict": made.verdict or "",
    }
    work.write(insert(look_table), values)


def save(work: Work, look_id: str, state: LookState, **more: Any) -> None:
    """Save where a look stands, and its `verdict` where one is made or taken back."""
    work.write(update(look_table).where(look_table.c.id == look_id).values(state=state, **more))


def add_act(work: Work, look_id: str, what: Act, rule: str = "", reason: str = "") -> None:
    """Keep a line of the history, with its author."""
    work.write(
        insert(look_act_table),
        {
            "id": work.new_id(),
            "look_id": look_id,
            "what": what,
            "rule": rule,
            "reason": reason,
            "account_id": work.actor.account_id,
            "at": work.now,
        },
    )


BLANK: dict[str, Any] = {"text": "", "title": "", "doubts": [], "kept": {}}


def erase(work: Work, person_id: str) -> None:
    """Blank the words that were written to a person, and the reasons that were given for them."""
    theirs = look_table.c.person_id == person_id
    found = [row.id for row in work.all(select(look_table.c.id).where(theirs))]
    if found:
        work.write(update(look_table).where(look_table.c.id.in_(found)).values(**BLANK))
        forget_reasons(work, found)


def forget_reasons(work: Work, looks: Collection[str]) -> None:
    """Blank the reasons of these looks' decisions."""
    work.write(update(look_act_table).where(look_act_table.c.look_id.in_(looks)).values(reason=""))
