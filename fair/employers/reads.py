"""Read-only queries of employers and licences."""

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Select, exists, func, select

from fair.decisions import NotFound
from fair.employers import act_store, name_store
from fair.employers.employer import Employer
from fair.employers.licence import (
    IN_FORCE,
    Licence,
    Suspension,
    suspension_stands,
    that_counts,
)
from fair.employers.store import (
    as_employer,
    as_licence,
    current_licence,
    employer_table,
    licence_table,
    licences,
)
from fair.glossary import LicenceState


def employer(connection: Connection, employer_id: str) -> Employer | None:
    """Return an employer, or None."""
    return employers(connection, [employer_id]).get(employer_id)


def employers(connection: Connection, ids: Iterable[str]) -> dict[str, Employer]:
    """Return employers by id; unknown ids are left out."""
    rows = connection.execute(select(employer_table).where(employer_table.c.id.in_(set(ids))))
    return {row.id: as_employer(row) for row in rows}


def all_employers(connection: Connection) -> tuple[Employer, ...]:
    """Return every employer by name."""
    return by_name(connection, None)


def by_name(connection: Connection, ids: Collection[str] | None) -> tuple[Employer, ...]:
    """Return employers, every one or these, by name."""
    query = select(employer_table).order_by(employer_table.c.name)
    if ids is not None:
        query = query.where(employer_table.c.id.in_(sorted(ids)))
    return tuple(as_employer(row) for row in connection.execute(query))


def called(connection: Connection, keys: Collection[str]) -> dict[str, Employer]:
    """Return by id the employers that have one of these names, by `folding.key`."""
    return employers(connection, [one for _, one in name_store.called(connection, keys)])


def licence(connection: Connection, employer_id: str) -> Licence | None:
    """Return the licence of an employer that counts now: accepted if there is one, else newest."""
    return current_licence(connection, employer_id)


def licences_by_id(connection: Connection, ids: Iterable[str]) -> dict[str, Licence]:
    """Return licences by id, whatever became of them; unknown ids are left out."""
    rows = connection.execute(select(licence_table).where(licence_table.c.id.in_(set(ids))))
    return {row.id: as_licence(row) for row in rows}


def covered(connection: Connection, employer_id: str) -> bool:
    """True while the employer's licence that counts is in force: what is open may stay open."""
    found = licence(connection, employer_id)
    return found is not None and found.in_force


def licences_that_count(connection: Connection, employer_ids: Iterable[str]) -> dict[str, Licence]:
    """Return the licence that counts for each of these employers; those without are left out."""
    rows = connection.execute(
        select(licence_table).where(licence_table.c.employer_id.in_(set(employer_ids)))
    )
    all_of: dict[str, list[Licence]] = {}
    for row in rows:
        all_of.setdefault(row.employer_id, []).append(as_licence(row))
    found = {employer_id: that_counts(of_one) for employer_id, of_one in all_of.items()}
    return {employer_id: licence for employer_id, licence in found.items() if licence}


def submitted_licence(connection: Connection, employer_id: str) -> Licence | None:
    """Return the licence that waits for the organiser's check, or None."""
    return next(
        (
            licence
            for licence in licences(connection, employer_id)
            if licence.state is LicenceState.SUBMITTED
        ),
        None,
    )


def submitted_licences(connection: Connection) -> dict[str, Licence]:
    """Return every licence that waits for the organiser's check, by employer."""
    rows = connection.execute(
        select(licence_table).where(licence_table.c.state == LicenceState.SUBMITTED)
    )
    return {row.employer_id: as_licence(row) for row in rows}


def suspension(connection: Connection, employer_id: str) -> Suspension | None:
    """Return since when and why a company is suspended, or None where it is not."""
    act, found = act_store.suspending(connection, employer_id), licences(connection, employer_id)
    if not suspension_stands(found, last_was_suspending=act is not None):
        return None
    noted = next((one.reason for one in found if one.suspended), "")
    return Suspension(act.at if act else None, act.reason if act else noted)


def due_count(connection: Connection) -> int:
    """Return how many licences nobody has looked at for six months."""
    query = select(func.count()).select_from(licence_table)
    found = connection.execute(query.where(licence_table.c.state == LicenceState.DUE))
    return int(found.scalar_one())


def employer_names(connection: Connection) -> list[tuple[str, str]]:
    """Return (id, name) of every employer."""
    at = employer_table.c
    return [(row.id, row.name) for row in connection.execute(select(at.id, at.name))]


def any_known(connection: Connection) -> bool:
    """Return whether there is any employer."""
    return connection.execute(select(employer_table.c.id).limit(1)).first() is not None


def without_licence(connection: Connection, before: datetime, most: int) -> tuple[Employer, ...]:
    """Return employers that were made before this and never handed a licence in, oldest first."""
    at = employer_table.c
    handed = exists().where(licence_table.c.employer_id == at.id)
    query = select(employer_table).where(~handed, at.created_at < before)
    rows = connection.execute(query.order_by(at.created_at, at.id).limit(most))
    return tuple(as_employer(row) for row in rows)


def known(connection: Connection, employer_id: str) -> Employer:
    """Return an employer; refuses `NotFound`."""
    found = employer(connection, employer_id)
    if found is None:
        raise NotFound
    return found


# --- conditions for the queries of higher slices -------------------------------------------------


def is_licensed(employer_id: ColumnElement[str]) -> ColumnElement[bool]:
    """Return the condition that the employer of this column has a licence in force."""
    return exists().where(
        licence_table.c.employer_id == employer_id, licence_table.c.state.in_(IN_FORCE)
    )


def ids_named(word: str) -> Select[tuple[str]]:
    """Return the query of the employers with this folded word in one of their names."""
    at = employer_table.c
    return select(at.id).where(at.search_text.contains(word, autoescape=True))
