"""Which rows of `recurring` the ledger is compared with."""

from fair.ledger_rows import Rows
from fair.recurring.store import series_table, showing_table

ROWS = {"showing": Rows(showing_table), "fair_series": Rows(series_table)}
