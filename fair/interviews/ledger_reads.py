"""Which rows of `interviews` the ledger is compared with."""

from fair.interviews.forecast_store import forecast_table
from fair.interviews.store import as_sealed, interview_table
from fair.ledger_rows import Rows, sealed
from fair.retention import TOLD_DAYS

_DETAILS = sealed("details", as_sealed, since="started_at", days=TOLD_DAYS)
ROWS = {
    "interview": Rows(interview_table, *_DETAILS),
    "forecast": Rows(forecast_table),
}
