"""Read-only queries of booths and of who is on duty."""

from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, func, select

from fair.booths import booth_store
from fair.booths.booth import Booth, Duty, Posts
from fair.booths.booth_store import booth_table, duty_table
from fair.booths.vacancy_store import vacancy_table
from fair.glossary import VacancyState

# Made once: each join reads its booth.
_BOOTH = select(booth_table).where(booth_table.c.id == bindparam("id"))


def booth(connection: Connection, booth_id: str) -> Booth | None:
    """Return a booth, or None."""
    row = connection.execute(_BOOTH, {"id": booth_id}).first()
    return booth_store.as_booth(row) if row else None


def booths(connection: Connection, ids: Iterable[str]) -> dict[str, Booth]:
    """Return booths by id; unknown ids are left out."""
    rows = connection.execute(select(booth_table).where(booth_table.c.id.in_(set(ids))))
    return {row.id: booth_store.as_booth(row) for row in rows}


def booths_of_fair(connection: Connection, fair_id: str) -> tuple[Booth, ...]:
    """Return the booths of a fair by number."""
    return booth_store.booths_where(connection, fair_id=fair_id)


def booths_of_hall(connection: Connection, hall_id: str) -> tuple[Booth, ...]:
    """Return the booths of a hall by number."""
    return booth_store.booths_where(connection, hall_id=hall_id)


def booths_of_employer(connection: Connection, employer_id: str) -> tuple[Booth, ...]:
    """Return the booths of an employer, in all fairs."""
    return booth_store.booths_where(connection, employer_id=employer_id)


def on_duty(connection: Connection, booth_id: str) -> tuple[Duty, ...]:
    """Return the recruiters who stand at a booth now, those on a break left out."""
    return tuple(duty for duty in duties(connection, booth_id) if duty.here)


def duties(connection: Connection, booth_id: str) -> tuple[Duty, ...]:
    """Return everybody on duty at a booth, those on a break too."""
    return booth_store.duties(connection, [booth_id])


def duties_of(connection: Connection, booth_ids: Iterable[str]) -> dict[str, tuple[Duty, ...]]:
    """Return everybody on duty at each of these booths; each id asked for has an entry."""
    wanted = set(booth_ids)
    found: dict[str, tuple[Duty, ...]] = dict.fromkeys(wanted, ())
    for one in booth_store.duties(connection, sorted(wanted)):
        found[one.booth_id] = (*found[one.booth_id], one)
    return found


def duty(connection: Connection, account_id: str) -> Duty | None:
    """Return where a recruiter is on duty, or None."""
    return booth_store.duty(connection, account_id)


def duty_counts(connection: Connection, booth_ids: Iterable[str]) -> dict[str, int]:
    """Return how many recruiters stand at each booth now; each id asked for has a count."""
    wanted = set(booth_ids)
    rows = connection.execute(
        select(duty_table.c.booth_id, func.count())
        .where(duty_table.c.booth_id.in_(wanted), duty_table.c.back_at.is_(None))
        .group_by(duty_table.c.booth_id)
    )
    return dict.fromkeys(wanted, 0) | {row[0]: row[1] for row in rows}


def posts(connection: Connection, booth_ids: Iterable[str]) -> dict[str, Posts]:
    """Return what each booth has open; each id asked for has an entry."""
    wanted = set(booth_ids)
    at = vacancy_table.c
    free = func.sum(at.head_count - at.firm - at.accepted)
    rows = connection.execute(
        select(at.booth_id, at.work, func.count(), free)
        .where(at.booth_id.in_(wanted), at.state == VacancyState.OPEN)
        .group_by(at.booth_id, at.work)
        .order_by(free.desc(), at.work)
    )
    found = dict.fromkeys(wanted, Posts())
    for booth_id, work, count, places in rows:
        so_far = found[booth_id]
        found[booth_id] = Posts(
            open=so_far.open + count,
            places=so_far.places + places,
            works=(*so_far.works, work),
        )
    return found
