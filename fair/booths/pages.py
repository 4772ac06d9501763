"""Routes of `booths`."""

from typing import Any

ROUTES: list[Any] = []
PARTS: dict[str, Any] = {}
