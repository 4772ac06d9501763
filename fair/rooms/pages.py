"""Routes of `rooms`."""

from typing import Any

ROUTES: list[Any] = []
PARTS: dict[str, Any] = {}
