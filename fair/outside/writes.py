"""The clock of reminders."""

from fair import timers
from fair.db import Work
from fair.outside.reminder import REMINDED, due_at
from fair.programme.fair import Fair


def set_clock(work: Work, fair: Fair) -> None:
    """Let those who asked be texted at their time, at the latest now; in place of an earlier one.

    It is no clock of the fair's: a pause does not put off what is before the opening.
    """
    left = (due_at(fair) - work.now).total_seconds()
    timers.start(work, REMINDED, f"{fair.id}:", max(0.0, left))
