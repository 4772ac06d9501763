"""When a booth closes, who waited there hears of it, some at a time."""

from typing import Any

from fair import timers
from fair.booths.facts import BoothClosed
from fair.db import Work
from fair.reach.many import CLOSED


def booth_closed(work: Work, fact: BoothClosed) -> None:
    """Let the clock text those who waited; by no clock of the booth, which stand still now."""
    timers.start(work, CLOSED, f"{fact.booth_id}:0", 0)


REACTIONS: dict[Any, Any] = {BoothClosed: [booth_closed]}
