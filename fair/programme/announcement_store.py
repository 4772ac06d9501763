"""Rows of announcements: what organisers say to a whole fair."""

from typing import Any

from sqlalchemy import Column, ForeignKey, Row, String, Table, Text, delete, insert, select

from fair.columns import TextsColumn
from fair.db import Work
from fair.decisions import NotFound
from fair.languages import Texts
from fair.programme.announcement import Announcement
from fair.tables import Instant, metadata

announcement_table = Table(
    "announcement",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("fair_id", String(12), ForeignKey("fair.id"), nullable=False, index=True),
    Column("account_id", String(12), nullable=False),
    Column("text", Text, nullable=False),
    Column("posted_at", Instant, nullable=False),
    Column("texts", TextsColumn, nullable=False, server_default="{}"),
)


def add_announcement(work: Work, fair_id: str, text: str, texts: Texts) -> str:
    """Keep an announcement of the asking account; return its id."""
    announcement_id = work.new_id()
    work.write(
        insert(announcement_table),
        {
            "id": announcement_id,
            "fair_id": fair_id,
            "account_id": work.actor.account_id,
            "text": text,
            "posted_at": work.now,
            "texts": texts,
        },
    )
    return announcement_id


def as_announcement(row: Row[Any]) -> Announcement:
    """Build an announcement from its row."""
    return Announcement(row.id, row.fair_id, row.text, row.posted_at, row.texts)


def fair_of_announcement(work: Work, announcement_id: str) -> str:
    """Return which fair an announcement belongs to; refuses `NotFound`."""
    fair_id = work.value(
        select(announcement_table.c.fair_id).where(announcement_table.c.id == announcement_id)
    )
    if fair_id is None:
        raise NotFound
    return str(fair_id)


def remove_announcement(work: Work, announcement_id: str) -> None:
    """Delete an announcement."""
    work.write(delete(announcement_table).where(announcement_table.c.id == announcement_id))
