"""What an organiser says to the whole fair. Pure."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from fair.decisions import Fact


@dataclass(frozen=True, slots=True)
class Announcement:
    """What an organiser said to the whole fair."""

    id: str
    fair_id: str
    text: str
    posted_at: datetime


@dataclass(frozen=True, kw_only=True)
class AnnouncementPosted(Fact):
    kind: ClassVar[str] = "announcement.posted"
    announcement_id: str


@dataclass(frozen=True, kw_only=True)
class AnnouncementRemoved(Fact):
    kind: ClassVar[str] = "announcement.removed"
    announcement_id: str
