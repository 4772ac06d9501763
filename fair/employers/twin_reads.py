"""Every company that is here, with what is compared of it and how it stands."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, or_, select

from fair.employers import act_store, name_store, reads
from fair.employers.employer import Employer
from fair.employers.licence import ACCEPTED, Licence, listed_as, that_counts
from fair.employers.store import as_licence, licence_table
from fair.employers.twin import Company, Twin, twins
from fair.glossary import LicenceState


def companies(connection: Connection, ids: Collection[str] | None = None) -> Sequence[Company]:
    """Return employers, every one or these: names, numbers of all licences, how each stands."""
    licences: dict[str, list[Licence]] = defaultdict(list)
    query = select(licence_table)
    if ids is not None:
        query = query.where(licence_table.c.employer_id.in_(sorted(ids)))
    for row in connection.execute(query):
        licences[row.employer_id].append(as_licence(row))
    paused = act_store.all_suspending(connection, ids)
    suspended = [one.id for of_one in licences.values() for one in of_one if one.suspended]
    since = act_store.last_suspended(connection, suspended)
    return [
        _company(one, licences[one.id], one.id in paused, since)
        for one in reads.by_name(connection, ids)
    ]


def who_has(connection: Connection, keys: Collection[str], numbers: Collection[str]) -> set[str]:
    """Return the employers with one of these names, by `folding.key`, or licence numbers."""
    at = licence_table.c
    query = select(at.employer_id).where(at.number.in_(sorted(numbers)))
    called = {employer_id for _, employer_id in name_store.called(connection, keys)}
    return called | {row.employer_id for row in connection.execute(query)}


def _company(
    employer: Employer,
    licences: list[Licence],
    paused: bool,  # noqa: FBT001
    since: Mapping[str, datetime],
) -> Company:
    counts = that_counts(licences)
    waiting = next((one for one in licences if one.state is LicenceState.SUBMITTED), None)
    state = listed_as(counts, waiting, last_was_suspending=paused)
    at: datetime | None = None
    if counts and counts.suspended:
        at = since.get(counts.id)
    elif counts and state is LicenceState.REJECTED:
        at = counts.checked_at
    told = counts and state in {LicenceState.SUSPENDED, LicenceState.REJECTED}
    return Company(
        name=employer.name,
        names=(employer.name, *employer.names.values()),
        numbers=[one.number for one in licences],
        employer_id=employer.id,
        state=state,
        reason=counts.reason if counts and told else "",
        at=at,
    )


def of_employer(connection: Connection, employer_id: str) -> tuple[Twin, ...]:
    """Return the employers that this one may be."""
    known = companies(connection)
    mine = next((one for one in known if one.employer_id == employer_id), None)
    return twins(mine, known) if mine else ()


def holder(connection: Connection, licence: Licence) -> Employer | None:
    """Return another company that was checked under the number of this licence, or None.

    One that is suspended counts also after the licence of then has run out.
    """
    at = licence_table.c
    paused = act_store.all_suspending(connection)
    query = select(at.employer_id).where(
        at.number == licence.number,
        at.employer_id != licence.employer_id,
        or_(at.state.in_(ACCEPTED), at.employer_id.in_(sorted(paused))),
    )
    row = connection.execute(query.order_by(at.submitted_at, at.id).limit(1)).first()
    return reads.employer(connection, row.employer_id) if row else None
