"""Rows of vacancies and their frozen versions: tables, rows ⇄ values."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Row,
    String,
    Table,
    Text,
    bindparam,
    insert,
    select,
    update,
)

from fair.db import Work
from fair.decisions import NotFound, WrongState
from fair.glossary import VacancyState
from fair.tables import Instant, metadata
from fair.terms.terms import from_dict
from fair.vacancies.vacancy import STANDING, Vacancy, Why, frozen

vacancy_table = Table(
    "vacancy",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("employer_id", String(12), ForeignKey("employer.id"), nullable=False, index=True),
    # null for an imported draft that stands at no booth yet
    Column("booth_id", String(12), ForeignKey("booth.id"), index=True),
    Column("fair_id", String(12), ForeignKey("fair.id")),
    Column("import_id", String(12), ForeignKey("vacancy_import.id"), index=True),
    Column("version", Integer, nullable=False),
    Column("state", String(12), nullable=False),
    Column("why", String(12)),
    Column("note", Text, nullable=False),
    Column("head_count", Integer, nullable=False),
    Column("firm", Integer, nullable=False),
    Column("accepted", Integer, nullable=False),
    Column("terms", JSON, nullable=False),
    # what people search by, taken from the terms whenever they are saved
    Column("ref", String(80), nullable=False),
    Column("title", String(200), nullable=False),
    Column("work", String(40), nullable=False),
    Column("county", String(12), nullable=False),
    Column("country", String(2), nullable=False),
    Column("currency", String(3), nullable=False),
    Column("guaranteed_cents", BigInteger),
    Column("lodging", String(12), nullable=False),
    Column("home_every_night", Boolean, nullable=False),
    Column("direct", Boolean, nullable=False),
    Column("adults_only", Boolean, nullable=False),
    Column("search_text", Text, nullable=False),
    # by what a row of a file is compared with it
    Column("ref_key", String(320), nullable=False, server_default=""),
    Column("valid_through", Date),
    Column("ends_at", Instant),
    Column("opened_at", Instant),
    Column("created_at", Instant, nullable=False),
    CheckConstraint(
        "firm >= 0 and accepted >= 0 and firm + accepted <= head_count", name="openings"
    ),
    CheckConstraint("state <> 'suspended' or why is not null", name="suspension_has_a_cause"),
    CheckConstraint(
        "state in ('draft', 'withdrawn') or booth_id is not null", name="opens_at_a_booth"
    ),
    Index("ix_vacancy_fair_id_state", "fair_id", "state"),
    Index("ix_vacancy_ends_at", "ends_at"),
    Index("ix_vacancy_employer_id_ref_key", "employer_id", "ref_key"),
)
vacancy_version_table = Table(
    "vacancy_version",
    metadata,
    Column("vacancy_id", String(12), ForeignKey("vacancy.id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("terms", JSON, nullable=False),
    Column("at", Instant, nullable=False),
    PrimaryKeyConstraint("vacancy_id", "version"),
)
# who said what of a post, and when: its statements, field by field
vacancy_statement_table = Table(
    "vacancy_statement",
    metadata,
    Column("vacancy_id", String(12), ForeignKey("vacancy.id"), nullable=False),
    Column("field", String(40), nullable=False),
    Column("account_id", String(12), nullable=False),
    Column("how", String(12), nullable=False),
    Column("at", Instant, nullable=False),
    PrimaryKeyConstraint("vacancy_id", "field"),
)
vacancy_import_table = Table(
    "vacancy_import",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("employer_id", String(12), ForeignKey("employer.id"), index=True),
    Column("account_id", String(12), nullable=False),
    Column("file_name", String(200), nullable=False),
    Column("map_name", String(120), nullable=False),
    Column("started_at", Instant, nullable=False),
    # null until everything stands; a vacancy is visible when its import is published
    Column("published_at", Instant),
    Column("rows", Integer, nullable=False),
    Column("vacancies", Integer, nullable=False),
    Column("refused", Integer, nullable=False),
    Column("duplicates", Integer, nullable=False),
    Column("employers", Integer, nullable=False),
    Column("problems", JSON, nullable=False),
)


def visible() -> Any:
    """Return the condition that a vacancy was typed in, or that its import is published."""
    at = vacancy_import_table.c
    published = select(at.id).where(at.published_at.is_not(None))
    return vacancy_table.c.import_id.is_(None) | vacancy_table.c.import_id.in_(published)


_SELECTED = tuple(
    vacancy_table.c[name]
    for name in (
        "id", "employer_id", "booth_id", "fair_id", "version", "title", "work", "state", "why",
        "note", "head_count", "firm", "accepted", "terms",
    )
)  # fmt: skip


def vacancies_query() -> Any:
    """Return the query of whole, visible vacancies."""
    return select(*_SELECTED).where(visible())


def as_vacancy(row: Row[Any]) -> Vacancy:
    """Build a vacancy from its row."""
    return Vacancy(
        id=row.id,
        employer_id=row.employer_id,
        booth_id=row.booth_id or "",
        fair_id=row.fair_id or "",
        version=row.version,
        title=row.title,
        work=row.work,
        state=VacancyState(row.state),
        why=Why(row.why) if row.why else None,
        note=row.note,
        head_count=row.head_count,
        firm=row.firm,
        accepted=row.accepted,
        terms=from_dict(row.terms),
    )


def vacancy(work: Work, vacancy_id: str) -> Vacancy:
    """Return a vacancy; refuses `NotFound`."""
    row = work.one(vacancies_query().where(vacancy_table.c.id == vacancy_id))
    if row is None:
        raise NotFound
    return as_vacancy(row)


def vacancies(work: Work, ids: Iterable[str]) -> tuple[Vacancy, ...]:
    """Return vacancies in the order of the ids; unknown ids are left out."""
    wanted = tuple(dict.fromkeys(ids))
    rows = work.all(vacancies_query().where(vacancy_table.c.id.in_(wanted)))
    found = {row.id: as_vacancy(row) for row in rows}
    return tuple(found[one] for one in wanted if one in found)


def of_employer(work: Work, employer_id: str, *states: VacancyState) -> tuple[Vacancy, ...]:
    """Return an employer's vacancies in these states."""
    at = vacancy_table.c
    rows = work.all(
        vacancies_query().where(at.employer_id == employer_id, at.state.in_(states)).order_by(at.id)
    )
    return tuple(as_vacancy(row) for row in rows)


def over_by(work: Work, now: datetime) -> tuple[Vacancy, ...]:
    """Return the vacancies people can still see whose last day is over."""
    at = vacancy_table.c
    rows = work.all(
        vacancies_query().where(at.ends_at <= now, at.state.in_(STANDING)).order_by(at.id)
    )
    return tuple(as_vacancy(row) for row in rows)


def change_openings(work: Work, vacancy_id: str, *, firm: int, accepted: int) -> bool:
    """Add to the openings held; False, and nothing changed, where the head-count forbids it."""
    at = vacancy_table.c
    statement = (
        update(vacancy_table)
        .where(
            at.id == vacancy_id,
            at.firm + firm >= 0,
            at.accepted + accepted >= 0,
            at.firm + firm + at.accepted + accepted <= at.head_count,
        )
        .values(firm=at.firm + firm, accepted=at.accepted + accepted)
    )
    return work.write(statement) == 1


def move_vacancy(
    work: Work,
    vacancy: Vacancy,
    state: VacancyState,
    *,
    why: Why | None = None,
    note: str | None = None,
) -> None:
    """Save a vacancy's new state; a `note` is why it is suspended or sent back, till the next.

    Refuses `WrongState` where somebody changed it meanwhile.
    """
    values: dict[str, Any] = {"state": state, "why": why}
    if note is not None:
        values["note"] = note
    unchanged = (vacancy_table.c.id == vacancy.id, vacancy_table.c.state == vacancy.state)
    if work.write(update(vacancy_table).where(*unchanged).values(values)) != 1:
        raise WrongState


def open_vacancies(work: Work, opened: Sequence[tuple[Vacancy, VacancyState, datetime]]) -> None:
    """Save that these posts have opened, now and each until its end, and keep their terms.

    Refuses `WrongState` where somebody changed one meanwhile.
    """
    if opened:
        values = {"why": None, "opened_at": work.now}
        touched = work.write(
            _OPEN_ONE,
            [
                {**values, "of": one.id, "was": one.state, "state": state, "ends_at": ends_at}
                for one, state, ends_at in opened
            ],
        )
        if touched != len(opened):
            raise WrongState
        freeze_versions(work, [one for one, _, _ in opened])


def place(work: Work, placed: Sequence[tuple[Vacancy, datetime | None]]) -> None:
    """Save at which booth of which fair each of these posts is shown, and until when."""
    if placed:
        work.write(
            _PLACE_ONE,
            [
                {"of": one.id, "booth": one.booth_id, "fair": one.fair_id, "ends": ends_at}
                for one, ends_at in placed
            ],
        )


def set_end(work: Work, vacancy_id: str, ends_at: datetime) -> None:
    """Save when a post is over."""
    work.write(
        update(vacancy_table).where(vacancy_table.c.id == vacancy_id).values(ends_at=ends_at)
    )


def freeze_versions(work: Work, vacancies: Sequence[Vacancy]) -> None:
    """Keep the terms of these vacancies under their present versions, for ever."""
    if vacancies:
        work.write(
            insert(vacancy_version_table),
            [
                {
                    "vacancy_id": one.id,
                    "version": one.version,
                    "terms": frozen(one.terms, one.head_count, one.employer_id),
                    "at": work.now,
                }
                for one in vacancies
            ],
        )


_OPEN_ONE = (
    update(vacancy_table)
    .where(vacancy_table.c.id == bindparam("of"), vacancy_table.c.state == bindparam("was"))
    .values({name: bindparam(name) for name in ("state", "why", "ends_at", "opened_at")})
)
_PLACE_ONE = (
    update(vacancy_table)
    .where(vacancy_table.c.id == bindparam("of"))
    .values(booth_id=bindparam("booth"), fair_id=bindparam("fair"), ends_at=bindparam("ends"))
)
