"""One function per command of `rooms`: load, decide, save. Doors: `ring`, `cancel`, `keep_room`."""

from collections.abc import Callable
from typing import Any

from fair.rooms import call_actions, chat_actions, seat_actions
from fair.rooms.call_actions import cancel, ring
from fair.rooms.chat_actions import keep_room

HANDLERS: dict[Any, Any] = {
    **call_actions.HANDLERS,
    **seat_actions.HANDLERS,
    **chat_actions.HANDLERS,
}
REACTIONS: dict[Any, Any] = chat_actions.REACTIONS
DUE: dict[str, Callable[[str], Any]] = call_actions.DUE

__all__ = ["DUE", "HANDLERS", "REACTIONS", "cancel", "keep_room", "ring"]
