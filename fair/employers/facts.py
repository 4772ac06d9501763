"""What happens to employers and their licences."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from fair.decisions import Fact


@dataclass(frozen=True, kw_only=True)
class EmployerAdded(Fact):
    kind: ClassVar[str] = "employer.added"
    employer_id: str
    employer_kind: str
    hashes: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, kw_only=True)
class EmployerRemoved(Fact):
    """An employer of which nothing else was here, left by a file, is not here any more."""

    kind: ClassVar[str] = "employer.removed"
    employer_id: str


@dataclass(frozen=True, kw_only=True)
class EmployerCorrected(Fact):
    kind: ClassVar[str] = "employer.corrected"
    employer_id: str
    employer_kind: str = ""
    hashes: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, kw_only=True)
class _OfLicence(Fact):
    """`act_id` names the line of the licence's history; facts from before it have none."""

    employer_id: str
    licence_id: str
    act_id: str = ""


@dataclass(frozen=True, kw_only=True)
class LicenceSubmitted(_OfLicence):
    kind: ClassVar[str] = "licence.submitted"
    employer_kind: str
    valid_from: date | None = None
    valid_to: date | None = None
    reserve_cents: int | None = None
    hashes: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, kw_only=True)
class LicenceVerified(_OfLicence):
    """Checked by the organiser: booths and posts of this employer may open."""

    kind: ClassVar[str] = "licence.verified"
    how: str = ""
    hashes: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, kw_only=True)
class LicenceHeld(_OfLicence):
    """Checked by the organiser while the company is suspended: it is suspended under this one."""

    kind: ClassVar[str] = "licence.held"
    how: str = ""
    hashes: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, kw_only=True)
class LicenceRejected(_OfLicence):
    kind: ClassVar[str] = "licence.rejected"


@dataclass(frozen=True, kw_only=True)
class LicenceDue(_OfLicence):
    """Six months since the last check: nothing new opens until it is checked again."""

    kind: ClassVar[str] = "licence.due"


@dataclass(frozen=True, kw_only=True)
class LicenceExpired(_OfLicence):
    """Its last day is over: what is open under it closes."""

    kind: ClassVar[str] = "licence.expired"


@dataclass(frozen=True, kw_only=True)
class LicenceReplaced(_OfLicence):
    """A newer licence of the same employer was verified; this one is history."""

    kind: ClassVar[str] = "licence.replaced"


@dataclass(frozen=True, kw_only=True)
class LicenceSuspended(_OfLicence):
    """The organiser suspended it: what is open under it closes until it is lifted."""

    kind: ClassVar[str] = "licence.suspended"


@dataclass(frozen=True, kw_only=True)
class LicenceLifted(_OfLicence):
    """The suspension is over."""

    kind: ClassVar[str] = "licence.lifted"


LICENCE_FACTS: tuple[type[Fact], ...] = (
    LicenceSubmitted, LicenceVerified, LicenceRejected, LicenceDue, LicenceExpired, LicenceReplaced,
    LicenceSuspended, LicenceLifted, LicenceHeld,
)  # fmt: skip
