"""Rows of links in texts."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Row,
    String,
    Table,
    delete,
    false,
    insert,
    type_coerce,
    update,
)

from fair.db import Work
from fair.phone_codes.text_link import SIGNS_IN_FOR, STOPS_FOR, TextLink
from fair.tables import Instant, metadata
from fair.timers import ran_in

link_table = Table(
    "text_link",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("key_hash", String(64), nullable=False, unique=True),
    Column("person_id", String(12), nullable=False, index=True),
    Column("ticket_id", String(12), nullable=False),
    Column("made_at", Instant, nullable=False, index=True),
    Column("used_by", String(64), nullable=False, server_default=""),
    Column("replies", Boolean, nullable=False, server_default=false()),
    Column("named", Boolean, nullable=False, server_default=false()),
)
_at = link_table.c


def add(work: Work, made: TextLink, key_hash: str) -> None:
    """Save a link."""
    work.write(
        insert(link_table),
        {
            "id": made.id, "key_hash": key_hash, "person_id": made.person_id,
            "ticket_id": made.ticket_id, "made_at": made.made_at,
            "replies": made.replies, "named": made.named,
        },
    )  # fmt: skip


def spend(work: Work, link_id: str, browser: str) -> bool:
    """Note which browser came in by a link; False where another one had before."""
    here = update(link_table).where(_at.id == link_id, _at.used_by.in_(("", browser)))
    return work.write(here.values(used_by=browser)) == 1


def last_longer(work: Work, silent_since: datetime) -> None:
    """Add an outage to the time of each link: what its text tells of lasts longer too.

    Of most links that is half an hour; who may stop a new number can do so as long as it is ahead.
    """
    made = type_coerce(_at.made_at, BigInteger)
    ran = ran_in(work, made, silent_since)
    stops = (_at.ticket_id == "") & (_at.made_at > silent_since - STOPS_FOR)
    young = stops | (_at.made_at > silent_since - SIGNS_IN_FOR)
    work.write(update(link_table).where(young).values(made_at=type_coerce(made + ran, Instant)))


def as_link(row: Row[Any]) -> TextLink:
    """Build a link."""
    return TextLink(
        row.id, row.person_id, row.ticket_id, row.made_at, row.used_by, row.replies, row.named
    )


def forget_links(work: Work, person_id: str) -> None:
    """Delete every link of a person."""
    work.write(delete(link_table).where(_at.person_id == person_id))
