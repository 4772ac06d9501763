"""Routes of vacancies."""

from typing import Any

ROUTES: list[Any] = []
PARTS: dict[str, Any] = {}
