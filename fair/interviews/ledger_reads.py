"""Which rows of `interviews` the ledger is compared with."""

from collections.abc import Mapping
from typing import Any

from fair.folds import ANY
from fair.interviews.forecast_store import forecast_table
from fair.interviews.store import as_sealed, interview_table
from fair.ledger import seal
from fair.ledger_rows import Rows, Seen
from fair.retention import TOLD_DAYS


def _interview(row: Mapping[str, Any], seen: Seen) -> Mapping[str, Any]:
    if row["salt"]:
        return {"details": seal(as_sealed(row["details"]), row["salt"])}
    if row["details"]:
        return {"details": as_sealed(row["details"])}
    return {"details": ANY if seen.older(row["started_at"], TOLD_DAYS) else ""}


ROWS = {
    "interview": Rows(interview_table, needs=("salt",), made=_interview),
    "forecast": Rows(forecast_table),
}
