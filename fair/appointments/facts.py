"""What happens to slots and appointments."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from fair.decisions import Fact


@dataclass(frozen=True, kw_only=True)
class SlotFact(Fact):
    slot_id: str
    booth_id: str


@dataclass(frozen=True, kw_only=True)
class SlotOpened(SlotFact):
    kind: ClassVar[str] = "slot.opened"
    starts_at: datetime
    length_s: int
    buffer_s: int
    recruiters: int


@dataclass(frozen=True, kw_only=True)
class SlotTakenBack(SlotFact):
    kind: ClassVar[str] = "slot.closed"


@dataclass(frozen=True, kw_only=True)
class AppointmentFact(Fact):
    """`sequence` counts its changes."""

    appointment_id: str
    booth_id: str
    person_id: str
    sequence: int


@dataclass(frozen=True, kw_only=True)
class AppointmentAsked(AppointmentFact):
    """*Call me*, in these parts of the day."""

    kind: ClassVar[str] = "appointment.asked"
    parts: str


@dataclass(frozen=True, kw_only=True)
class _AtTime(AppointmentFact):
    slot_id: str
    place: int
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, kw_only=True)
class AppointmentOffered(_AtTime):
    """By the employer; `second` after a first talk, `interview_id`, else to who asked for it."""

    kind: ClassVar[str] = "appointment.offered"
    second: bool
    interview_id: str = ""


@dataclass(frozen=True, kw_only=True)
class AppointmentBooked(_AtTime):
    """By the person, who took a free slot or said yes to one that was offered."""

    kind: ClassVar[str] = "appointment.booked"


@dataclass(frozen=True, kw_only=True)
class AppointmentMoved(_AtTime):
    kind: ClassVar[str] = "appointment.moved"


@dataclass(frozen=True, kw_only=True)
class AppointmentNears(AppointmentFact):
    """So near that a talk elsewhere would run into it."""

    kind: ClassVar[str] = "appointment.near"
    quiet: ClassVar[bool] = True


@dataclass(frozen=True, kw_only=True)
class AppointmentCame(AppointmentFact):
    """Its time has come: the person stands in the lane with this ticket."""

    kind: ClassVar[str] = "appointment.due"
    quiet: ClassVar[bool] = True
    ticket_id: str


@dataclass(frozen=True, kw_only=True)
class EmployerLate(AppointmentFact):
    """Ten minutes after the time nobody had called a person who could be called."""

    kind: ClassVar[str] = "appointment.late"


@dataclass(frozen=True, kw_only=True)
class AppointmentKept(AppointmentFact):
    kind: ClassVar[str] = "appointment.kept"


@dataclass(frozen=True, kw_only=True)
class AppointmentMissed(AppointmentFact):
    """The person was called and did not come."""

    kind: ClassVar[str] = "appointment.missed"


@dataclass(frozen=True, kw_only=True)
class AppointmentCancelled(AppointmentFact):
    """By the person; `cause` is "run_out" where an offered one was not answered in time."""

    kind: ClassVar[str] = "appointment.cancelled"
    cause: str


@dataclass(frozen=True, kw_only=True)
class AppointmentBroken(AppointmentFact):
    """Not by the person: `cause` says what of the employer or the fair ended it."""

    kind: ClassVar[str] = "appointment.broken"
    cause: str


SLOT_FACTS: tuple[type[SlotFact], ...] = (SlotOpened, SlotTakenBack)
APPOINTMENT_FACTS: tuple[type[AppointmentFact], ...] = (
    AppointmentAsked, AppointmentOffered, AppointmentBooked, AppointmentMoved, AppointmentNears,
    AppointmentCame, EmployerLate, AppointmentKept, AppointmentMissed, AppointmentCancelled,
    AppointmentBroken,
)  # fmt: skip
