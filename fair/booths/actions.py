"""Commands of `booths`, by noun, and what higher slices may ask of it."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

from fair.booths import (
    booth_actions,
    duty_actions,
    employer_actions,
    licence_actions,
    vacancy_actions,
)
from fair.booths.booth_actions import require_on_duty, require_staff
from fair.booths.vacancy_actions import accept_seat, free_seat, hold_seat
from fair.contract.base import Command

_PARTS: tuple[ModuleType, ...] = (
    employer_actions,
    licence_actions,
    booth_actions,
    duty_actions,
    vacancy_actions,
)


def _all(name: str) -> dict[Any, Any]:
    return {key: value for part in _PARTS for key, value in getattr(part, name, {}).items()}


def _answers() -> dict[Any, list[Any]]:
    merged: dict[Any, list[Any]] = {}
    for part in _PARTS:
        for fact, answers in getattr(part, "REACTIONS", {}).items():
            merged.setdefault(fact, []).extend(answers)
    return merged


HANDLERS: dict[Any, Any] = _all("HANDLERS")
REACTIONS: dict[Any, Any] = _answers()
DUE: dict[str, Callable[[str], Command]] = _all("DUE")

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
