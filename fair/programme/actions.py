"""One function per command of `programme`: load, decide, save."""

from collections.abc import Callable
from typing import Any

from fair.db import Work
from fair.programme import store
from fair.programme.fair import Fair, must_be_open


def require_open(work: Work, fair_id: str) -> Fair:
    """Return the fair; refuses `FairOnPause` or `FairNotOpen` unless it is open."""
    fair = store.fair(work, fair_id)
    must_be_open(fair)
    return fair


HANDLERS: dict[Any, Any] = {}
REACTIONS: dict[Any, Any] = {}
DUE: dict[str, Callable[[str], Any]] = {}
