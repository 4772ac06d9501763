"""What happens to lots."""

from dataclasses import dataclass
from typing import ClassVar

from fair.decisions import Fact


@dataclass(frozen=True, kw_only=True)
class LotClosed(Fact):
    """The first five minutes are over: so many are listed. `digest` is over their tickets' ids."""

    kind: ClassVar[str] = "lot.closed"
    quiet: ClassVar[bool] = True
    booth_id: str
    count: int
    after: int
    digest: str


@dataclass(frozen=True, kw_only=True)
class LotDrawn(Fact):
    """The numbers are drawn. `seed` follows from a head of the ledger and from the list.

    `digest` is over the tickets' ids with their numbers.
    """

    kind: ClassVar[str] = "lot.drawn"
    quiet: ClassVar[bool] = True
    booth_id: str
    count: int
    seed: str
    digest: str
