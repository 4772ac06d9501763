"""Messages of the slice `hiring`: offers and hires."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from fair.contract.base import Command, Event, Reply
from fair.contract.text_types import Id, Line, OptionalId
from fair.glossary import OfferState
from fair.roles import RECRUITERS, SEEKERS, SIDES, SYSTEM

Money = Annotated[Decimal, Field(ge=0, le=Decimal(1_000_000_000), decimal_places=2)]
Hours = Annotated[Decimal, Field(ge=0, le=112, decimal_places=2)]
OFFER = {"offer_id": "o00000000001"}
MINE = ("not-found", "not-allowed", "wrong-state")
ANSWERING = (*MINE, "offer-expired", "offer-frozen")
CONFIRMING = (*MINE, "hire-confirmed", "licence-stopped", "offer-frozen")


class OfferReply(Reply):
    """The offer's state after the command; `rank` is 0 but for a reserve offer."""

    offer_id: str
    state: OfferState
    rank: int = 0


class MakeOffer(
    Command,
    name="offer.make",
    by=RECRUITERS,
    reply=OfferReply,
    refusals=(
        "not-found", "not-your-booth", "post-of-other-booth", "post-not-open", "beyond-head-count",
        "seat-is-free", "already-offered", "starts-too-early", "starts-too-late", "bad-term",
        "offer-protected", "consent-gone", "no-licence",
        "already-concluded", "wrong-state", "fee-asked", "phrase-refused", "not-reached",
    ),
    example={
        "call_id": "c00000000001", "vacancy_id": "v00000000001", "starts_on": "2026-12-01",
    },
):  # fmt: skip
    """A recruiter makes an offer during or after a talk, named by its interview or its call.

    All terms come from the post as it stands; only the first day is picked. The other fields
    change one term each, in the post's own currency and pay period; whatever becomes worse than
    the post is marked in the offer. When every opening is spoken for it is refused, and
    `as_reserve` makes it a numbered reserve offer.
    """

    interview_id: OptionalId = ""
    call_id: OptionalId = ""
    vacancy_id: Id
    starts_on: date
    as_reserve: bool = False
    pay_base: Money | None = None
    usual_hours_week: Hours | None = None
    overtime_rate: Money | None = None
    deductions_month: Money | None = None
    bonus_amount: Money | None = None
    probation_months: Annotated[int, Field(ge=0, le=12)] | None = None
    probation_pay: Money | None = None
    social_insurance: Literal["yes", "no"] | None = None
    travel_payer: Literal["employer", "worker", "organiser", "none"] | None = None
    lodging: Literal["none", "free", "paid"] | None = None
    lodging_cost_month: Money | None = None
    meals: Literal["none", "free", "partial", "paid"] | None = None
    place: Annotated[str, Line(200)] | None = None


class OpenTerms(Command, name="offer.open_terms", by=SEEKERS, refusals=MINE, example=OFFER):
    """The person opened the terms, or had them read aloud; *Accept* opens after it."""

    offer_id: Id
    aloud: bool = False


class AcceptOffer(
    Command,
    name="offer.accept",
    by=SEEKERS,
    reply=OfferReply,
    refusals=(*ANSWERING, "terms-not-opened", "offer-in-reserve", "already-hired"),
    example=OFFER,
):
    """The person accepts. An offer accepted before is given up in the same work.

    `helper`: somebody sits beside the person and helps; the acceptance is marked so.
    """

    offer_id: Id
    helper: bool = False


class DeclineOffer(
    Command,
    name="offer.decline",
    by=SEEKERS,
    reply=OfferReply,
    refusals=(*MINE, "offer-expired"),
    example=OFFER,
):
    """The person says no, to a firm, frozen or reserve offer."""

    offer_id: Id


class TakeBackOffer(
    Command,
    name="offer.take_back",
    by=SEEKERS,
    reply=OfferReply,
    refusals=(*MINE, "both-confirmed"),
    example=OFFER,
):
    """The person takes the acceptance back, free until both have confirmed."""

    offer_id: Id


class WithdrawOffer(
    Command,
    name="offer.withdraw",
    by=RECRUITERS,
    reply=OfferReply,
    refusals=(*MINE, "not-your-booth", "offer-frozen"),
    takes=RECRUITERS,
    example={**OFFER, "reason": "mistake"},
):
    """The employer withdraws a firm or reserve offer, with a reason that the person reads."""

    offer_id: Id
    reason: Literal["need", "papers", "mistake", "agreed"]


class ExpireOffer(Command, name="offer.expire", by=SYSTEM, refusals=MINE, example=OFFER):
    """The time to answer is over."""

    offer_id: Id


class ConfirmHire(
    Command,
    name="hire.confirm",
    by=SIDES,
    refusals=(*CONFIRMING, "not-your-booth"),
    example=OFFER,
):
    """One side confirms the hire of an accepted offer; with the second it counts as a hire."""

    offer_id: Id


class SayHireFell(
    Command,
    name="hire.fell_through",
    by=SIDES,
    takes=SIDES,
    refusals=(*MINE, "not-your-booth", "not-your-reason"),
    example={**OFFER, "reason": "papers"},
):
    """One side says that the hire came to nothing, and why; the opening is free again."""

    offer_id: Id
    reason: Literal["changed_mind", "need", "papers", "terms", "absent", "money"]


class OfferChanged(
    Event,
    name="offer.changed",
    audience="{to}",
    example={
        **OFFER, "to": "person:p00000000001", "booth_id": "b00000000001", "state": "firm",
        "version": 1, "fresh": True,
    },
):  # fmt: skip
    """An offer, or the hire that follows it, moved. `fresh` where it can be answered from now on.

    Goes to the person and to the booth's desk.
    """

    to: str
    offer_id: str
    booth_id: str
    state: OfferState
    version: int
    fresh: bool = False
