"""All SQL of the slice `rooms` that writes: tables, rows ⇄ values."""

from fair.rooms.call_store import call_table, note_table, said_table, seat_table
from fair.rooms.chat_store import message_table, room_table

__all__ = [
    "call_table",
    "message_table",
    "note_table",
    "room_table",
    "said_table",
    "seat_table",
]
