"""Which rows of `readiness` the ledger is compared with."""

from fair.ledger_rows import Rows
from fair.readiness.store import (
    contact_table,
    let_on_table,
    microphone_table,
    plan_table,
    reminded_table,
)

ROWS = {
    "staff_microphone": Rows(microphone_table),
    "employer_contact": Rows(contact_table),
    "unready_reminded": Rows(reminded_table),
    "fair_plan": Rows(plan_table),
    "let_on_duty": Rows(let_on_table),
}
