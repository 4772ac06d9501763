"""Who was brought into a call is named for so many days only; that somebody was stays."""

from sqlalchemy import or_

from fair.guests.store import guest_table
from fair.retention import sweep_rows

_AT = guest_table.c
SWEEPS = (
    sweep_rows(
        "guests of calls", 365, guest_table,
        lambda before: [_AT.asked_at < before, or_(_AT.name != "", _AT.company != "")],
        blank={"name": "", "company": "", "token": "", "key_hash": ""},
    ),
)  # fmt: skip
