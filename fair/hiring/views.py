"""What each audience of `hiring` may see: facts → events, and who may hear them."""

from typing import Any

NEWS: tuple[Any, ...] = ()
AUDIENCES: dict[str, Any] = {}
