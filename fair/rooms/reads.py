"""Read-only queries of `rooms` that other slices may use; frozen values."""

from fair.rooms.call_reads import (
    Said,
    call,
    calls_of_ticket,
    note,
    open_call_of_account,
    open_call_of_person,
    said,
    seat,
    talking,
)
from fair.rooms.chat_reads import announcement, message, messages, questions, room

__all__ = [
    "Said",
    "announcement",
    "call",
    "calls_of_ticket",
    "message",
    "messages",
    "note",
    "open_call_of_account",
    "open_call_of_person",
    "questions",
    "room",
    "said",
    "seat",
    "talking",
]
