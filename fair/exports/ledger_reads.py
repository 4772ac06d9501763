"""Which rows of `exports` the ledger is compared with."""

from fair.exports.store import export_table
from fair.ledger_rows import Rows

ROWS = {"export": Rows(export_table)}
