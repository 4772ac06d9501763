"""What happens to booths and to who is on duty there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from fair.booths.booth import Cause
from fair.decisions import Fact
from fair.programme.facts import FairClosed, FairPaused, FairResumed


@dataclass(frozen=True, kw_only=True)
class _OfBooth(Fact):
    booth_id: str
    employer_id: str


@dataclass(frozen=True, kw_only=True)
class BoothAdded(_OfBooth):
    kind: ClassVar[str] = "booth.added"
    hall_id: str
    number: int
    hashes: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, kw_only=True)
class BoothTold(_OfBooth):
    """Its title, text, hall or number changed; what they are now, the words as hashes."""

    kind: ClassVar[str] = "booth.told"
    hall_id: str = ""
    number: int = 0
    hashes: Mapping[str, str] = field(default_factory=dict, hash=False)


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
    quiet: ClassVar[bool] = True
    account_id: str
    back_in_s: int


@dataclass(frozen=True, kw_only=True)
class DutyBreakEnded(_OfBooth):
    kind: ClassVar[str] = "duty.break_ended"
    quiet: ClassVar[bool] = True
    account_id: str


@dataclass(frozen=True, kw_only=True)
class DutyEnded(_OfBooth):
    kind: ClassVar[str] = "duty.ended"
    account_id: str


@dataclass(frozen=True, kw_only=True)
class PracticeDone(_OfBooth):
    """A recruiter has practised a call with a robot; the practice itself is kept nowhere."""

    kind: ClassVar[str] = "duty.practised"
    account_id: str


# After each of these the deadlines of a booth, or of its fair's booths, stand still or run on.
CLOCK_FACTS: tuple[type[Fact], ...] = (
    BoothOpened, BoothPaused, BoothClosed, FairPaused, FairResumed, FairClosed,
)  # fmt: skip


def at_clocks(facts: Sequence[Fact]) -> tuple[set[str], set[str]]:
    """Return the booths, and the fairs, whose clocks stop or go on by some of these facts."""
    clocks = [fact for fact in facts if isinstance(fact, CLOCK_FACTS)]
    booths = {one for fact in clocks if (one := getattr(fact, "booth_id", ""))}
    return booths, {fact.fair_id for fact in clocks if not getattr(fact, "booth_id", "")}
