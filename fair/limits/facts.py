"""What happens to limits."""

from dataclasses import dataclass
from typing import ClassVar

from fair.decisions import Fact


@dataclass(frozen=True, kw_only=True)
class LimitsSet(Fact):
    """The limits of a fair, or of one booth, as they are now; None is left open."""

    kind: ClassVar[str] = "limits.set"
    booth_id: str
    capacity: int | None
    ring_s: int | None
    by_name_every: int | None
