"""Read-only queries of vacancies, and of the recruiter's and the organiser's lists of them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, get_origin

from sqlalchemy import Connection, func, select, true

from fair.contract.vacancies import PostCells, VacancyChange
from fair.decisions import Actor
from fair.glossary import VacancyState
from fair.terms import cells
from fair.vacancies.store import (
    as_vacancy,
    vacancies_query,
    vacancy_table,
    vacancy_version_table,
    visible,
)
from fair.vacancies.vacancy import Placed, Posts, Vacancy, Why


def counts(connection: Connection, employer_id: str) -> dict[VacancyState, int]:
    """Return how many posts an employer has in each state."""
    at = vacancy_table.c
    rows = connection.execute(
        select(at.state, func.count())
        .where(at.employer_id == employer_id, visible())
        .group_by(at.state)
    )
    return dict.fromkeys(VacancyState, 0) | {VacancyState(row[0]): row[1] for row in rows}


def of_employer(
    connection: Connection,
    employer_id: str,
    states: Sequence[VacancyState],
    *,
    first: int = 0,
    most: int = 1000,
) -> tuple[Vacancy, ...]:
    """Return posts of an employer in these states, by title."""
    at = vacancy_table.c
    rows = connection.execute(
        vacancies_query()
        .where(at.employer_id == employer_id, at.state.in_(states))
        .order_by(at.title, at.created_at, at.id)
        .offset(first)
        .limit(most)
    )
    return tuple(as_vacancy(row) for row in rows)


def draft_ids(connection: Connection, employer_id: str) -> list[str]:
    """Return the ids of all drafts of an employer."""
    at = vacancy_table.c
    rows = connection.execute(
        select(at.id).where(
            at.employer_id == employer_id, at.state == VacancyState.DRAFT, visible()
        )
    )
    return [row.id for row in rows]


def in_state(connection: Connection, *states: VacancyState, most: int = 200) -> tuple[Vacancy, ...]:
    """Return posts of all employers in these states, the oldest first."""
    at = vacancy_table.c
    rows = connection.execute(
        vacancies_query().where(at.state.in_(states)).order_by(at.created_at, at.id).limit(most)
    )
    return tuple(as_vacancy(row) for row in rows)


def opened_at(connection: Connection, vacancy_id: str) -> datetime | None:
    """Return when a post was first shown; None for one that never was."""
    query = select(vacancy_table.c.opened_at).where(vacancy_table.c.id == vacancy_id)
    found: datetime | None = connection.scalar(query)
    return found


def vacancy(connection: Connection, vacancy_id: str) -> Vacancy | None:
    """Return a vacancy, or None."""
    return vacancies(connection, [vacancy_id]).get(vacancy_id)


def vacancies(connection: Connection, ids: Iterable[str]) -> dict[str, Vacancy]:
    """Return vacancies by id; unknown ids are left out."""
    rows = connection.execute(vacancies_query().where(vacancy_table.c.id.in_(set(ids))))
    return {row.id: as_vacancy(row) for row in rows}


def vacancies_of_booth(connection: Connection, booth_id: str) -> tuple[Vacancy, ...]:
    """Return every vacancy of a booth, in all states, by title."""
    rows = connection.execute(
        vacancies_query()
        .where(vacancy_table.c.booth_id == booth_id)
        .order_by(vacancy_table.c.title, vacancy_table.c.id)
    )
    return tuple(as_vacancy(row) for row in rows)


def vacancies_at(connection: Connection, booth_ids: Iterable[str]) -> tuple[Vacancy, ...]:
    """Return every vacancy of these booths, in all states."""
    at = vacancy_table.c
    rows = connection.execute(
        vacancies_query().where(at.booth_id.in_(set(booth_ids))).order_by(at.id)
    )
    return tuple(as_vacancy(row) for row in rows)


def vacancy_version(connection: Connection, vacancy_id: str, version: int) -> dict[str, Any]:
    """Return the frozen terms of a version (`vacancy.frozen`); empty where there is none."""
    terms = connection.execute(
        select(vacancy_version_table.c.terms).where(
            vacancy_version_table.c.vacancy_id == vacancy_id,
            vacancy_version_table.c.version == version,
        )
    ).scalar()
    return dict(terms or {})


def places_at(
    connection: Connection, ids: Collection[str], instant: datetime
) -> tuple[tuple[str, str], ...]:
    """Return where the work of these posts was at an instant: (county, country abroad) of each.

    What was not open to anybody by then is left out.
    """
    kept = vacancy_version_table.c
    rows = connection.execute(
        select(kept.vacancy_id, kept.terms)
        .where(kept.vacancy_id.in_(sorted(ids)), kept.at <= instant)
        .order_by(kept.vacancy_id, kept.version)
    )
    latest = {row.vacancy_id: row.terms for row in rows}
    return tuple(
        (terms.get("county", ""), terms.get("overseas_country", "")) for terms in latest.values()
    )


def posts(
    connection: Connection, booth_ids: Iterable[str], *, protected: bool = False
) -> dict[str, Posts]:
    """Return what each booth has open, to `protected` readers of 16 and 17 where one asks.

    Each id asked for has an entry.
    """
    wanted = set(booth_ids)
    at = vacancy_table.c
    free = func.sum(at.head_count - at.firm - at.accepted)
    rows = connection.execute(
        select(at.booth_id, at.work, func.count(), free)
        .where(
            at.booth_id.in_(wanted),
            at.state == VacancyState.OPEN,
            at.adults_only.is_(False) if protected else true(),
        )
        .group_by(at.booth_id, at.work)
        .order_by(free.desc(), at.work)
    )
    found = dict.fromkeys(wanted, Posts())
    for booth_id, work, count, openings in rows:
        so_far = found[booth_id]
        found[booth_id] = Posts(
            open=so_far.open + count,
            openings=so_far.openings + openings,
            works=(*so_far.works, work),
        )
    return found


def free_places(connection: Connection, ids: Collection[str]) -> int:
    """Return how many places these posts have free, all together."""
    at = vacancy_table.c
    query = select(func.sum(at.head_count - at.firm - at.accepted)).where(at.id.in_(sorted(ids)))
    return int(connection.execute(query).scalar() or 0)


def placed(
    connection: Connection, employer_ids: Collection[str], states: Sequence[VacancyState]
) -> list[Placed]:
    """Return where the posts of these employers in these states are shown, and until when."""
    at = vacancy_table.c
    rows = connection.execute(
        select(at.id, at.booth_id, at.state, at.valid_through, at.why)
        .where(at.employer_id.in_(sorted(employer_ids)), at.state.in_(states), visible())
        .order_by(at.id)
    )
    return [
        Placed(
            row.id, row.booth_id or "", VacancyState(row.state), row.valid_through,
            Why(row.why) if row.why else None,
        )
        for row in rows
    ]  # fmt: skip


_LISTED = {
    name for name, one in PostCells.model_fields.items() if get_origin(one.annotation) is tuple
}


def as_it_is(
    connection: Connection, actor: Actor, asked: VacancyChange
) -> Mapping[str, Any] | None:
    """Return the cells of a post, for recruiters of its employer."""
    found = vacancy(connection, asked.vacancy_id)
    if found is None or not actor.works_for(found.employer_id):
        return None
    written = cells.write(found.terms, found.head_count)
    said = {
        name: tuple(filter(None, written[name].split(";"))) if name in _LISTED else written[name]
        for name in PostCells.model_fields
    }
    return {**said, "booth_id": found.booth_id}


AS_IT_IS: dict[Any, Any] = {VacancyChange: as_it_is}
