"""Commands of `booths`, by noun, and what higher slices may ask of it."""

from collections.abc import Callable
from typing import Any

from fair.booths import booth_actions, vacancy_actions
from fair.booths.booth_actions import require_on_duty, require_staff
from fair.booths.vacancy_actions import accept_seat, free_seat, hold_seat

HANDLERS: dict[Any, Any] = {
    **booth_actions.HANDLERS,
    **vacancy_actions.HANDLERS,
}
REACTIONS: dict[Any, list[Callable[[Any, Any], None]]] = {}
for _half in (booth_actions, vacancy_actions):
    for _fact, _answers in _half.REACTIONS.items():
        REACTIONS.setdefault(_fact, []).extend(_answers)
DUE: dict[str, Callable[[str], Any]] = {
    **booth_actions.DUE,
    **vacancy_actions.DUE,
}

__all__ = [
    "DUE",
    "HANDLERS",
    "REACTIONS",
    "accept_seat",
    "free_seat",
    "hold_seat",
    "require_on_duty",
    "require_staff",
]
