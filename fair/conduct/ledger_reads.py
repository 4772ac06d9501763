"""Which rows of `conduct` the ledger is compared with."""

from fair.conduct.store import measure_table
from fair.ledger_rows import Rows

ROWS = {"measure": Rows(measure_table)}
