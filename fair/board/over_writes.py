"""Cases are kept as long as they can be argued about; that there was one stays."""

from sqlalchemy import or_

from fair.board.store import case_table, reply_table
from fair.retention import CLAIM_DAYS, sweep_rows

_CASE, _REPLY = case_table.c, reply_table.c
SWEEPS = (
    sweep_rows(
        "cases", CLAIM_DAYS, case_table,
        lambda before: [_CASE.opened_at < before, or_(_CASE.salt != "", _CASE.text != "")],
        blank={"text": "", "frozen": {}, "salt": ""},
    ),
    sweep_rows(
        "answers to cases", CLAIM_DAYS, reply_table,
        lambda before: [_REPLY.at < before, _REPLY.text != ""], blank={"text": ""},
    ),
)  # fmt: skip
