"""Which rows of `outside` the ledger is compared with."""

from fair.ledger_rows import Rows
from fair.outside.store import reminder_table

ROWS = {"reminder": Rows(reminder_table)}
