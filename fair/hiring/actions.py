"""Commands of `hiring`, by noun, and what it does when something happens elsewhere."""

from collections.abc import Callable
from typing import Any

from fair.contract.base import Command
from fair.contract.hiring import ExpireOffer
from fair.hiring import answer_actions, following_actions, hire_actions, offer_actions
from fair.hiring.seat_actions import EXPIRES


def _expire(ref: str) -> ExpireOffer:
    return ExpireOffer(offer_id=ref)


HANDLERS: dict[Any, Any] = {
    **offer_actions.HANDLERS,
    **answer_actions.HANDLERS,
    **hire_actions.HANDLERS,
}
REACTIONS: dict[Any, Any] = following_actions.REACTIONS
DUE: dict[str, Callable[[str], Command]] = {EXPIRES: _expire}

__all__ = ["DUE", "HANDLERS", "REACTIONS"]
