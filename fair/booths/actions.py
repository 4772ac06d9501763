"""One function per command of `booths`: load, decide, save."""

from collections.abc import Callable
from typing import Any

HANDLERS: dict[Any, Any] = {}
REACTIONS: dict[Any, Any] = {}
DUE: dict[str, Callable[[str], Any]] = {}
