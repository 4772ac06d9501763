"""What the templates of histories are given."""

from datetime import datetime
from typing import TypedDict


class Entry(TypedDict):
    """One thing that happened, in the reader's words."""

    at: datetime
    what: str
    who: str
    reason: str


class History(TypedDict):
    """A page of the history of a thing; `before` and `after` are the addresses beside it."""

    title: str
    entries: list[Entry]
    newer: str
    older: str
