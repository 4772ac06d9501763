"""What people said before a talk is kept for so many days only."""

from fair.asks.store import yes_no_table
from fair.retention import CHAT_DAYS, sweep_rows

_AT = yes_no_table.c
SWEEPS = (
    sweep_rows(
        "answers before talks", CHAT_DAYS, yes_no_table,
        lambda before: [_AT.at < before, _AT.said != ""],
        key="ticket_id", blank={"said": "", "salt": ""},
    ),
)  # fmt: skip
