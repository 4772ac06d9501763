"""Which rows of `audit` the ledger is compared with."""

from collections.abc import Mapping
from typing import Any

from fair.audit.store import draw_table, drawn_table, opened_table
from fair.folds import ANY
from fair.ledger import seal
from fair.ledger_rows import Rows, Seen


def _why(row: Mapping[str, Any], _seen: Seen) -> Mapping[str, Any]:
    """Return the seal of a reason; of one that was blanked nothing is promised any more."""
    if row["draw_id"]:
        return {"why": str(row["why"])}
    return {"why": seal(row["why"], row["salt"]) if row["salt"] else ANY}


ROWS = {
    "audit_draw": Rows(draw_table),
    "audit_drawn": Rows(drawn_table),
    "audit_opened": Rows(opened_table, needs=("salt",), made=_why),
}
