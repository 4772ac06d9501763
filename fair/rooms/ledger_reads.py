"""Which rows of `rooms` the ledger is compared with."""

from fair.ledger_rows import Rows
from fair.rooms.call_store import call_table, way_table
from fair.rooms.chat_store import message_table

ROWS = {"call": Rows(call_table), "call_way": Rows(way_table), "message": Rows(message_table)}
