"""Read-only queries of where posts are and were shown, and of the fairs of a series."""

from collections.abc import Collection

from sqlalchemy import Connection, select

from fair.booths import reads as booths
from fair.booths.booth import Booth
from fair.glossary import VacancyState
from fair.recurring.store import series_table, showing_table
from fair.vacancies import reads as vacancies
from fair.vacancies.vacancy import Placed, Vacancy

# the posts of an employer that a list of those to take speaks of: what is over goes nowhere
TAKEN_ALONG = (
    VacancyState.DRAFT,
    VacancyState.REVIEW,
    VacancyState.OPEN,
    VacancyState.FILLED,
    VacancyState.SUSPENDED,
)


def posts_of_booth(connection: Connection, booth_id: str) -> tuple[Vacancy, ...]:
    """Return every post that is shown at a booth, was shown there or was taken there, by title.

    What was promised there stays so: an offer after the fair is made from a post that is shown at
    the next one already.
    """
    at = showing_table.c
    rows = connection.execute(select(at.vacancy_id).where(at.booth_id == booth_id))
    taken = vacancies.vacancies(connection, [row.vacancy_id for row in rows])
    found = {one.id: one for one in vacancies.vacancies_of_booth(connection, booth_id)} | taken
    return tuple(sorted(found.values(), key=lambda one: (one.title, one.id)))


def posts_of_fair(
    connection: Connection, fair_id: str, employer_ids: Collection[str]
) -> dict[str, list[Placed]]:
    """Return by booth the posts of these employers that are shown at a fair or were taken there."""
    at = showing_table.c
    rows = connection.execute(select(at.vacancy_id, at.booth_id).where(at.fair_id == fair_id))
    taken = {row.vacancy_id: row.booth_id for row in rows}
    found: dict[str, list[Placed]] = {}
    for post in vacancies.placed(connection, employer_ids, TAKEN_ALONG):
        found.setdefault(taken.get(post.id, post.booth_id), []).append(post)
    return found


def made_like(connection: Connection, fair_id: str) -> str:
    """Return the fair like which a date of a series was made; empty for the first."""
    at = series_table.c
    found = connection.execute(select(at.of_fair_id).where(at.fair_id == fair_id)).scalar()
    return str(found or "")


def stands_at(connection: Connection, post: Vacancy, booth_id: str) -> bool:
    """Return whether a post is shown at a booth, was shown there or was taken there."""
    if post.booth_id == booth_id:
        return True
    at = showing_table.c
    query = select(at.vacancy_id).where(at.vacancy_id == post.id, at.booth_id == booth_id)
    return connection.execute(query).first() is not None


def at_fair(connection: Connection, fair_id: str, vacancy_ids: Collection[str]) -> set[str]:
    """Return which of these posts were taken to a fair, or are shown there from the beginning."""
    at = showing_table.c
    rows = connection.execute(
        select(at.vacancy_id).where(at.fair_id == fair_id, at.vacancy_id.in_(sorted(vacancy_ids)))
    )
    found = vacancies.vacancies(connection, vacancy_ids)
    shown = {one.id for one in found.values() if one.fair_id == fair_id}
    return shown | {row.vacancy_id for row in rows}


def fairs_of(connection: Connection, vacancy_id: str) -> list[str]:
    """Return the fairs that a post was taken to, in the order of taking."""
    at = showing_table.c
    query = select(at.fair_id).where(at.vacancy_id == vacancy_id)
    return [row.fair_id for row in connection.execute(query.order_by(at.taken_at, at.fair_id))]


def first_booths(connection: Connection, fair_id: str) -> list[Booth]:
    """Return one booth of each employer of a fair: that with its lowest number."""
    found: dict[str, Booth] = {}
    for booth in booths.booths_of_fair(connection, fair_id):
        found.setdefault(booth.employer_id, booth)
    return list(found.values())


def series_of(connection: Connection, fair_id: str) -> str:
    """Return the series that a fair is a date of; it names one itself where it is in none."""
    at = series_table.c
    found = connection.execute(select(at.series_id).where(at.fair_id == fair_id)).scalar()
    return str(found or fair_id)


def fairs_of_series(connection: Connection, series_id: str) -> list[str]:
    """Return the fairs of a series, the one that names it first."""
    at = series_table.c
    rows = connection.execute(
        select(at.fair_id).where(at.series_id == series_id).order_by(at.fair_id)
    )
    return [series_id, *(row.fair_id for row in rows)]


def ever_taken(connection: Connection, vacancy_ids: Collection[str]) -> set[str]:
    """Return which of these posts were ever taken to a fair."""
    at = showing_table.c
    rows = connection.execute(
        select(at.vacancy_id).where(at.vacancy_id.in_(sorted(vacancy_ids))).distinct()
    )
    return {row.vacancy_id for row in rows}
