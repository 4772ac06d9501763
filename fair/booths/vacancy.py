"""A vacancy, a post to readers: its life and its seats.

Firm and accepted offers together never exceed the head-count.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from fair.decisions import N_, Fact, Moves, Refusal
from fair.glossary import VacancyState

MOVES_VACANCY: Moves[VacancyState] = {
    VacancyState.DRAFT: {
        "open": VacancyState.OPEN,
        "review": VacancyState.REVIEW,
        "withdraw": VacancyState.WITHDRAWN,
    },
    VacancyState.REVIEW: {
        "open": VacancyState.OPEN,
        "send_back": VacancyState.DRAFT,
        "withdraw": VacancyState.WITHDRAWN,
    },
    VacancyState.OPEN: {
        "fill": VacancyState.FILLED,
        "suspend": VacancyState.SUSPENDED,
        "withdraw": VacancyState.WITHDRAWN,
        "expire": VacancyState.EXPIRED,
    },
    VacancyState.FILLED: {
        "reopen": VacancyState.OPEN,
        "suspend": VacancyState.SUSPENDED,
        "withdraw": VacancyState.WITHDRAWN,
        "expire": VacancyState.EXPIRED,
    },
    VacancyState.SUSPENDED: {
        "lift": VacancyState.OPEN,
        "withdraw": VacancyState.WITHDRAWN,
        "expire": VacancyState.EXPIRED,
    },
    VacancyState.WITHDRAWN: {},
    VacancyState.EXPIRED: {},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Vacancy:
    """A post as it stands now; `terms` are those of its `version`."""

    id: str
    employer_id: str
    booth_id: str
    fair_id: str
    version: int
    title: str
    work: str
    state: VacancyState
    head_count: int
    firm: int
    accepted: int
    terms: Mapping[str, Any]

    @property
    def free(self) -> int:
        """Return how many seats are neither offered firmly nor accepted."""
        return self.head_count - self.firm - self.accepted


class NoSeat(Refusal):
    code = "no-seat"
    sentence = N_("Every seat of this post is spoken for. Make a reserve offer instead.")


@dataclass(frozen=True, kw_only=True)
class _OfVacancy(Fact):
    vacancy_id: str
    booth_id: str


@dataclass(frozen=True, kw_only=True)
class VacancyOpened(_OfVacancy):
    kind: ClassVar[str] = "vacancy.opened"


@dataclass(frozen=True, kw_only=True)
class VacancyFilled(_OfVacancy):
    """The last free seat is spoken for."""

    kind: ClassVar[str] = "vacancy.filled"


@dataclass(frozen=True, kw_only=True)
class VacancyReopened(_OfVacancy):
    kind: ClassVar[str] = "vacancy.reopened"


@dataclass(frozen=True, kw_only=True)
class VacancyWithdrawn(_OfVacancy):
    kind: ClassVar[str] = "vacancy.withdrawn"


@dataclass(frozen=True, kw_only=True)
class SeatFreed(_OfVacancy):
    kind: ClassVar[str] = "seat.freed"
    was: str
