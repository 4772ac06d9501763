"""What was told to people after a talk is kept for so many days only; the outcome stays."""

from sqlalchemy import cast
from sqlalchemy.types import String

from fair.interviews.store import interview_table
from fair.retention import TOLD_DAYS, sweep_rows

_AT = interview_table.c
SWEEPS = (
    sweep_rows(
        "told after talks", TOLD_DAYS, interview_table,
        lambda before: [_AT.started_at < before, cast(_AT.details, String) != "{}"],
        blank={"details": {}, "salt": ""},
    ),
)  # fmt: skip
