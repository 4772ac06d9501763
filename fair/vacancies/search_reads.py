"""Finding open posts: plain SQL, checked against the database at each look."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, func, or_, select

from fair.employers import reads as employers
from fair.glossary import VacancyState
from fair.terms.filters import A_PAGE, Filters, steps
from fair.vacancies.store import as_vacancy, vacancies_query, vacancy_table, visible
from fair.vacancies.vacancy import Vacancy

_PROVINCE, _CITY = 2, 4


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen in the filters, with how many posts each has; pay by currency."""

    work: Mapping[str, int]
    provinces: Mapping[str, int]
    cities: Mapping[str, int]
    countries: Mapping[str, int]
    pay: Mapping[str, tuple[int, ...]]


def open_posts(fair_id: str, today: date, *, adult: bool) -> Any:
    """Return the condition of posts that this reader may find at a fair.

    Open, not past its last day, its import published, its employer's licence in force; for
    readers under 18 neither night nor hazardous work nor work abroad.
    """
    at = vacancy_table.c
    conditions = [
        at.fair_id == fair_id,
        at.state == VacancyState.OPEN,
        at.valid_through >= today,
        visible(),
        employers.is_licensed(at.employer_id),
    ]
    if not adult:
        conditions.append(at.adults_only.is_(False))
    return and_(*conditions)


def _narrowed(filters: Filters) -> list[Any]:
    at = vacancy_table.c
    found: list[Any] = []
    if filters.work:
        found.append(at.work == filters.work)
    if filters.where.isdigit():
        found += [at.county.startswith(filters.where), at.country == ""]
    elif filters.where:
        found.append(at.country == filters.where)
    if filters.home:
        found.append(at.home_every_night)
    if filters.pay:
        found += [at.currency == filters.currency, at.guaranteed_cents >= filters.pay]
    if filters.lodging:
        found.append(at.lodging == "free" if filters.lodging == "free" else at.lodging != "none")
    if filters.direct:
        found.append(at.direct)
    return [*found, *(_holding(word) for word in filters.needles)]


def _holding(word: str) -> Any:
    at = vacancy_table.c
    named = employers.ids_named(word)
    return or_(at.search_text.contains(word, autoescape=True), at.employer_id.in_(named))


def found(
    connection: Connection, fair_id: str, filters: Filters, today: date, *, adult: bool
) -> tuple[tuple[str, ...], int]:
    """Return the ids of one page of hits, and how many hits there are.

    Booths take turns, the newest post of each first, so that one with many posts hides nobody.
    """
    at = vacancy_table.c
    where = [open_posts(fair_id, today, adult=adult), *_narrowed(filters)]
    total = connection.execute(select(func.count()).select_from(vacancy_table).where(*where))
    turn = func.row_number().over(partition_by=at.booth_id, order_by=(at.opened_at.desc(), at.id))
    rows = connection.execute(
        select(at.id)
        .where(*where)
        .order_by(turn, at.opened_at.desc(), at.id)
        .limit(A_PAGE)
        .offset((filters.page - 1) * A_PAGE)
    )
    return tuple(row.id for row in rows), total.scalar() or 0


def choices(connection: Connection, fair_id: str, today: date, *, adult: bool) -> Choices:
    """Return what the filters offer at a fair: only what some open post has."""
    at = vacancy_table.c
    rows = connection.execute(
        select(at.work, at.county, at.country, at.currency, at.guaranteed_cents).where(
            open_posts(fair_id, today, adult=adult)
        )
    ).all()
    home = [row.county for row in rows if row.county and not row.country]
    pay: dict[str, list[int]] = {}
    for row in rows:
        if row.guaranteed_cents:
            pay.setdefault(row.currency, []).append(row.guaranteed_cents)
    by_number = sorted(pay, key=lambda currency: -len(pay[currency]))
    return Choices(
        work=dict(Counter(row.work for row in rows).most_common()),
        provinces=Counter(county[:_PROVINCE] for county in home),
        cities=Counter(county[:_CITY] for county in home),
        countries=Counter(row.country for row in rows if row.country),
        pay={currency: steps(pay[currency]) for currency in by_number},
    )


def open_of_booth(
    connection: Connection, fair_id: str, booth_id: str, today: date, *, adult: bool
) -> tuple[Vacancy, ...]:
    """Return the posts of a booth that this reader may find, by title."""
    at = vacancy_table.c
    rows = connection.execute(
        vacancies_query()
        .where(at.booth_id == booth_id, open_posts(fair_id, today, adult=adult))
        .order_by(at.title, at.id)
    )
    return tuple(as_vacancy(row) for row in rows)
