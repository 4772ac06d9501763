"""What can happen to a vacancy, and why a rule about one says no."""

from dataclasses import dataclass
from typing import ClassVar

from fair.decisions import N_, Fact, Refusal


class NoSeat(Refusal):
    code = "no-seat"
    sentence = N_("Every seat of this post is spoken for. Make a reserve offer instead.")


class NotYourVacancy(Refusal):
    code = "not-your-vacancy"
    status = 403
    sentence = N_("This post belongs to another employer. Open your own list of posts.")


class PostIncomplete(Refusal):
    code = "post-incomplete"
    sentence = N_("This is missing before the post can open: {field}. Fill it in and try again.")


class BadField(Refusal):
    code = "bad-field"
    status = 422
    sentence = N_("{field}: {problem}")


class NoBooth(Refusal):
    code = "no-booth"
    sentence = N_("A post opens at a booth. Choose the booth it belongs to first.")


class HeadCountTooLow(Refusal):
    code = "head-count-too-low"
    sentence = N_(
        "{taken} seats are offered or accepted. The head-count cannot fall below that; "
        "withdraw an offer first."
    )


class AgeLimitWaits(Refusal):
    code = "age-limit-waits"
    sentence = N_(
        "An age limit is looked at by the organiser before a post opens. "
        "Withdraw this post and make a new one with the limit."
    )


@dataclass(frozen=True, kw_only=True)
class _OfVacancy(Fact):
    vacancy_id: str
    booth_id: str


@dataclass(frozen=True, kw_only=True)
class VacancyCreated(_OfVacancy):
    kind: ClassVar[str] = "vacancy.created"
    employer_id: str


@dataclass(frozen=True, kw_only=True)
class VacancyChanged(_OfVacancy):
    """Its terms or its head-count changed; `version` is the one that counts from now on."""

    kind: ClassVar[str] = "vacancy.changed"
    version: int


@dataclass(frozen=True, kw_only=True)
class VacancyOpened(_OfVacancy):
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
    """The last free seat is spoken for."""

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
class SeatFreed(_OfVacancy):
    kind: ClassVar[str] = "seat.freed"
    was: str


@dataclass(frozen=True, kw_only=True)
class VacanciesImported(Fact):
    """An import was published: its vacancies can be seen from now on."""

    kind: ClassVar[str] = "vacancies.imported"
    import_id: str
    employer_id: str = ""
    vacancies: int
    refused: int
    duplicates: int
    employers: int


@dataclass(frozen=True, kw_only=True)
class VacanciesCompleted(Fact):
    """Missing fields of many drafts were filled in at once, as the employer's words."""

    kind: ClassVar[str] = "vacancies.completed"
    employer_id: str
    vacancies: int
    words: int
