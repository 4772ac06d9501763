"""Looks are kept as long as they can be argued about; who decided, and when, stays."""

from sqlalchemy import or_

from fair.looks.store import BLANK, look_act_table, look_table
from fair.retention import CLAIM_DAYS, sweep_rows

_LOOK, _ACT = look_table.c, look_act_table.c
SWEEPS = (
    sweep_rows(
        "looked at", CLAIM_DAYS, look_table,
        lambda before: [_LOOK.asked_at < before, or_(_LOOK.text != "", _LOOK.title != "")],
        blank=BLANK,
    ),
    sweep_rows(
        "reasons of looks", CLAIM_DAYS, look_act_table,
        lambda before: [_ACT.at < before, _ACT.reason != ""], blank={"reason": ""},
    ),
)  # fmt: skip
