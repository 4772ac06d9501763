"""Which rows of `asks` the ledger is compared with."""

from fair.asks.store import yes_no_table
from fair.ledger_rows import Rows, sealed
from fair.retention import CHAT_DAYS

ROWS = {"yes_no": Rows(yes_no_table, *sealed("said", str, since="at", days=CHAT_DAYS))}
