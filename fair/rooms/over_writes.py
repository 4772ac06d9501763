"""What is said in rooms and calls is kept for so many days only; that it was said stays."""

from sqlalchemy import or_

from fair.retention import CHAT_DAYS, sweep_rows
from fair.rooms.call_store import note_table, said_table
from fair.rooms.chat_store import message_table
from fair.rooms.microphone_store import CHECK_DAYS, check_table

_CHAT, _SAID, _NOTE = message_table.c, said_table.c, note_table.c
SWEEPS = (
    sweep_rows(
        "chat", CHAT_DAYS, message_table,
        lambda before: [_CHAT.at < before, or_(_CHAT.text != "", _CHAT.answer != "")],
        blank={"text": "", "answer": ""},
    ),
    sweep_rows(
        "typed in calls", 365, said_table,
        lambda before: [_SAID.at < before, _SAID.text != ""], blank={"text": ""},
    ),
    sweep_rows(
        "microphone checks", CHECK_DAYS, check_table, lambda before: [check_table.c.at < before],
        key="person_id",
    ),
    sweep_rows("notes", 365, note_table, lambda before: [_NOTE.at < before], key="call_id"),
)  # fmt: skip
