"""A fair and its halls: its life, its hours, and who may see it. Pure rules."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import ClassVar

from fair.decisions import N_, Fact, Moves, Refusal
from fair.glossary import FairState, Role

LANGUAGES = ("zh-Hans", "en", "ja")
LONGEST = timedelta(days=62)

MOVES_FAIR: Moves[FairState] = {
    FairState.DRAFT: {"publish": FairState.PUBLISHED},
    FairState.PUBLISHED: {"open": FairState.OPEN},
    FairState.OPEN: {"pause": FairState.PAUSED, "close": FairState.CLOSED},
    FairState.PAUSED: {"resume": FairState.OPEN, "close": FairState.CLOSED},
    FairState.CLOSED: {"archive": FairState.ARCHIVED},
    FairState.ARCHIVED: {},
}
PUBLIC = frozenset(FairState) - {FairState.DRAFT}
RUNNING = frozenset({FairState.OPEN, FairState.PAUSED})


@dataclass(frozen=True, slots=True)
class Fair:
    """A fair. `demo` is given at birth and never changes; `zone` is an IANA name."""

    id: str
    title: str
    about: str
    state: FairState
    zone: str
    demo: bool
    opens_at: datetime
    closes_at: datetime
    most_tickets: int = 3
    languages: tuple[str, ...] = LANGUAGES
    version: int = 1

    @property
    def is_open(self) -> bool:
        return self.state is FairState.OPEN


@dataclass(frozen=True, slots=True)
class Hall:
    """A hall of a fair; `titles` by language code, at least one."""

    id: str
    fair_id: str
    titles: Mapping[str, str] = field(hash=False)
    position: int = 0

    def title(self, lang: str) -> str:
        """Return its name in this language, else in English, else in any that there is."""
        return self.titles.get(lang) or self.titles.get("en") or next(iter(self.titles.values()))


# --- facts ------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class FairCreated(Fact):
    kind: ClassVar[str] = "fair.created"
    demo: bool


@dataclass(frozen=True, kw_only=True)
class FairChanged(Fact):
    kind: ClassVar[str] = "fair.changed"
    version: int


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


@dataclass(frozen=True, kw_only=True)
class HallChanged(Fact):
    kind: ClassVar[str] = "hall.changed"
    hall_id: str


@dataclass(frozen=True, kw_only=True)
class HallRemoved(Fact):
    """A hall is going; a slice that keeps something in it refuses here, in the same work."""

    kind: ClassVar[str] = "hall.removed"
    hall_id: str


# --- refusals ---------------------------------------------------------------------------------


class FairNotOpen(Refusal):
    code = "fair-not-open"
    sentence = N_("The fair is not open now. Look at its hours and come back then.")


class FairOnPause(Refusal):
    code = "fair-on-pause"
    sentence = N_("The fair is paused. Every place is kept; try again when it goes on.")


class HoursBackwards(Refusal):
    code = "hours-backwards"
    status = 422
    sentence = N_("The closing time must be later than the opening time. Change one of them.")


class HoursTooLong(Refusal):
    code = "hours-too-long"
    status = 422
    sentence = N_("A fair lasts {days} days at most. Choose an earlier closing time.")


class UnknownZone(Refusal):
    code = "unknown-zone"
    status = 422
    sentence = N_("We do not know this time zone. Choose one from the list.")


class NoHall(Refusal):
    code = "no-hall"
    sentence = N_("The fair has no hall yet. Add at least one hall, then publish.")


class HallNeedsName(Refusal):
    code = "hall-needs-name"
    status = 422
    sentence = N_("Give the hall a name in at least one language.")


class LastHall(Refusal):
    code = "last-hall"
    sentence = N_("This is the only hall. Add another hall before you remove this one.")


class DemoIsBorn(Refusal):
    code = "demo-is-born"
    status = 403
    sentence = N_("Only the demo command makes a demo fair. Create a real fair here.")


class FairFinished(Refusal):
    code = "fair-finished"
    sentence = N_("This fair is over and can no longer be changed. Create a new one.")


# --- rules ------------------------------------------------------------------------------------


def visible(fair: Fair, role: Role) -> bool:
    """True where this role may see the fair: a draft is the organisers' own."""
    return fair.state in PUBLIC or role in {Role.ORGANISER, Role.SYSTEM}


def must_be_open(fair: Fair) -> None:
    """Refuse with `FairOnPause` or `FairNotOpen` unless the fair is open."""
    if fair.state is FairState.PAUSED:
        raise FairOnPause
    if fair.state is not FairState.OPEN:
        raise FairNotOpen


def must_be_changeable(fair: Fair) -> None:
    """Refuse with `FairFinished` once the fair is closed."""
    if fair.state in {FairState.CLOSED, FairState.ARCHIVED}:
        raise FairFinished


def check_hours(opens_at: datetime, closes_at: datetime) -> None:
    """Refuse hours that run backwards or over two months."""
    if closes_at <= opens_at:
        raise HoursBackwards
    if closes_at - opens_at > LONGEST:
        raise HoursTooLong(days=LONGEST.days)
