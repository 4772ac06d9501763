"""What happens to recruitment filings."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from fair.decisions import Fact


@dataclass(frozen=True, kw_only=True)
class FilingWithdrawn(Fact):
    """It no longer holds: what rests on it closes. `hashes` are of its number."""

    kind: ClassVar[str] = "filing.withdrawn"
    filing_id: str
    employer_id: str
    hashes: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, kw_only=True)
class FilingRestored(Fact):
    """It holds again: what closed for it is shown."""

    kind: ClassVar[str] = "filing.restored"
    filing_id: str
    employer_id: str
