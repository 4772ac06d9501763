"""One function per command of vacancies, and the seats that offers hold."""

from collections.abc import Callable
from typing import Any

from fair.booths.seat_actions import accept_seat, free_seat, hold_seat

HANDLERS: dict[Any, Any] = {}
REACTIONS: dict[Any, Any] = {}
DUE: dict[str, Callable[[str], Any]] = {}

__all__ = ["DUE", "HANDLERS", "REACTIONS", "accept_seat", "free_seat", "hold_seat"]
