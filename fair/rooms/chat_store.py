"""Tables of rooms, their messages, and the sentences that recruiters keep."""

import json
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Index,
    Row,
    String,
    Table,
    Text,
    insert,
    select,
    update,
)

from fair.columns import TextsColumn
from fair.db import Work
from fair.decisions import Actor, NotFound
from fair.rooms.chat import MOST_TOGETHER, TOGETHER_S, Message
from fair.rooms.room import Room
from fair.tables import Instant, metadata

room_table = Table(
    "room",
    metadata,
    Column("booth_id", String(12), primary_key=True),
    Column("fair_id", String(12), nullable=False),
    Column("employer_id", String(12), nullable=False),
    Column("name", String(300), nullable=False),
    Column("replies", Text, nullable=False),
    Column("names", TextsColumn, nullable=False, server_default="{}"),
)
message_table = Table(
    "message",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("booth_id", String(12), nullable=False),
    Column("fair_id", String(12), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("person_id", String(12), nullable=False, index=True),
    Column("account_id", String(12), nullable=False),
    Column("text", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("answer", Text, nullable=False),
    Column("answered_by", String(12), nullable=False),
    Column("answered_at", Instant),
    Column("hidden_at", Instant),
    Column("hidden_by", String(12), nullable=False),
    Column("hidden_reason", String(20), nullable=False),
)
Index("ix_message_booth_id_at", message_table.c.booth_id, message_table.c.at)
Index(
    "ix_message_writer",
    message_table.c.booth_id,
    message_table.c.person_id,
    message_table.c.account_id,
    message_table.c.at,
)


def as_room(row: Row[Any]) -> Room:
    """Build a room from its row."""
    return Room(
        row.booth_id,
        row.fair_id,
        row.employer_id,
        row.name,
        tuple(json.loads(row.replies)),
        row.names,
    )


def as_message(row: Row[Any]) -> Message:
    """Build a message from its row."""
    values = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's public name
    values.pop("hidden_by", None)
    return Message(**values)


def room(work: Work, booth_id: str) -> Room:
    """Load a booth's room; refuses with `NotFound`."""
    row = work.one(select(room_table).where(room_table.c.booth_id == booth_id))
    if row is None:
        raise NotFound
    return as_room(row)


def written_lately(
    connection: Connection, actor: Actor, booth_id: str, now: datetime
) -> tuple[str, ...]:
    """Return what somebody wrote in a room just now; see `lately`."""
    at = message_table.c
    return lately(
        connection,
        message_table,
        now,
        at.booth_id == booth_id,
        at.person_id == actor.person_id,
        at.account_id == actor.account_id,
    )


def lately(
    connection: Connection, said: Table, now: datetime, *whose: ColumnElement[bool]
) -> tuple[str, ...]:
    """Return the texts of somebody that are read together, oldest first: a few at most."""
    at = said.c
    rows = connection.execute(
        select(at.text)
        .where(*whose, at.at > now - timedelta(seconds=TOGETHER_S))
        .order_by(at.at.desc(), at.id.desc())
        .limit(MOST_TOGETHER)
    )
    return tuple(row.text for row in rows)[::-1]


def keep_room(work: Work, kept: Room) -> None:
    """Save a room, new or renamed."""
    values = {
        **asdict(kept),
        "replies": json.dumps(kept.replies, ensure_ascii=False),
    }
    if not work.write(
        update(room_table).where(room_table.c.booth_id == kept.booth_id).values(values)
    ):
        work.write(insert(room_table), values)


def message(work: Work, message_id: str) -> Message:
    """Load a message; refuses with `NotFound`."""
    row = work.one(select(message_table).where(message_table.c.id == message_id))
    if row is None:
        raise NotFound
    return as_message(row)


def add_message(work: Work, made: Message) -> None:
    """Save a new message."""
    work.write(insert(message_table), {**asdict(made), "hidden_by": ""})


def save_answer(work: Work, message_id: str, account_id: str, text: str) -> None:
    """Save the answer to a question, in place of an earlier one."""
    values = {"answer": text, "answered_by": account_id, "answered_at": work.now}
    work.write(update(message_table).where(message_table.c.id == message_id).values(values))


def hide(work: Work, message_id: str, account_id: str, reason: str) -> None:
    """Hide a message; its row stays for the rights desk."""
    values = {"hidden_at": work.now, "hidden_by": account_id, "hidden_reason": reason}
    work.write(update(message_table).where(message_table.c.id == message_id).values(values))


def show_again(work: Work, message_id: str) -> None:
    """Show a hidden message again."""
    values = {"hidden_at": None, "hidden_by": "", "hidden_reason": ""}
    work.write(update(message_table).where(message_table.c.id == message_id).values(values))


def erase_person(work: Work, person_id: str) -> None:
    """Blank every message of a person and the answers to them."""
    theirs = message_table.c.person_id == person_id
    work.write(update(message_table).where(theirs).values(text="", answer=""))
