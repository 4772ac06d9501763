"""Why somebody was handed on, and by which criterion they went first, is kept for so many days."""

from fair.lanes.store import handing_table, priority_table
from fair.retention import sweep_rows

_HANDED, _GIVEN = handing_table.c, priority_table.c
SWEEPS = (
    sweep_rows(
        "why people were handed on", 90, handing_table,
        lambda before: [_HANDED.asked_at < before, _HANDED.why != ""],
        blank={"why": ""},
    ),
    sweep_rows(
        "criteria of priority", 30, priority_table,
        lambda before: [_GIVEN.granted_at < before, _GIVEN.criterion != ""],
        blank={"criterion": ""},
    ),
)  # fmt: skip
