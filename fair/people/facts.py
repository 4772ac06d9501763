"""What happens to persons, their numbers and their consents."""

from dataclasses import dataclass
from typing import ClassVar

from fair.decisions import Fact


@dataclass(frozen=True, kw_only=True)
class ConsentGiven(Fact):
    """From now on the employer sees these fields of the person."""

    kind: ClassVar[str] = "consent.given"
    person_id: str
    employer_id: str
    why: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class HomeShown(Fact):
    """The employer sees the home county too, for the journey: its offer was accepted."""

    kind: ClassVar[str] = "consent.home_shown"
    person_id: str
    employer_id: str


@dataclass(frozen=True, kw_only=True)
class HomeHidden(Fact):
    """The employer sees the home county no longer: the accepted offer is given up."""

    kind: ClassVar[str] = "consent.home_hidden"
    person_id: str
    employer_id: str


@dataclass(frozen=True, kw_only=True)
class ConsentWithdrawn(Fact):
    """The employer must no longer see the person; whoever holds a place there lets go of it."""

    kind: ClassVar[str] = "consent.withdrawn"
    person_id: str
    employer_id: str


@dataclass(frozen=True, kw_only=True)
class EmployerBlocked(Fact):
    """The employer can no longer ring the person or write to them: it asked for money."""

    kind: ClassVar[str] = "employer.blocked"
    quiet: ClassVar[bool] = True
    person_id: str
    employer_id: str


@dataclass(frozen=True, kw_only=True)
class EmployerUnblocked(Fact):
    """The person lets the employer reach them again."""

    kind: ClassVar[str] = "employer.unblocked"
    quiet: ClassVar[bool] = True
    person_id: str
    employer_id: str


@dataclass(frozen=True, kw_only=True)
class PersonRegistered(Fact):
    """Somebody new gave name, number and birth date at a fair."""

    kind: ClassVar[str] = "person.registered"
    person_id: str
    age_band: str
    lang: str


@dataclass(frozen=True, kw_only=True)
class PersonAttended(Fact):
    """A person takes part in a fair, there known as seeker `number`."""

    kind: ClassVar[str] = "person.attended"
    person_id: str
    number: int


@dataclass(frozen=True, kw_only=True)
class NumberConfirmed(Fact):
    """The number is the person's: proved `by` a code or by the organiser."""

    kind: ClassVar[str] = "number.confirmed"
    person_id: str
    by: str


@dataclass(frozen=True, kw_only=True)
class PersonChanged(Fact):
    """A person changed name, number or home county; which of them, no values."""

    kind: ClassVar[str] = "person.changed"
    person_id: str
    what: str


@dataclass(frozen=True, kw_only=True)
class PersonErased(Fact):
    """Every value of the person is to be blanked, by every slice, in this same work.

    Recorded once for each fair the person took part in, or once without a fair.
    """

    kind: ClassVar[str] = "person.erased"
    person_id: str
    asked_by: str
