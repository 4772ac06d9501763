"""Rows of draws, of what was drawn and of opened names: tables, rows ⇄ values."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    ForeignKey,
    Integer,
    PrimaryKeyConstraint,
    Row,
    String,
    Table,
    Text,
    UniqueConstraint,
    func,
    insert,
    select,
    update,
)

from fair.audit.draw import Draw, Drawn, Opening, Said
from fair.db import Work
from fair.decisions import NotFound
from fair.glossary import DrawState
from fair.tables import Instant, metadata

draw_table = Table(
    "audit_draw",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("fair_id", String(12), ForeignKey("fair.id"), nullable=False),
    Column("account_id", String(12), nullable=False),
    Column("number", Integer, nullable=False),
    Column("seed", String(40), nullable=False),
    Column("many", Integer, nullable=False),
    Column("of", Integer, nullable=False),
    Column("state", String(12), nullable=False),
    Column("drawn_at", Instant, nullable=False),
    Column("closed_at", Instant),
    # no draw of a fair hides behind the number of another one
    UniqueConstraint("fair_id", "number", name="uq_audit_draw_number"),
)
drawn_table = Table(
    "audit_drawn",
    metadata,
    Column("draw_id", String(12), ForeignKey("audit_draw.id"), nullable=False),
    Column("offer_id", String(12), nullable=False),
    Column("place", Integer, nullable=False),
    Column("said", String(12), nullable=False),
    Column("said_at", Instant),
    Column("account_id", String(12), nullable=False),
    PrimaryKeyConstraint("draw_id", "offer_id"),
)
opened_table = Table(
    "audit_opened",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("fair_id", String(12), ForeignKey("fair.id"), nullable=False, index=True),
    Column("person_id", String(12), ForeignKey("person.id"), nullable=False, index=True),
    Column("account_id", String(12), nullable=False),
    Column("draw_id", String(12), nullable=False),
    Column("why", Text, nullable=False),
    Column("salt", String(32), nullable=False),
    Column("opened_at", Instant, nullable=False),
    # one auditor opens a person once at a fair: the first reason stands
    UniqueConstraint("fair_id", "person_id", "account_id", name="uq_audit_opened_once"),
)
_DRAW, _DRAWN, _OPENED = draw_table.c, drawn_table.c, opened_table.c


def as_draw(row: Row[Any]) -> Draw:
    """Build a draw from its row."""
    values = {column.name: getattr(row, column.name) for column in draw_table.columns}
    return Draw(**{**values, "state": DrawState(row.state)})


def as_drawn(row: Row[Any]) -> Drawn:
    """Build a hire that was drawn."""
    values = {column.name: getattr(row, column.name) for column in drawn_table.columns}
    return Drawn(**{**values, "said": Said(row.said)})


def as_opening(row: Row[Any]) -> Opening:
    """Build an opening; its salt stays behind."""
    names = (column.name for column in opened_table.columns if column.name != "salt")
    return Opening(**{name: getattr(row, name) for name in names})


def draw(work: Work, draw_id: str) -> Draw:
    """Load a draw; refuses `NotFound`."""
    row = work.one(select(draw_table).where(_DRAW.id == draw_id))
    if row is None:
        raise NotFound
    return as_draw(row)


def next_number(work: Work, fair_id: str) -> int:
    """Return the number of the next draw of a fair."""
    last = work.value(select(func.max(_DRAW.number)).where(_DRAW.fair_id == fair_id))
    return int(last or 0) + 1


def add_draw(work: Work, made: Draw, offers: Sequence[str]) -> None:
    """Keep a draw and what was drawn, in its order."""
    names = [column.name for column in draw_table.columns]
    work.write(insert(draw_table), {name: getattr(made, name) for name in names})
    for place, offer_id in enumerate(offers, 1):
        work.write(
            insert(drawn_table),
            {
                "draw_id": made.id, "offer_id": offer_id, "place": place, "said": "",
                "said_at": None, "account_id": "",
            },
        )  # fmt: skip


def save_said(work: Work, draw_id: str, offer_id: str, said: Said) -> None:
    """Save what was said; refuses `NotFound` where this hire was not drawn."""
    here = (_DRAWN.draw_id == draw_id) & (_DRAWN.offer_id == offer_id)
    values = {"said": said, "said_at": work.now, "account_id": work.actor.account_id}
    if not work.write(update(drawn_table).where(here).values(**values)):
        raise NotFound


def close(work: Work, draw_id: str, state: DrawState) -> None:
    """Save that nothing of a draw is marked any more."""
    here = update(draw_table).where(_DRAW.id == draw_id)
    work.write(here.values(state=state, closed_at=work.now))


def is_opened(work: Work, fair_id: str, person_id: str, account_id: str) -> bool:
    """Return whether this auditor has opened this person at this fair."""
    mine = (_OPENED.person_id == person_id) & (_OPENED.account_id == account_id)
    return work.one(select(_OPENED.id).where(_OPENED.fair_id == fair_id, mine)) is not None


def opened_since(work: Work, account_id: str, since: datetime) -> int:
    """Return how many names this auditor has opened since then, at all fairs."""
    mine = (_OPENED.account_id == account_id) & (_OPENED.opened_at > since)
    return int(work.value(select(func.count()).select_from(opened_table).where(mine)) or 0)


def add_opening(work: Work, made: Opening, salt: str) -> None:
    """Keep that a name was opened."""
    names = [column.name for column in opened_table.columns if column.name != "salt"]
    values = {name: getattr(made, name) for name in names}
    work.write(insert(opened_table), {**values, "salt": salt})


def blank(work: Work, person_id: str) -> None:
    """Forget why a person was opened: those words may tell of the person."""
    mine = update(opened_table).where(_OPENED.person_id == person_id)
    work.write(mine.values(why="", salt=""))
