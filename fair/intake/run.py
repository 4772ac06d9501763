"""A file that comes in some rows at a time: how far it is, and how long it still takes. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A file that comes in: of its `rows`, so many were `read`, up to the one numbered `row`.

    `waits` are rows that wait to be mended. `failed` says why it could not be read to its end.
    """

    id: str
    account_id: str
    file_id: str
    import_id: str
    map_text: str
    encoding: str
    rows: int
    row: int
    read: int
    brought: int
    refused: int
    duplicates: int
    employers: int
    waits: int
    cancelled: bool
    failed: Mapping[str, Any] = field(hash=False)
    at: datetime
    begun_at: datetime | None
    ended_at: datetime | None

    @property
    def runs(self) -> bool:
        """True until all of it is read, or it is stopped."""
        return self.ended_at is None

    @property
    def left(self) -> int:
        """Return how many rows were not read."""
        return max(0, self.rows - self.read)

    def seconds_left(self, now: datetime) -> int | None:
        """Return how long it still takes at the pace until now; None where nobody can say yet."""
        if not self.runs or not self.read or self.begun_at is None:
            return None
        ran = (now - self.begun_at).total_seconds()
        return max(1, round(ran / self.read * self.left))
