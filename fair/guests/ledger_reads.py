"""Which rows of `guests` the ledger is compared with."""

from fair.guests.store import guest_table
from fair.ledger_rows import Rows

ROWS = {"guest": Rows(guest_table)}
