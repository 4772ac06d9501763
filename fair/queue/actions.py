"""The commands of the queue and what it answers; `conclude` is for the slice that makes offers."""

from collections.abc import Callable
from typing import Any

from fair.queue import (
    desk_actions,
    following_actions,
    interview_actions,
    look_actions,
    ticket_actions,
)
from fair.queue.interview_actions import conclude

HANDLERS: dict[Any, Any] = {
    **ticket_actions.HANDLERS,
    **desk_actions.HANDLERS,
    **interview_actions.HANDLERS,
    **look_actions.HANDLERS,
}
REACTIONS: dict[Any, Any] = following_actions.REACTIONS
DUE: dict[str, Callable[[str], Any]] = {
    **ticket_actions.DUE,
    **interview_actions.DUE,
    **look_actions.DUE,
}

__all__ = ["DUE", "HANDLERS", "REACTIONS", "conclude"]
