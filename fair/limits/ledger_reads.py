"""Which rows of `limits` the ledger is compared with."""

from fair.ledger_rows import Rows
from fair.limits.store import limit_table

ROWS = {"line_limit": Rows(limit_table)}
