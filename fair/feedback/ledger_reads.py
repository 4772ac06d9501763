"""Which rows of `feedback` the ledger is compared with."""

from fair.feedback.store import feedback_table
from fair.ledger_rows import Rows

ROWS = {"feedback": Rows(feedback_table)}
