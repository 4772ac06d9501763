"""Which rows of `lanes` the ledger is compared with."""

from fair.lanes.store import criteria_table, handing_table, priority_table
from fair.ledger_rows import Rows

ROWS = {
    "handing": Rows(handing_table),
    "priority_criteria": Rows(criteria_table),
    "priority": Rows(priority_table),
}
