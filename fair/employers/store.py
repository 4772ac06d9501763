"""Rows of employers and licences: tables, rows ⇄ values."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Connection,
    Date,
    ForeignKey,
    Row,
    String,
    Table,
    Text,
    insert,
    select,
    update,
)

from fair.columns import TextsColumn
from fair.db import Work
from fair.decisions import NotFound
from fair.employers import name_store
from fair.employers.employer import Employer
from fair.employers.licence import Licence, LicenceTerms, that_counts
from fair.folding import fold
from fair.glossary import EmployerKind, LicenceState
from fair.languages import Texts
from fair.tables import Instant, metadata

employer_table = Table(
    "employer",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("name", String(120), nullable=False),
    Column("names", TextsColumn, nullable=False),
    # what people search by, taken from the names whenever they are saved
    Column("search_text", Text, nullable=False, server_default=""),
    Column("kind", String(12), nullable=False),
    Column("created_at", Instant, nullable=False),
)
licence_table = Table(
    "licence",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("employer_id", String(12), ForeignKey("employer.id"), nullable=False, index=True),
    Column("kind", String(12), nullable=False),
    Column("number", String(40), nullable=False, index=True),
    Column("authority", String(120), nullable=False),
    Column("valid_from", Date),
    Column("valid_to", Date),
    Column("reserve_cents", BigInteger),
    Column("state", String(12), nullable=False),
    Column("reason", Text, nullable=False),
    Column("submitted_at", Instant, nullable=False),
    Column("checked_at", Instant),
    CheckConstraint(
        "kind <> 'overseas' or (reserve_cents is not null and reserve_cents >= 300000000)",
        name="overseas_reserve",
    ),
)


def search_text(name: str, names: Texts) -> str:
    """Return the text that a search for an employer looks into, folded."""
    return fold("\n".join((name, *names.values())))


def as_employer(row: Row[Any]) -> Employer:
    """Build an employer from its row."""
    return Employer(
        id=row.id,
        name=row.name,
        names=row.names,
        kind=EmployerKind(row.kind),
        created_at=row.created_at,
    )


def as_licence(row: Row[Any]) -> Licence:
    """Build a licence from its row."""
    values = {
        **row._mapping,  # noqa: SLF001 - SQLAlchemy's public name
        "kind": EmployerKind(row.kind),
        "state": LicenceState(row.state),
    }
    return Licence(**values)


def employer(work: Work, employer_id: str) -> Employer:
    """Return an employer; refuses `NotFound`."""
    row = work.one(select(employer_table).where(employer_table.c.id == employer_id))
    if row is None:
        raise NotFound
    return as_employer(row)


def licence(work: Work, licence_id: str) -> Licence:
    """Return a licence; refuses `NotFound`."""
    row = work.one(select(licence_table).where(licence_table.c.id == licence_id))
    if row is None:
        raise NotFound
    return as_licence(row)


def licences(connection: Connection, employer_id: str) -> tuple[Licence, ...]:
    """Return every licence of an employer, the newest first."""
    rows = connection.execute(
        select(licence_table)
        .where(licence_table.c.employer_id == employer_id)
        .order_by(licence_table.c.submitted_at.desc(), licence_table.c.id)
    )
    return tuple(as_licence(row) for row in rows)


def current_licence(connection: Connection, employer_id: str) -> Licence | None:
    """Return the licence of an employer that counts now, or None."""
    return that_counts(licences(connection, employer_id))


def add_employer(work: Work, name: str, names: Texts, kind: EmployerKind) -> Employer:
    """Keep a new employer."""
    made = Employer(id=work.new_id(), name=name, names=names, kind=kind, created_at=work.now)
    work.write(
        insert(employer_table),
        {
            "id": made.id,
            "name": name,
            "names": names,
            "search_text": search_text(name, names),
            "kind": kind,
            "created_at": work.now,
        },
    )
    name_store.keep(work, {made.id: (name, *names.values())})
    return made


def change_employer(
    work: Work, employer_id: str, name: str, names: Texts, kind: EmployerKind
) -> None:
    """Save an employer's names and kind."""
    work.write(
        update(employer_table)
        .where(employer_table.c.id == employer_id)
        .values(name=name, names=names, search_text=search_text(name, names), kind=kind)
    )
    name_store.forget(work, [employer_id])
    name_store.keep(work, {employer_id: (name, *names.values())})


def add_licence(work: Work, employer_id: str, kind: EmployerKind, terms: LicenceTerms) -> str:
    """Keep a licence as submitted now; return its id."""
    licence_id = work.new_id()
    work.write(
        insert(licence_table),
        {
            "id": licence_id,
            "employer_id": employer_id,
            "kind": kind,
            "state": LicenceState.SUBMITTED,
            "reason": "",
            "submitted_at": work.now,
            "checked_at": None,
            **_values(terms),
        },
    )
    return licence_id


def resubmit_licence(work: Work, licence_id: str, kind: EmployerKind, terms: LicenceTerms) -> None:
    """Replace what was submitted and not yet looked at."""
    work.write(
        update(licence_table)
        .where(licence_table.c.id == licence_id)
        .values(kind=kind, submitted_at=work.now, **_values(terms))
    )


def move_licence(
    work: Work, licence_id: str, state: LicenceState, *, reason: str = "", checked: bool = False
) -> None:
    """Save a licence's new state; `checked` notes that the organiser looked at it now.

    A `reason` is why it was suspended or refused, and stands until the next such act.
    """
    values: dict[str, Any] = {"state": state, **({"reason": reason} if reason else {})}
    if checked:
        values["checked_at"] = work.now
    work.write(update(licence_table).where(licence_table.c.id == licence_id).values(values))


def _values(terms: LicenceTerms) -> dict[str, Any]:
    return {
        "number": terms.number,
        "authority": terms.authority,
        "valid_from": terms.valid_from,
        "valid_to": terms.valid_to,
        "reserve_cents": terms.reserve_cents,
    }
