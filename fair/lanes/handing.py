"""Handing somebody on to a colleague: asked of the person first, and by their yes alone."""

from collections.abc import Iterable
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
MOST_UNANSWERED = 2  # as often one may be asked out of one talk without having answered


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


def may_ask(earlier: Iterable[Handing]) -> bool:
    """Return whether somebody may be asked out of a talk where this was asked before.

    A no holds for the talk; silence may be a locked phone, and is asked once more.
    """
    states = [one.state for one in earlier]
    return HandingState.REFUSED not in states and states.count(HandingState.OVER) < MOST_UNANSWERED


def step(one: Handing, verb: str) -> Handing:
    """Return it one step on; refuses `WrongState` where its life has no such step."""
    return replace(one, state=move(MOVES_HANDING, one.state, verb))
