"""A booth in a hall, and who stands at it.

A booth is open while its employer wants visitors and somebody is there. When the last recruiter
goes on a break it pauses by itself and its clocks stand still; it resumes when one comes back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from fair.decisions import N_, Fact, Moves, Refusal
from fair.glossary import BoothState

MOVES_BOOTH: Moves[BoothState] = {
    BoothState.CLOSED: {"open": BoothState.OPEN},
    BoothState.OPEN: {"pause": BoothState.PAUSED, "close": BoothState.CLOSED},
    BoothState.PAUSED: {"open": BoothState.OPEN, "close": BoothState.CLOSED},
}


class Cause(StrEnum):
    """Why a booth paused or closed."""

    HAND = "hand"
    NOBODY_THERE = "nobody_there"
    FAIR = "fair"
    LICENCE = "licence"


@dataclass(frozen=True, slots=True, kw_only=True)
class Booth:
    """An employer's place in a hall of one fair. `about` holds a text per language."""

    id: str
    fair_id: str
    hall_id: str
    employer_id: str
    number: int
    title: str
    about: Mapping[str, str]
    state: BoothState
    cause: Cause | None

    @property
    def open(self) -> bool:
        """True while people may join its queue."""
        return self.state is BoothState.OPEN

    @property
    def waits_for_somebody(self) -> bool:
        """True where it paused only because nobody was there."""
        return self.state is BoothState.PAUSED and self.cause is Cause.NOBODY_THERE

    def about_in(self, lang: str) -> str:
        """Return the text for a reader of this language, else the first there is."""
        return self.about.get(lang) or next(iter(self.about.values()), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """A recruiter at a booth since `since`; on a break until about `back_at`, where that is set."""

    account_id: str
    booth_id: str
    name: str
    since: datetime
    back_at: datetime | None

    @property
    def here(self) -> bool:
        """True while not on a break."""
        return self.back_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Posts:
    """What a booth has open: posts, free places, and their work groups, most places first."""

    open: int = 0
    places: int = 0
    works: tuple[str, ...] = ()


class NotYourBooth(Refusal):
    code = "not-your-booth"
    status = 403
    sentence = N_("This booth belongs to another employer. Open your own desk.")


class OffDuty(Refusal):
    code = "off-duty"
    sentence = N_("Go on duty first: press “I am here” at the booth.")


class OnDutyElsewhere(Refusal):
    code = "on-duty-elsewhere"
    sentence = N_("You are on duty at booth {number}. End your duty there first.")


class HallElsewhere(Refusal):
    code = "hall-elsewhere"
    status = 422
    sentence = N_("This hall belongs to another fair. Choose a hall of this fair.")


class HallInUse(Refusal):
    code = "hall-in-use"
    sentence = N_("Booths stand in this hall: {count}. Move them to another hall first.")


class NumberTaken(Refusal):
    code = "booth-number-taken"
    sentence = N_("Booth {number} is already somebody's. Choose another number.")


@dataclass(frozen=True, kw_only=True)
class _OfBooth(Fact):
    booth_id: str
    employer_id: str


@dataclass(frozen=True, kw_only=True)
class BoothAdded(_OfBooth):
    kind: ClassVar[str] = "booth.added"
    hall_id: str
    number: int


@dataclass(frozen=True, kw_only=True)
class BoothTold(_OfBooth):
    """Its title, text, hall or number changed."""

    kind: ClassVar[str] = "booth.told"


@dataclass(frozen=True, kw_only=True)
class BoothOpened(_OfBooth):
    """Opened, or resumed after a pause (`resumed`)."""

    kind: ClassVar[str] = "booth.opened"
    resumed: bool = False


@dataclass(frozen=True, kw_only=True)
class BoothPaused(_OfBooth):
    kind: ClassVar[str] = "booth.paused"
    cause: str = Cause.HAND


@dataclass(frozen=True, kw_only=True)
class BoothClosed(_OfBooth):
    kind: ClassVar[str] = "booth.closed"
    cause: str = Cause.HAND


@dataclass(frozen=True, kw_only=True)
class DutyStarted(_OfBooth):
    kind: ClassVar[str] = "duty.started"
    account_id: str


@dataclass(frozen=True, kw_only=True)
class DutyBreakStarted(_OfBooth):
    """Away for a moment; `back_in_s` is what was announced."""

    kind: ClassVar[str] = "duty.break_started"
    account_id: str
    back_in_s: int


@dataclass(frozen=True, kw_only=True)
class DutyBreakEnded(_OfBooth):
    kind: ClassVar[str] = "duty.break_ended"
    account_id: str


@dataclass(frozen=True, kw_only=True)
class DutyEnded(_OfBooth):
    kind: ClassVar[str] = "duty.ended"
    account_id: str


def back_at(now: datetime, minutes: int) -> datetime:
    """Return when somebody who goes now for so many minutes is back."""
    return now + timedelta(minutes=minutes)


def first_back(duties: Sequence[Duty]) -> datetime | None:
    """Return when the first of those on a break said to be back; None where somebody is here."""
    if any(duty.here for duty in duties):
        return None
    return min((duty.back_at for duty in duties if duty.back_at), default=None)
