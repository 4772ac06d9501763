"""Read-only queries of the recruiter's and the organiser's lists of posts."""

from collections.abc import Sequence

from sqlalchemy import Connection, func, select

from fair.glossary import VacancyState
from fair.vacancies.store import as_vacancy, vacancies_query, vacancy_table, visible
from fair.vacancies.vacancy import Vacancy


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
