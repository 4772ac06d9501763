"""What happens to the office."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from fair.decisions import Fact


@dataclass(frozen=True, kw_only=True)
class OfficeSet(Fact):
    """The office's name, telephone, hours and licence are said anew; `hashes` are of them."""

    kind: ClassVar[str] = "office.set"
    hashes: Mapping[str, str] = field(default_factory=dict, hash=False)
