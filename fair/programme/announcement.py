"""What an organiser says to the whole fair. Pure."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Announcement:
    """What an organiser said to the whole fair."""

    id: str
    fair_id: str
    text: str
    posted_at: datetime
