"""What happens in an audit. Each fact is the auditor's own act, and names the account."""

from dataclasses import dataclass
from typing import ClassVar

from fair.decisions import Fact


@dataclass(frozen=True, kw_only=True)
class HiresDrawn(Fact):
    """Hires were drawn by a seed, `many` of the hires that stood, `of` so many, in this order.

    It is the draw with this `number` at the fair: who draws until it fits is seen to do so. By the
    `rule` 2 the draw's id counts beside the seed.
    """

    kind: ClassVar[str] = "audit.drawn"
    draw_id: str
    account_id: str
    number: int
    seed: str
    many: int
    of: int
    drawn: tuple[str, ...]
    rule: int = 1


@dataclass(frozen=True, kw_only=True)
class NameOpened(Fact):
    """An auditor opened a person's name and number: by a draw, or for a reason, sealed in `why`."""

    kind: ClassVar[str] = "audit.name_opened"
    opening_id: str
    person_id: str
    account_id: str
    draw_id: str
    why: str


@dataclass(frozen=True, kw_only=True)
class HireMarked(Fact):
    """Whoever was drawn was rung, and confirmed, denied or was not reached; the last one counts."""

    kind: ClassVar[str] = "audit.marked"
    draw_id: str
    offer_id: str
    account_id: str
    said: str


@dataclass(frozen=True, kw_only=True)
class DrawClosed(Fact):
    """Nothing of a draw is marked any more: this is its result."""

    kind: ClassVar[str] = "audit.closed"
    draw_id: str
    account_id: str
