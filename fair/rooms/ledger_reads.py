"""Which rows of `rooms` the ledger is compared with."""

from fair.ledger_rows import Rows
from fair.rooms.call_store import call_table
from fair.rooms.chat_store import message_table

ROWS = {"call": Rows(call_table), "message": Rows(message_table)}
