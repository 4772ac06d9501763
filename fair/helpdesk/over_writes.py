"""What people wrote when they asked for help is kept for a while; who helped, and when, stays."""

from sqlalchemy import or_

from fair.helpdesk.store import request_table, step_table
from fair.retention import CHAT_DAYS, CLAIM_DAYS, sweep_rows

_ASKED, _STEP = request_table.c, step_table.c
SWEEPS = (
    sweep_rows(
        "asked for help", CHAT_DAYS, request_table,
        lambda before: [_ASKED.asked_at < before, or_(_ASKED.about != "", _ASKED.page != "")],
        blank={"about": "", "page": ""},
    ),
    sweep_rows(
        "said of help", CLAIM_DAYS, step_table,
        lambda before: [_STEP.at < before, _STEP.text != ""], blank={"text": ""},
    ),
)  # fmt: skip
