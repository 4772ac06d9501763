"""Which rows of `hiring` the ledger is compared with."""

from fair.hiring.hire_store import hire_table
from fair.hiring.offer_store import as_sealed, offer_answer_table, offer_table
from fair.ledger_rows import Rows, sealed
from fair.retention import CLAIM_DAYS

_TERMS = sealed("terms", as_sealed, since="made_at", days=CLAIM_DAYS)
ROWS = {
    "offer": Rows(offer_table, *_TERMS),
    "offer_answer": Rows(offer_answer_table),
    "hire": Rows(hire_table),
}
