"""What people's own pages last said of their microphones."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from fair.rooms.microphone_store import CHECK_DAYS, check_table


def verdicts(connection: Connection, ids: Collection[str], now: datetime) -> dict[str, str]:
    """Return the verdict of each of these persons who tried it lately."""
    at = check_table.c
    lately = now - timedelta(days=CHECK_DAYS)
    asked = select(at.person_id, at.verdict).where(at.person_id.in_(set(ids)), at.at >= lately)
    return {row.person_id: row.verdict for row in connection.execute(asked)}
