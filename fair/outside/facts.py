"""What happens to reminders."""

from dataclasses import dataclass
from typing import ClassVar

from fair.decisions import Fact


@dataclass(frozen=True, kw_only=True)
class _ReminderFact(Fact):
    reminder_id: str
    person_id: str


@dataclass(frozen=True, kw_only=True)
class ReminderAsked(_ReminderFact):
    """Somebody wants to be told before the fair opens."""

    kind: ClassVar[str] = "reminder.asked"


@dataclass(frozen=True, kw_only=True)
class ReminderTakenBack(_ReminderFact):
    """They want it no more."""

    kind: ClassVar[str] = "reminder.taken_back"


@dataclass(frozen=True, kw_only=True)
class ReminderTold(_ReminderFact):
    """They were told."""

    kind: ClassVar[str] = "reminder.told"


@dataclass(frozen=True, kw_only=True)
class ReminderRenewed(_ReminderFact):
    """They were told of hours that are no more, and will be told again."""

    kind: ClassVar[str] = "reminder.renewed"
