"""Who wants to be reminded of a fair."""

from sqlalchemy import Connection, func, select

from fair.outside import store
from fair.outside.reminder import Reminder
from fair.outside.store import reminder_table


def reminder(connection: Connection, fair_id: str, person_id: str) -> Reminder | None:
    """Return what somebody asked of a fair, or None."""
    at = reminder_table.c
    found = store.where(connection, at.fair_id == fair_id, at.person_id == person_id)
    return found[0] if found else None


def untold_after(connection: Connection, fair_id: str, after: str, most: int) -> list[Reminder]:
    """Return the next of those who were not told yet."""
    at = reminder_table.c
    mine = (at.fair_id == fair_id, at.id > after, at.told_at.is_(None))
    return store.where(connection, *mine, most=most)


def all_after(connection: Connection, fair_id: str, after: str, most: int) -> list[Reminder]:
    """Return the next of those who asked, told or not."""
    at = reminder_table.c
    return store.where(connection, at.fair_id == fair_id, at.id > after, most=most)


def count_of_fair(connection: Connection, fair_id: str) -> int:
    """Return how many people asked to be reminded of a fair."""
    at = reminder_table.c
    return connection.scalar(select(func.count()).where(at.fair_id == fair_id)) or 0
