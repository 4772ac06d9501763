"""A fair and its halls: its life, its hours, and who may see it. Pure rules."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from fair.decisions import Actor, Moves
from fair.folding import key
from fair.glossary import FairState, Role
from fair.languages import DEFAULT, LANGUAGES, NO_TEXTS, Texts
from fair.programme.refusals import (
    FairFinished,
    FairNotOpen,
    FairOnPause,
    HallNamedSo,
    HoursBackwards,
    HoursPast,
    HoursTooLong,
    LastHall,
    NoHall,
    OpenAlready,
)

LONGEST = timedelta(days=62)
HOURS = "fair.hours_told"  # the deadline after which who takes part hears of changed hours
SETTLED_S = 60.0  # as long changed hours stand before they are told: a slip is put right, untold

MOVES_FAIR: Moves[FairState] = {
    FairState.DRAFT: {"publish": FairState.PUBLISHED},
    FairState.PUBLISHED: {"open": FairState.OPEN},
    FairState.OPEN: {"pause": FairState.PAUSED, "close": FairState.CLOSED},
    FairState.PAUSED: {"resume": FairState.OPEN, "close": FairState.CLOSED},
    FairState.CLOSED: {"archive": FairState.ARCHIVED},
    FairState.ARCHIVED: {},
}
OVER = frozenset({FairState.CLOSED, FairState.ARCHIVED})
PUBLIC = frozenset(FairState) - {FairState.DRAFT}
AHEAD = frozenset({FairState.DRAFT, FairState.PUBLISHED})
RUNNING = frozenset({FairState.OPEN, FairState.PAUSED})


@dataclass(frozen=True, slots=True)
class Fair:
    """A fair. `demo` is given at birth and never changes; `zone` is an IANA name.

    `titles` and `abouts` hold title and text in other languages, where given; `phone` is where the
    organiser is reached, at `phone_hours`; `permit` is the number of the licence. What is empty is
    as the office has it. `moved_at` is when its hours last changed after it was announced.
    `rehearses` is the fair that this one, a demo, is a rehearsal of; empty for every other.
    """

    id: str
    title: str
    about: str
    state: FairState
    zone: str
    demo: bool
    opens_at: datetime
    closes_at: datetime
    most_tickets: int = 3
    languages: tuple[str, ...] = field(default_factory=lambda: tuple(LANGUAGES))
    version: int = 1
    titles: Texts = NO_TEXTS
    abouts: Texts = NO_TEXTS
    phone: str = ""
    phone_hours: Texts = NO_TEXTS
    permit: str = ""
    moved_at: datetime | None = None
    rehearses: str = ""

    def called(self, lang: str) -> str:
        """Return the title for a reader of this language."""
        return self.titles.get(lang, self.title)

    def named(self, lang: str) -> str:
        """Return the title as it is said where no page of the fair is: a demo's says so."""
        return f"{self.mark} · {self.called(lang)}" if self.demo else self.called(lang)

    @property
    def mark(self) -> str:
        """Return what every page and export says of a fair that is not real; "" of a real one."""
        return "REHEARSAL" if self.rehearses else "DEMO" if self.demo else ""

    def about_in(self, lang: str) -> str:
        """Return what is said of it for a reader of this language."""
        return self.abouts.get(lang, self.about)

    @property
    def over(self) -> bool:
        """True once it has closed for good."""
        return self.state in OVER

    @property
    def in_draft(self) -> bool:
        """True while only organisers see it."""
        return self.state is FairState.DRAFT

    @property
    def ahead(self) -> bool:
        """True until it opens."""
        return self.state in AHEAD

    @property
    def welcomes(self) -> bool:
        """True while people may come in and write: announced, and not over."""
        return self.state in PUBLIC and not self.over

    @property
    def running(self) -> bool:
        """True between opening and closing, on a pause too."""
        return self.state in RUNNING

    @property
    def is_open(self) -> bool:
        return self.state is FairState.OPEN


@dataclass(frozen=True, slots=True)
class Hall:
    """A hall of a fair; its title in at least one language."""

    id: str
    fair_id: str
    titles: Texts
    position: int = 0

    def title(self, lang: str) -> str:
        """Return its name in this language, else in English, else in any that there is."""
        return self.titles.in_(lang, DEFAULT)


# --- rules ------------------------------------------------------------------------------------


def visible(fair: Fair, actor: Actor) -> bool:
    """True where somebody may see the fair: a draft is for who runs it, a rehearsal for staff."""
    runs = actor.runs(fair.id) or actor.role is Role.SYSTEM
    if fair.rehearses:
        return runs or actor.role is Role.RECRUITER
    return runs or fair.state in PUBLIC


def must_be_open(fair: Fair) -> None:
    """Refuse with `FairOnPause` or `FairNotOpen` unless the fair is open."""
    if fair.state is FairState.PAUSED:
        raise FairOnPause
    if fair.state is not FairState.OPEN:
        raise FairNotOpen


def must_be_changeable(fair: Fair) -> None:
    """Refuse with `FairFinished` once the fair is closed."""
    if fair.over:
        raise FairFinished


def must_have_hall(halls: int) -> None:
    """Refuse with `NoHall` to publish a fair without one."""
    if not halls:
        raise NoHall


def must_keep_hall(halls: int) -> None:
    """Refuse with `LastHall` to remove the only one."""
    if halls == 1:
        raise LastHall


def check_hours(opens_at: datetime, closes_at: datetime) -> None:
    """Refuse hours that run backwards or over two months."""
    if closes_at <= opens_at:
        raise HoursBackwards
    if closes_at - opens_at > LONGEST:
        raise HoursTooLong(days=LONGEST.days)


def hours_of(fair: Fair) -> str:
    """Return the hours of a fair as a yes names them that was asked for: of these and no others.

    To the second, as forms have them.
    """
    return f"{int(fair.opens_at.timestamp())}-{int(fair.closes_at.timestamp())}"


def must_lie_ahead(fair: Fair, now: datetime) -> None:
    """Refuse with `HoursPast` hours that are over."""
    if fair.closes_at <= now:
        raise HoursPast


def must_not_open_later(before: Fair, after: Fair, now: datetime) -> None:
    """Refuse with `OpenAlready` to let a fair that is open open at a time that lies ahead."""
    if before.running and after.opens_at > now and after.opens_at != before.opens_at:
        raise OpenAlready


def check_hall_names(titles: Texts, others: Iterable[Hall]) -> None:
    """Refuse with `HallNamedSo` a name that another hall of the fair has, however it is typed."""
    taken = {key(name) for one in others for name in one.titles.values()}
    for name in titles.values():
        if key(name) in taken:
            raise HallNamedSo(name=name)


def due_verb(fair: Fair, now: datetime) -> str:
    """Return what the hours of a fair ask of it by now: to open, to close, or nothing ("")."""
    if fair.state is FairState.PUBLISHED and fair.opens_at <= now < fair.closes_at:
        return "open"
    return "close" if fair.running and fair.closes_at <= now else ""
