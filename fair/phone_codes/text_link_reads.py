"""Which link a key opens, and which question a number was asked last."""

from datetime import datetime

from sqlalchemy import Connection, select

from fair.people import reads as people
from fair.phone_codes.text_link import TextLink, key_hash
from fair.phone_codes.text_link_store import as_link, link_table

_at = link_table.c


def by_key(connection: Connection, key: str) -> TextLink | None:
    """Return the link of a key, whether or not it still signs in."""
    rows = connection.execute(select(link_table).where(_at.key_hash == key_hash(key)))
    row = rows.first()
    return as_link(row) if row else None


def link(connection: Connection, link_id: str) -> TextLink | None:
    """Return a link."""
    row = connection.execute(select(link_table).where(_at.id == link_id)).first()
    return as_link(row) if row else None


def asked_last(connection: Connection, phone: str, now: datetime) -> TextLink | None:
    """Return the newest text with a link to a number whose reply counts; None where none does.

    Only who has confirmed the number is asked: of several who share it, who was texted last.
    """
    owners = sorted(people.owners(connection, phone))
    if not owners:
        return None
    row = connection.execute(
        select(link_table)
        .where(_at.person_id.in_(owners))
        .order_by(_at.made_at.desc(), _at.id.desc())
        .limit(1)
    ).first()
    newest = as_link(row) if row else None
    return newest if newest and newest.asks(now) else None
