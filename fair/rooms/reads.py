"""Read-only queries of `rooms` that other slices may use; frozen values."""

from fair.rooms.call_reads import (
    Said,
    call,
    calls_of_ticket,
    note,
    open_call_of_account,
    open_call_of_person,
    open_calls_of_booth,
    said,
    seat,
    talking,
    talking_count,
    unshown_in_a_row,
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
    "open_calls_of_booth",
    "questions",
    "room",
    "said",
    "seat",
    "talking",
    "talking_count",
    "unshown_in_a_row",
]
