"""What happens to requests to take part."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from fair.decisions import Fact


@dataclass(frozen=True, kw_only=True)
class EnrolmentAsked(Fact):
    """A company asks to take part, and its address is proved: it waits for the organiser."""

    kind: ClassVar[str] = "enrolment.asked"
    enrolment_id: str
    employer_kind: str
    valid_from: date | None = None
    valid_to: date | None = None
    reserve_cents: int | None = None
    hashes: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, kw_only=True)
class EnrolmentAccepted(Fact):
    """The organiser brought the company in."""

    kind: ClassVar[str] = "enrolment.accepted"
    enrolment_id: str
    employer_id: str


@dataclass(frozen=True, kw_only=True)
class EnrolmentRefused(Fact):
    """The organiser did not take the company."""

    kind: ClassVar[str] = "enrolment.refused"
    enrolment_id: str


@dataclass(frozen=True, kw_only=True)
class EnrolmentTakenBack(Fact):
    """The company does not want to take part any more."""

    kind: ClassVar[str] = "enrolment.taken_back"
    enrolment_id: str


@dataclass(frozen=True, kw_only=True)
class EnrolmentNotDecided(Fact):
    """The fair closed before anybody had decided: the company may ask at another one."""

    kind: ClassVar[str] = "enrolment.not_decided"
    enrolment_id: str
