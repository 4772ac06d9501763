"""Handing somebody on to a colleague: asked of the person first, and by their yes alone."""

from dataclasses import dataclass, replace
from datetime import datetime

from fair.decisions import Moves, move
from fair.glossary import HandingState

MOVES_HANDING: Moves[HandingState] = {
    HandingState.ASKED: {
        "go": HandingState.GONE,
        "agree": HandingState.AGREED,
        "refuse": HandingState.REFUSED,
        "end": HandingState.OVER,
    },
    HandingState.AGREED: {"go": HandingState.GONE, "end": HandingState.OVER},
    HandingState.GONE: {},
    HandingState.REFUSED: {},
    HandingState.OVER: {},
}
OPEN = frozenset(state for state, moves in MOVES_HANDING.items() if moves)
ASKED_S = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Handing:
    """From the talk of a ticket to `account_id`, who stands at `booth_id`; `why` in one line.

    `agreed`: the person said yes and still talks at that very booth.
    """

    id: str
    fair_id: str
    ticket_id: str
    booth_id: str
    person_id: str
    account_id: str
    state: HandingState
    asked_at: datetime
    why: str = ""


def step(one: Handing, verb: str) -> Handing:
    """Return it one step on; refuses `WrongState` where its life has no such step."""
    return replace(one, state=move(MOVES_HANDING, one.state, verb))
