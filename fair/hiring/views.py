"""What each audience of `hiring` may see: facts → events; the pages' contexts by their viewer."""

from typing import Any

from fair.hiring import offer_views
from fair.hiring.desk_views import desk, panel, panel_of_interview
from fair.hiring.offer_views import letter, mine

NEWS: tuple[Any, ...] = offer_views.NEWS
AUDIENCES: dict[str, Any] = {}

__all__ = ["AUDIENCES", "NEWS", "desk", "letter", "mine", "panel", "panel_of_interview"]
