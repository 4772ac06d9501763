"""What is wrong in one cell or row of somebody's file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What is wrong in one cell. `refused` where it keeps its row out; `says` is English."""

    row: int
    column: str = ""
    value: str = ""
    reason: str = ""
    says: str = ""
    values: Mapping[str, str] = field(default_factory=dict, hash=False)
    refused: bool = True

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain JSON."""
        return {
            "row": self.row,
            "column": self.column,
            "value": self.value,
            "reason": self.reason,
            "says": self.says,
            "values": dict(self.values),
            "refused": self.refused,
        }
