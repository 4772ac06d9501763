"""What happens to offers and hires. Each fact names the offer, its post and its person."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from fair.decisions import Fact


@dataclass(frozen=True, kw_only=True)
class _OfHire(Fact):
    offer_id: str
    vacancy_id: str
    booth_id: str
    employer_id: str
    person_id: str


@dataclass(frozen=True, kw_only=True)
class HireConfirmed(_OfHire):
    """One side confirmed; `by` is its role, `desk` as for an acceptance."""

    kind: ClassVar[str] = "hire.confirmed"
    by: str
    desk: bool = False


@dataclass(frozen=True, kw_only=True)
class Hired(_OfHire):
    """Both sides have confirmed: this is the hire that is counted."""

    kind: ClassVar[str] = "hire.hired"


@dataclass(frozen=True, kw_only=True)
class HireFellThrough(_OfHire):
    kind: ClassVar[str] = "hire.fell_through"
    reason: str
    was_hired: bool


@dataclass(frozen=True, kw_only=True)
class _OfOffer(Fact):
    offer_id: str
    vacancy_id: str
    booth_id: str
    employer_id: str
    person_id: str


@dataclass(frozen=True, kw_only=True)
class OfferMade(_OfOffer):
    """An offer was made: firm, or as reserve number `rank` (0 for a firm one)."""

    kind: ClassVar[str] = "offer.made"
    interview_id: str
    account_id: str
    vacancy_version: int
    rank: int
    worse: int
    terms_hash: str
    starts_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class OfferFirm(_OfOffer):
    """A reserve offer became firm, since an opening was freed."""

    kind: ClassVar[str] = "offer.firm"


@dataclass(frozen=True, kw_only=True)
class OfferMovedUp(_OfOffer):
    """A reserve offer has a better number now."""

    kind: ClassVar[str] = "offer.moved_up"
    quiet: ClassVar[bool] = True
    rank: int


@dataclass(frozen=True, kw_only=True)
class OfferOpened(_OfOffer):
    """The person opened the terms, or had them read aloud."""

    kind: ClassVar[str] = "offer.opened"
    aloud: bool


@dataclass(frozen=True, kw_only=True)
class OfferAccepted(_OfOffer):
    """`helper`: somebody sat beside the person; `desk`: signed in by digits that were read out."""

    kind: ClassVar[str] = "offer.accepted"
    helper: bool = False
    desk: bool = False


@dataclass(frozen=True, kw_only=True)
class OfferTakenBack(_OfOffer):
    """The person took the acceptance back, free of charge."""

    kind: ClassVar[str] = "offer.taken_back"


@dataclass(frozen=True, kw_only=True)
class OfferReleased(_OfOffer):
    """An accepted offer was given up: the person accepted another, or the hire fell through."""

    kind: ClassVar[str] = "offer.released"
    cause: str


@dataclass(frozen=True, kw_only=True)
class OfferDeclined(_OfOffer):
    kind: ClassVar[str] = "offer.declined"


@dataclass(frozen=True, kw_only=True)
class OfferWithdrawn(_OfOffer):
    kind: ClassVar[str] = "offer.withdrawn"
    reason: str


@dataclass(frozen=True, kw_only=True)
class OfferExpired(_OfOffer):
    """Its time is over; `reason` says where it was a reserve offer that never became firm."""

    kind: ClassVar[str] = "offer.expired"
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class OfferFrozen(_OfOffer):
    """The employer's licence was suspended; the clock of the offer stands at `left_s`."""

    kind: ClassVar[str] = "offer.frozen"
    left_s: float = 0.0


@dataclass(frozen=True, kw_only=True)
class OfferThawed(_OfOffer):
    """The suspension was lifted; the offer is firm again, with no less time than before."""

    kind: ClassVar[str] = "offer.thawed"
