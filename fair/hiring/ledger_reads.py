"""Which rows of `hiring` the ledger is compared with."""

from collections.abc import Mapping
from typing import Any

from fair.folds import ANY
from fair.hiring.hire_store import hire_table
from fair.hiring.offer_store import as_sealed, offer_answer_table, offer_table
from fair.ledger import seal
from fair.ledger_rows import Rows, Seen
from fair.retention import CLAIM_DAYS


def _offer(row: Mapping[str, Any], seen: Seen) -> Mapping[str, Any]:
    if row["salt"]:
        return {"terms": seal(as_sealed(row["terms"]), row["salt"])}
    if row["terms"]:
        return {"terms": as_sealed(row["terms"])}
    return {"terms": ANY if seen.older(row["made_at"], CLAIM_DAYS) else ""}


ROWS = {
    "offer": Rows(offer_table, needs=("salt",), made=_offer),
    "offer_answer": Rows(offer_answer_table),
    "hire": Rows(hire_table),
}
