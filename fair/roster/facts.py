"""What happens to companies of a file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from fair.decisions import Fact


@dataclass(frozen=True, kw_only=True)
class CompanyBrought(Fact):
    """An employer was brought in from a file, with an invitation. `hashes` are of its code."""

    kind: ClassVar[str] = "roster.brought"
    employer_id: str
    invitation_id: str
    hashes: Mapping[str, str] = field(default_factory=dict, hash=False)
