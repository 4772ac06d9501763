"""What happens to maps that the office keeps."""

from dataclasses import dataclass
from typing import ClassVar

from fair.decisions import Fact


@dataclass(frozen=True, kw_only=True)
class MapKept(Fact):
    """A map was kept, or written anew, with so many columns."""

    kind: ClassVar[str] = "map.kept"
    map_id: str
    columns: int


@dataclass(frozen=True, kw_only=True)
class MapDropped(Fact):
    """A map is not kept any more."""

    kind: ClassVar[str] = "map.dropped"
    map_id: str
