"""A booth in a hall, and who stands at it.

A booth is open while its employer wants visitors and somebody is there. When the last recruiter
goes on a break it pauses by itself and its clocks stand still; it resumes when one comes back.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TypedDict

from fair.decisions import Moves
from fair.employers.employer import Employer
from fair.employers.licence import Licence
from fair.glossary import BoothState
from fair.languages import NO_TEXTS, Texts
from fair.programme.fair import Fair

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
    SESSION = "session"
    LICENCE = "licence"


@dataclass(frozen=True, slots=True, kw_only=True)
class Booth:
    """An employer's place in a hall of one fair. `about` is what visitors read there."""

    id: str
    fair_id: str
    hall_id: str
    employer_id: str
    number: int
    title: str
    about: Texts
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
        return self.about.in_(lang)


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

    def expected(self, now: datetime) -> bool:
        """True while here, or on a break that is not over yet by their own word."""
        return self.back_at is None or now < self.back_at


def lacks_licence(booth: Booth, licence: Licence | None) -> bool:
    """True where a closed booth may not open: that needs a verified licence; going on does not."""
    return booth.state is BoothState.CLOSED and not (licence and licence.valid)


def back_at(now: datetime, minutes: int) -> datetime:
    """Return when somebody who goes now for so many minutes is back."""
    return now + timedelta(minutes=minutes)


def first_back(duties: Sequence[Duty]) -> datetime | None:
    """Return when the first of those on a break said to be back; None where somebody is here."""
    if any(duty.here for duty in duties):
        return None
    return min((duty.back_at for duty in duties if duty.back_at), default=None)


def names_of(title: str, employer: Employer) -> tuple[str, Texts]:
    """Return a booth's name and those in other languages: one title for all, else the employer's.

    A booth's room keeps them, and so the chat and the ring say the same.
    """
    return (title, NO_TEXTS) if title else (employer.name, employer.names)


def called(booth: Booth, employer: Employer | None, lang: str) -> str:
    """Return what readers of a language call a booth: its own title, else its employer's name."""
    if employer is None:
        return booth.title
    name, names = names_of(booth.title, employer)
    return names.get(lang, name)


class Presence(TypedDict):
    """How a booth stands to visitors; `back_at` where all are on a break."""

    state: BoothState
    soon: bool
    over: bool
    present: list[Duty]
    back_at: datetime | None


def presence(fair: Fair, booth: Booth, duties: Sequence[Duty]) -> Presence:
    """Return how a booth stands to visitors: its state within the fair's, who is there, or when."""
    expected_at = first_back(duties) if booth.waits_for_somebody else None
    return {
        "state": booth.state if fair.running else BoothState.CLOSED,
        "soon": fair.ahead,
        "over": fair.over,
        "present": [duty for duty in duties if duty.here],
        "back_at": expected_at,
    }
