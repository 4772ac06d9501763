"""Which rows of `helpdesk` the ledger is compared with."""

from fair.helpdesk.number_store import change_table
from fair.helpdesk.store import request_table
from fair.ledger_rows import Rows

ROWS = {"help_request": Rows(request_table), "number_change": Rows(change_table)}
