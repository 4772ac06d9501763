"""A row behind a figure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """One thing that a figure counts: since when, whose (an alias), and what the facts name."""

    at: datetime
    alias: str
    told: Mapping[str, str]
    helper: bool = False
    desk: bool = False
