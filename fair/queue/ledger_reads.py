"""Which rows of `queue` the ledger is compared with."""

from fair.ledger_rows import Rows
from fair.queue.line_store import queue_table
from fair.queue.overtake_store import overtake_table
from fair.queue.store import ticket_table

ROWS = {
    "ticket": Rows(ticket_table),
    "queue": Rows(queue_table),
    "overtake": Rows(overtake_table),
}
