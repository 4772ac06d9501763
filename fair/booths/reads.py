"""Read-only queries of booths and of who is on duty."""

import contextlib
from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, select

from fair.booths import store
from fair.booths.booth import Booth, Duty, called
from fair.booths.store import booth_table, duty_table
from fair.decisions import Actor, NotFound
from fair.employers import reads as employers
from fair.glossary import Role
from fair.of_fair import by_row
from fair.programme import fair as fairs
from fair.programme import reads as programme
from fair.programme.fair import Fair

# Made once: each join reads its booth.
_BOOTH = select(booth_table).where(booth_table.c.id == bindparam("id"))


def booth(connection: Connection, booth_id: str) -> Booth | None:
    """Return a booth, or None."""
    row = connection.execute(_BOOTH, {"id": booth_id}).first()
    return store.as_booth(row) if row else None


def booths(connection: Connection, ids: Iterable[str]) -> dict[str, Booth]:
    """Return booths by id; unknown ids are left out."""
    rows = connection.execute(select(booth_table).where(booth_table.c.id.in_(set(ids))))
    return {row.id: store.as_booth(row) for row in rows}


def booths_of_fair(connection: Connection, fair_id: str) -> tuple[Booth, ...]:
    """Return the booths of a fair by number."""
    return store.booths_where(connection, fair_id=fair_id)


def booths_of_hall(connection: Connection, hall_id: str) -> tuple[Booth, ...]:
    """Return the booths of a hall by number."""
    return store.booths_where(connection, hall_id=hall_id)


def booths_of_employer(connection: Connection, employer_id: str) -> tuple[Booth, ...]:
    """Return the booths of an employer, in all fairs but rehearsals."""
    at = booth_table.c
    query = select(booth_table).where(
        at.employer_id == employer_id, ~programme.is_rehearsal(at.fair_id)
    )
    return tuple(store.as_booth(row) for row in connection.execute(query.order_by(at.number)))


def employers_with_booths(connection: Connection, employer_ids: Collection[str]) -> set[str]:
    """Return which of these employers have a booth at any fair, rehearsals too."""
    at = booth_table.c
    rows = connection.execute(
        select(at.employer_id).where(at.employer_id.in_(sorted(employer_ids))).distinct()
    )
    return {row.employer_id for row in rows}


def booths_beside(connection: Connection, booth: Booth) -> tuple[Booth, ...]:
    """Return the booths of a booth's employer at the same fair, that one too, by number."""
    return store.booths_where(connection, employer_id=booth.employer_id, fair_id=booth.fair_id)


def fairs_of_employers(connection: Connection, employer_ids: Collection[str]) -> set[str]:
    """Return the fairs, rehearsals left out, at which one of these employers has a booth."""
    at = booth_table.c
    theirs = at.employer_id.in_(sorted(employer_ids))
    query = select(at.fair_id).where(theirs, ~programme.is_rehearsal(at.fair_id)).distinct()
    return {row.fair_id for row in connection.execute(query)} if employer_ids else set()


def on_duty(connection: Connection, booth_id: str) -> tuple[Duty, ...]:
    """Return the recruiters who stand at a booth now, those on a break left out."""
    return tuple(duty for duty in duties(connection, booth_id) if duty.here)


def duties(connection: Connection, booth_id: str) -> tuple[Duty, ...]:
    """Return everybody on duty at a booth, those on a break too."""
    return store.duties(connection, [booth_id])


def expected(connection: Connection, booth_id: str, now: datetime) -> frozenset[str]:
    """Return the accounts of those who stand at a booth, or are to be back there by their word."""
    return frozenset(
        one.account_id for one in duties(connection, booth_id) if one.expected(now)
    )  # fmt: skip


def duties_of(connection: Connection, booth_ids: Iterable[str]) -> dict[str, tuple[Duty, ...]]:
    """Return everybody on duty at each of these booths; each id asked for has an entry."""
    wanted = set(booth_ids)
    found: dict[str, tuple[Duty, ...]] = dict.fromkeys(wanted, ())
    for one in store.duties(connection, sorted(wanted)):
        found[one.booth_id] = (*found[one.booth_id], one)
    return found


def duty(connection: Connection, account_id: str) -> Duty | None:
    """Return where a recruiter is on duty, or None."""
    return store.duty(connection, account_id)


def duty_counts(connection: Connection, booth_ids: Iterable[str]) -> dict[str, int]:
    """Return how many recruiters stand at each booth now; each id asked for has a count."""
    wanted = set(booth_ids)
    rows = connection.execute(
        select(duty_table.c.booth_id, func.count())
        .where(duty_table.c.booth_id.in_(wanted), duty_table.c.back_at.is_(None))
        .group_by(duty_table.c.booth_id)
    )
    return dict.fromkeys(wanted, 0) | {row[0]: row[1] for row in rows}


def my_booths(connection: Connection, employer_id: str) -> list[tuple[Booth, Fair]]:
    """Return an employer's booths at fairs that are not over, running fairs first."""
    mine = booths_of_employer(connection, employer_id)
    found = [(booth, programme.fair(connection, booth.fair_id)) for booth in mine]
    known = [(booth, fair) for booth, fair in found if fair and not fair.over]
    return sorted(known, key=lambda pair: (not pair[1].running, pair[1].opens_at))


def visible_fair(connection: Connection, actor: Actor, fair_id: str) -> Fair:
    """Return a fair that this actor may see; refuses `NotFound`.

    A recruiter sees a draft in which the employer has a booth, to prepare it.
    """
    fair = programme.fair(connection, fair_id)
    if fair is None:
        raise NotFound
    if fairs.visible(fair, actor) or _has_booth(connection, actor, fair_id):
        return fair
    raise NotFound


def fair_of_page(connection: Connection, actor: Actor, fair_id: str) -> Fair | None:
    """Return the fair that a page is of: the current one where its address names none.

    What this actor may not see is no fair of any page: the page that says no has a title, too.
    """
    if actor.role is Role.FAIR_ORGANISER:
        fair_id = fair_id or actor.fair_id
    if not fair_id:
        return programme.current_fair(connection)
    with contextlib.suppress(NotFound):
        return visible_fair(connection, actor, fair_id)
    return None


def _has_booth(connection: Connection, actor: Actor, fair_id: str) -> bool:
    if actor.role is not Role.RECRUITER:
        return False
    return bool(store.booths_where(connection, employer_id=actor.employer_id, fair_id=fair_id))


def name_of(connection: Connection, booth: Booth, lang: str) -> str:
    """Return what readers of a language call a booth."""
    employer = employers.employer(connection, booth.employer_id)
    return called(booth, employer, lang)


def practised(connection: Connection, accounts: Collection[str]) -> dict[str, datetime]:
    """Return when each of these accounts last practised a call; who never did is left out."""
    return store.practised(connection, accounts)


def last_started(connection: Connection, booth_ids: Iterable[str]) -> dict[str, datetime]:
    """Return when the last of those who stand at each booth now came; empty booths are left out."""
    at = duty_table.c
    query = select(at.booth_id, func.max(at.since)).where(
        at.booth_id.in_(set(booth_ids)), at.back_at.is_(None)
    )
    return {row[0]: row[1] for row in connection.execute(query.group_by(at.booth_id))}


OF_FAIR = {"booth_id": by_row(booth_table)}
