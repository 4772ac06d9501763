"""What people wrote when they asked for help is kept for a while; who helped, and when, stays."""

from sqlalchemy import or_

from fair.helpdesk.number_store import change_table
from fair.helpdesk.store import request_table, step_table
from fair.retention import CHAT_DAYS, CLAIM_DAYS, sweep_rows

_ASKED, _STEP, _CHANGE = request_table.c, step_table.c, change_table.c
SWEEPS = (
    sweep_rows(
        "asked for help", CHAT_DAYS, request_table,
        lambda before: [_ASKED.asked_at < before, or_(_ASKED.about != "", _ASKED.page != "")],
        blank={"about": "", "page": ""},
    ),
    # A change ends within a day, and its number goes with it: this is for a clock that stood still.
    sweep_rows(
        "numbers written down", 7, change_table,
        lambda before: [_CHANGE.made_at < before, _CHANGE.phone != ""], blank={"phone": ""},
    ),
    sweep_rows(
        "said of help", CLAIM_DAYS, step_table,
        lambda before: [_STEP.at < before, _STEP.text != ""], blank={"text": ""},
    ),
)  # fmt: skip
