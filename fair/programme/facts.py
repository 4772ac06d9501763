"""What happens to fairs, their halls, sessions and announcements."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from fair.decisions import Fact
from fair.glossary import SessionState


@dataclass(frozen=True, kw_only=True)
class AnnouncementPosted(Fact):
    kind: ClassVar[str] = "announcement.posted"
    announcement_id: str
    account_id: str = ""


@dataclass(frozen=True, kw_only=True)
class AnnouncementRemoved(Fact):
    kind: ClassVar[str] = "announcement.removed"
    announcement_id: str


# --- facts ------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class _FairSaid(Fact):
    """What an organiser said of a fair; `hashes` are of its title and text."""

    zone: str = ""
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    most_tickets: int = 0
    languages: tuple[str, ...] = ()
    moved_at: datetime | None = None
    hashes: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, kw_only=True)
class FairCreated(_FairSaid):
    kind: ClassVar[str] = "fair.created"
    demo: bool
    rehearses: str = ""


@dataclass(frozen=True, kw_only=True)
class FairChanged(_FairSaid):
    kind: ClassVar[str] = "fair.changed"
    version: int


@dataclass(frozen=True, kw_only=True)
class FairHoursMoved(Fact):
    """The hours of an announced fair are to be others.

    `agreed` where the organiser was asked first; a slice that knows whom it concerns refuses to go
    on without.
    """

    kind: ClassVar[str] = "fair.hours_moved"
    opens_at: datetime
    closes_at: datetime
    agreed: bool


@dataclass(frozen=True, kw_only=True)
class FairPublished(Fact):
    kind: ClassVar[str] = "fair.published"


@dataclass(frozen=True, kw_only=True)
class FairOpened(Fact):
    kind: ClassVar[str] = "fair.opened"


@dataclass(frozen=True, kw_only=True)
class FairPaused(Fact):
    kind: ClassVar[str] = "fair.paused"


@dataclass(frozen=True, kw_only=True)
class FairResumed(Fact):
    kind: ClassVar[str] = "fair.resumed"


@dataclass(frozen=True, kw_only=True)
class FairClosed(Fact):
    kind: ClassVar[str] = "fair.closed"


@dataclass(frozen=True, kw_only=True)
class FairArchived(Fact):
    kind: ClassVar[str] = "fair.archived"


@dataclass(frozen=True, kw_only=True)
class HallAdded(Fact):
    kind: ClassVar[str] = "hall.added"
    hall_id: str
    hashes: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, kw_only=True)
class HallChanged(Fact):
    kind: ClassVar[str] = "hall.changed"
    hall_id: str
    hashes: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, kw_only=True)
class HallRemoved(Fact):
    """A hall is going; a slice that keeps something in it refuses here, in the same work."""

    kind: ClassVar[str] = "hall.removed"
    hall_id: str


@dataclass(frozen=True, kw_only=True)
class SessionAdded(Fact):
    kind: ClassVar[str] = "session.added"
    session_id: str
    opens_at: datetime | None = None
    closes_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class SessionHoursMoved(Fact):
    """An organiser is about to add, end, move or remove the window with these hours.

    `agreed` where the organiser was asked first; a slice that knows whom it concerns refuses to go
    on without.
    """

    kind: ClassVar[str] = "session.hours_moved"
    quiet: ClassVar[bool] = True
    opens_at: datetime
    closes_at: datetime
    agreed: bool


@dataclass(frozen=True, kw_only=True)
class SessionMoved(Fact):
    """Its state or its hours are others now; `ended` where it ran until now and is over."""

    kind: ClassVar[str] = "session.moved"
    session_id: str
    state: SessionState
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    sequence: int = 0
    ended: bool = False


@dataclass(frozen=True, kw_only=True)
class SessionRemoved(Fact):
    kind: ClassVar[str] = "session.removed"
    session_id: str
    sequence: int = 0
