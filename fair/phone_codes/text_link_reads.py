"""Which link a key opens, and which questions a number was asked."""

from datetime import datetime

from sqlalchemy import Connection, select

from fair.people import number_reads
from fair.phone_codes.text_link import REPLY_COUNTS_FOR, TextLink, key_hash
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


def asked(connection: Connection, phone: str, now: datetime) -> list[TextLink]:
    """List the texts with a link to a number whose reply counts, newest first, one a ticket.

    Only who has confirmed the number is asked: of several who share it, all who were texted.
    """
    owners = sorted(number_reads.owners(connection, phone))
    if not owners:
        return []
    rows = connection.execute(
        select(link_table)
        .where(
            _at.person_id.in_(owners),
            _at.ticket_id != "",
            _at.made_at > now - REPLY_COUNTS_FOR,
        )
        .order_by(_at.made_at.desc(), _at.id.desc())
    )
    newest: dict[str, TextLink] = {}
    for row in rows:
        newest.setdefault(row.ticket_id, as_link(row))
    return list(newest.values())
