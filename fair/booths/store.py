"""Rows of booths and of recruiters on duty: tables, rows ⇄ values."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    Connection,
    ForeignKey,
    Integer,
    Row,
    String,
    Table,
    UniqueConstraint,
    delete,
    func,
    insert,
    select,
    update,
)

from fair.booths.booth import Booth, Cause, Duty
from fair.columns import TextsColumn
from fair.db import Work
from fair.decisions import NotFound, WrongState
from fair.glossary import BoothState
from fair.languages import NO_TEXTS, Texts
from fair.tables import Instant, metadata

booth_table = Table(
    "booth",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("fair_id", String(12), ForeignKey("fair.id"), nullable=False),
    Column("hall_id", String(12), ForeignKey("hall.id"), nullable=False, index=True),
    Column("employer_id", String(12), ForeignKey("employer.id"), nullable=False, index=True),
    Column("number", Integer, nullable=False),
    Column("title", String(120), nullable=False),
    Column("about", TextsColumn, nullable=False),
    Column("state", String(12), nullable=False),
    Column("cause", String(20)),
    UniqueConstraint("fair_id", "number", name="uq_booth_one_number_per_fair"),
    CheckConstraint("state <> 'paused' or cause is not null", name="pause_has_a_cause"),
)
duty_table = Table(
    "duty",
    metadata,
    # one row per recruiter: nobody stands at two booths
    Column("account_id", String(12), primary_key=True),
    Column("booth_id", String(12), ForeignKey("booth.id"), nullable=False, index=True),
    Column("name", String(80), nullable=False),
    Column("since", Instant, nullable=False),
    Column("back_at", Instant),
)


practice_table = Table(
    "practice",
    metadata,
    Column("account_id", String(12), primary_key=True),
    Column("done_at", Instant, nullable=False),
)


def as_booth(row: Row[Any]) -> Booth:
    """Build a booth from its row."""
    return Booth(
        id=row.id,
        fair_id=row.fair_id,
        hall_id=row.hall_id,
        employer_id=row.employer_id,
        number=row.number,
        title=row.title,
        about=row.about,
        state=BoothState(row.state),
        cause=Cause(row.cause) if row.cause else None,
    )


def as_duty(row: Row[Any]) -> Duty:
    """Build a duty from its row."""
    return Duty(**row._mapping)  # noqa: SLF001 - SQLAlchemy's public name


def booth(work: Work, booth_id: str) -> Booth:
    """Return a booth; refuses `NotFound`."""
    row = work.one(select(booth_table).where(booth_table.c.id == booth_id))
    if row is None:
        raise NotFound
    return as_booth(row)


def booths_where(connection: Connection, **having: str) -> tuple[Booth, ...]:
    """Return the booths whose columns have these values, by number."""
    query = select(booth_table).order_by(booth_table.c.number)
    for column, value in having.items():
        query = query.where(booth_table.c[column] == value)
    return tuple(as_booth(row) for row in connection.execute(query))


def duties(connection: Connection, booth_ids: Sequence[str]) -> tuple[Duty, ...]:
    """Return everybody on duty at these booths, on a break or not, in the order they came."""
    rows = connection.execute(
        select(duty_table)
        .where(duty_table.c.booth_id.in_(booth_ids))
        .order_by(duty_table.c.since, duty_table.c.account_id)
    )
    return tuple(as_duty(row) for row in rows)


def duty(connection: Connection, account_id: str) -> Duty | None:
    """Return where a recruiter is on duty, or None."""
    row = connection.execute(
        select(duty_table).where(duty_table.c.account_id == account_id)
    ).first()
    return as_duty(row) if row else None


def practised(connection: Connection, accounts: Collection[str]) -> dict[str, datetime]:
    """Return when each of these accounts last practised a call; who never did is left out."""
    mine = practice_table.c.account_id.in_(sorted(accounts))
    rows = connection.execute(select(practice_table).where(mine))
    return {row.account_id: row.done_at for row in rows}


def keep_practice(work: Work, account_id: str) -> None:
    """Keep that a recruiter has practised a call."""
    mine = practice_table.c.account_id == account_id
    if not work.write(update(practice_table).where(mine).values(done_at=work.now)):
        work.write(insert(practice_table), {"account_id": account_id, "done_at": work.now})


def next_number(work: Work, fair_id: str) -> int:
    """Return the number after the highest one of a fair."""
    query = select(func.max(booth_table.c.number)).where(booth_table.c.fair_id == fair_id)
    return int(work.value(query) or 0) + 1


def add_booth(
    work: Work,
    *,
    fair_id: str,
    hall_id: str,
    employer_id: str,
    number: int,
    title: str,
    about: Texts = NO_TEXTS,
) -> str:
    """Keep a new, closed booth; return its id."""
    booth_id = work.new_id()
    work.write(
        insert(booth_table),
        {
            "id": booth_id,
            "fair_id": fair_id,
            "hall_id": hall_id,
            "employer_id": employer_id,
            "number": number,
            "title": title,
            "about": about,
            "state": BoothState.CLOSED,
            "cause": None,
        },
    )
    return booth_id


def place_booth(work: Work, booth: Booth, hall_id: str, number: int) -> None:
    """Save where a booth stands; refuses `WrongState` where somebody moved it meanwhile."""
    stood = (booth_table.c.hall_id == booth.hall_id, booth_table.c.number == booth.number)
    _update(work, booth.id, *stood, hall_id=hall_id, number=number)


def tell_booth(work: Work, booth_id: str, title: str, about: Texts) -> None:
    """Save a booth's title and texts."""
    _update(work, booth_id, title=title, about=about)


def move_booth(work: Work, booth: Booth, state: BoothState, cause: Cause | None) -> None:
    """Save a booth's new state, and why it is not open.

    Refuses `WrongState` where somebody changed it meanwhile.
    """
    _update(work, booth.id, booth_table.c.state == booth.state, state=state, cause=cause)


def _update(work: Work, booth_id: str, *unchanged: Any, **values: Any) -> None:
    rewrite = update(booth_table).where(booth_table.c.id == booth_id, *unchanged)
    if work.write(rewrite.values(**values)) != 1:
        raise WrongState


def start_duty(work: Work, account_id: str, booth_id: str, name: str) -> None:
    """Keep that a recruiter stands at a booth from now on."""
    work.write(
        insert(duty_table),
        {
            "account_id": account_id,
            "booth_id": booth_id,
            "name": name,
            "since": work.now,
            "back_at": None,
        },
    )


def set_back_at(work: Work, account_id: str, back_at: datetime | None) -> None:
    """Save when a recruiter on a break will be back; None ends the break."""
    work.write(
        update(duty_table).where(duty_table.c.account_id == account_id).values(back_at=back_at)
    )


def end_duty(work: Work, account_id: str) -> None:
    """Forget a recruiter's duty."""
    work.write(delete(duty_table).where(duty_table.c.account_id == account_id))
