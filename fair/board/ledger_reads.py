"""Which rows of `board` the ledger is compared with."""

from collections.abc import Mapping
from typing import Any

from fair.board.store import canonical, case_table, reply_table
from fair.folds import ANY
from fair.ledger import seal
from fair.ledger_rows import Rows, Seen
from fair.retention import CLAIM_DAYS


def _case(row: Mapping[str, Any], seen: Seen) -> Mapping[str, Any]:
    if row["salt"]:
        return {"frozen": seal(canonical(row["frozen"]), row["salt"])}
    if row["frozen"]:
        return {"frozen": canonical(row["frozen"])}
    return {"frozen": ANY if seen.older(row["opened_at"], CLAIM_DAYS) else ""}


ROWS = {
    "rights_case": Rows(case_table, needs=("salt",), made=_case),
    "case_reply": Rows(reply_table),
}
