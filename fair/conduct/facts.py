"""What is done about somebody's conduct. The words beside the reason stand in none of them."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from fair.decisions import Fact


@dataclass(frozen=True, kw_only=True)
class MeasureFact(Fact):
    """Something about one person's measure; `account_id` is of the office."""

    measure_id: str
    person_id: str
    account_id: str


@dataclass(frozen=True, kw_only=True)
class PersonMuted(MeasureFact):
    """Somebody may not write at the fair; to its end where no time is said."""

    kind: ClassVar[str] = "person.muted"
    reason: str
    until: datetime | None


@dataclass(frozen=True, kw_only=True)
class PersonRemoved(MeasureFact):
    """Somebody was sent out of the fair: the places end, and none can be taken."""

    kind: ClassVar[str] = "person.removed"
    reason: str


@dataclass(frozen=True, kw_only=True)
class PersonLetIn(MeasureFact):
    """Somebody is another person than the one who was sent out and has the same number."""

    kind: ClassVar[str] = "person.let_in"


@dataclass(frozen=True, kw_only=True)
class MeasureUndone(MeasureFact):
    """A mute or a removal was taken back."""

    kind: ClassVar[str] = "person.measure_undone"


@dataclass(frozen=True, kw_only=True)
class StaffMuted(Fact):
    """A member of an employer's staff, `whom_id`, may not write at the fair."""

    kind: ClassVar[str] = "staff.muted"
    measure_id: str
    whom_id: str
    account_id: str
    reason: str
    until: datetime | None


@dataclass(frozen=True, kw_only=True)
class StaffUndone(Fact):
    """The mute of a member of staff was taken back."""

    kind: ClassVar[str] = "staff.measure_undone"
    measure_id: str
    whom_id: str
    account_id: str


MEASURE_FACTS: tuple[type[MeasureFact], ...] = (
    PersonMuted, PersonRemoved, PersonLetIn, MeasureUndone,
)  # fmt: skip
STAFF_FACTS = (StaffMuted, StaffUndone)
