"""The draw of an audit: which hires are rung, by a seed that anybody may use again. Pure.

Of the hires that stand, those come first whose SHA-256 of `seed`, `draw id` and `offer id`, with
one blank between them, is the least. The seed is digits that somebody says aloud, dice or a lottery
say, so that no words get into the record. An auditor reads the offers' ids beforehand and could try
seeds until friends come first: so the draw's id counts, too, which the server takes by chance when
the seed is said already. And each draw has its number, so that nobody draws until it fits.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from fair.audit.facts import HiresDrawn
from fair.audit.refusals import BadSeed, NobodyHired, OpenedEnough
from fair.decisions import Moves
from fair.glossary import DrawState
from fair.hiring.facts import Hired, HireFellThrough

MOST, LONGEST_SEED = 50, 40
MOST_A_DAY, A_DAY = 100, timedelta(hours=24)
"""So many names one auditor opens within a day at most, by draws and for reasons."""
SEEDED, WITH_ID = 1, 2
"""By which rule it was drawn: the seed alone, as before ids counted; or the seed and the id."""
_SEED = re.compile(r"[0-9]{6,40}")
MOVES_DRAW: Moves[DrawState] = {
    DrawState.OPEN: {"close": DrawState.CLOSED},
    DrawState.CLOSED: {},
}


class Said(StrEnum):
    """What came of ringing somebody who was drawn."""

    OPEN = ""
    CONFIRMED = "confirmed"
    DENIED = "denied"
    NOT_REACHED = "not_reached"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """The draw with this `number` at its fair: `many` of the `of` hires that stood then."""

    id: str
    fair_id: str
    account_id: str
    number: int
    seed: str
    many: int
    of: int
    state: DrawState
    drawn_at: datetime
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A hire that was drawn, by its offer's id, in the order of the draw; and what was said."""

    draw_id: str
    offer_id: str
    place: int
    said: Said = Said.OPEN
    said_at: datetime | None = None
    account_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """The name of a person that an auditor opened: by a draw, or for the reason `why`."""

    id: str
    fair_id: str
    person_id: str
    account_id: str
    draw_id: str
    why: str
    opened_at: datetime


def check_seed(seed: str) -> str:
    """Return the seed; refuses `BadSeed` what is not six to forty digits."""
    if not _SEED.fullmatch(seed):
        raise BadSeed
    return seed


def mark(seed: str, draw_id: str, offer_id: str) -> str:
    """Return by which mark a hire stands in the order of a draw; "" for an id that counts not."""
    said = " ".join(one for one in (seed, draw_id, offer_id) if one)
    return hashlib.sha256(said.encode()).hexdigest()


def drawn(seed: str, draw_id: str, hires: Iterable[str], many: int) -> tuple[str, ...]:
    """Return which hires are drawn, in their order; refuses `NobodyHired` where there are none."""
    found = sorted(set(hires), key=lambda one: (mark(seed, draw_id, one), one))[:many]
    if not found:
        raise NobodyHired
    return tuple(found)


def check_openings(lately: int, more: int) -> None:
    """Refuse `OpenedEnough` to open so many more names within one day."""
    if lately + more > MOST_A_DAY:
        raise OpenedEnough(most=MOST_A_DAY)


def counts(rows: Iterable[Drawn]) -> dict[str, int]:
    """Return how many of a draw said what, by the word of `Said`; "open" are still to be rung."""
    found = {str(one) or "open": 0 for one in Said}
    for row in rows:
        found[str(row.said) or "open"] += 1
    return found


def recounted(facts: Iterable[tuple[str, Mapping[str, Any]]]) -> dict[str, bool]:
    """Return by the draw's id whether its hires are those that its seed gives.

    `facts` are a fair's, (kind, data) in their order: whoever has a bundle of evidence has them.
    """
    stand: set[str] = set()
    holds: dict[str, bool] = {}
    for kind, data in facts:
        if kind == Hired.kind:
            stand.add(data["offer_id"])
        elif kind == HireFellThrough.kind:
            stand.discard(data["offer_id"])
        elif kind == HiresDrawn.kind:
            draw_id = data["draw_id"] if data.get("rule", SEEDED) == WITH_ID else ""
            again = drawn(data["seed"], draw_id, stand, data["many"]) if stand else ()
            holds[data["draw_id"]] = (list(again), len(stand)) == (data["drawn"], data["of"])
    return holds


RECOUNTED = (Hired.kind, HireFellThrough.kind, HiresDrawn.kind)
