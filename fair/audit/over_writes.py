"""Why an auditor opened a name is kept as long as claims may rest on it; that it was, stays."""

from fair.audit.store import opened_table
from fair.retention import CLAIM_DAYS, sweep_rows

_AT = opened_table.c
SWEEPS = (
    sweep_rows(
        "opened for an audit", CLAIM_DAYS, opened_table,
        lambda before: [_AT.opened_at < before, _AT.why != ""], blank={"why": "", "salt": ""},
    ),
)  # fmt: skip
