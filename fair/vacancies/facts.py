"""What can happen to a vacancy."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from fair.decisions import Fact


@dataclass(frozen=True, kw_only=True)
class _OfVacancy(Fact):
    vacancy_id: str
    booth_id: str


@dataclass(frozen=True, kw_only=True)
class VacancyCreated(_OfVacancy):
    kind: ClassVar[str] = "vacancy.created"
    employer_id: str


@dataclass(frozen=True, kw_only=True)
class _Promised(_OfVacancy):
    """What a post says from now on, where people can see it.

    `shows` are codes and numbers, `hashes` are of its terms and of what it is called.
    """

    employer_id: str = ""
    head_count: int = 0
    ends_at: datetime | None = None
    shows: Mapping[str, Any] = field(default_factory=dict, hash=False)
    hashes: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, kw_only=True)
class VacancyChanged(_Promised):
    """Its terms or its head-count changed; `version` is the one that counts from now on."""

    kind: ClassVar[str] = "vacancy.changed"
    version: int


@dataclass(frozen=True, kw_only=True)
class VacancyOpened(_Promised):
    kind: ClassVar[str] = "vacancy.opened"
    version: int = 1


@dataclass(frozen=True, kw_only=True)
class VacancySentToReview(_OfVacancy):
    kind: ClassVar[str] = "vacancy.sent_to_review"


@dataclass(frozen=True, kw_only=True)
class VacancyReviewed(_OfVacancy):
    kind: ClassVar[str] = "vacancy.reviewed"
    approved: bool


@dataclass(frozen=True, kw_only=True)
class VacancyFilled(_OfVacancy):
    """The last free opening is spoken for."""

    kind: ClassVar[str] = "vacancy.filled"


@dataclass(frozen=True, kw_only=True)
class VacancyReopened(_OfVacancy):
    kind: ClassVar[str] = "vacancy.reopened"


@dataclass(frozen=True, kw_only=True)
class VacancySuspended(_OfVacancy):
    kind: ClassVar[str] = "vacancy.suspended"
    why: str


@dataclass(frozen=True, kw_only=True)
class VacancyLifted(_OfVacancy):
    kind: ClassVar[str] = "vacancy.lifted"


@dataclass(frozen=True, kw_only=True)
class VacancyWithdrawn(_OfVacancy):
    kind: ClassVar[str] = "vacancy.withdrawn"


@dataclass(frozen=True, kw_only=True)
class VacancyExpired(_OfVacancy):
    """Its last day is over."""

    kind: ClassVar[str] = "vacancy.expired"


@dataclass(frozen=True, kw_only=True)
class OpeningHeld(_OfVacancy):
    """A firm offer holds one more."""

    kind: ClassVar[str] = "opening.held"


@dataclass(frozen=True, kw_only=True)
class OpeningFreed(_OfVacancy):
    kind: ClassVar[str] = "seat.freed"
    was: str


POST_FACTS = (
    VacancyOpened, VacancyFilled, VacancyReopened, VacancyWithdrawn, VacancySuspended,
    VacancyLifted, VacancyExpired, VacancyChanged,
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class VacanciesCompleted(Fact):
    """Missing fields of many drafts were filled in at once, as the employer's words."""

    kind: ClassVar[str] = "vacancies.completed"
    employer_id: str
    vacancies: int
    fields: int
