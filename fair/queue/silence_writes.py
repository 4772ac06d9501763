"""An outage of ours is no silence of a booth."""

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import true

from fair.db import Work
from fair.queue import line_writes


def not_silent(work: Work, _down_since: datetime) -> None:
    """Let no booth's silence reach back before the end of an outage: nobody could press."""
    line_writes.begin_afresh(work, true())


STOPS: Sequence[Callable[[Work, datetime], None]] = [not_silent]
