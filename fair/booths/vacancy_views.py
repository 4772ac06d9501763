"""What each audience of vacancies may see."""

from typing import Any

NEWS: tuple[Any, ...] = ()
AUDIENCES: dict[str, Any] = {}
