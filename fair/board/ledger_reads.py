"""Which rows of `board` the ledger is compared with."""

from fair.board.store import canonical, case_table, reply_table
from fair.ledger_rows import Rows, sealed
from fair.retention import CLAIM_DAYS

_FROZEN = sealed("frozen", canonical, since="opened_at", days=CLAIM_DAYS)
ROWS = {
    "rights_case": Rows(case_table, *_FROZEN),
    "case_reply": Rows(reply_table),
}
