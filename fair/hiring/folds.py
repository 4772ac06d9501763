"""Offers, their answers and hires, as the facts of `hiring` add up to them."""

from fair.folds import Data, Fold, Follows, Row, Things, said
from fair.glossary import HireState, OfferState, Role
from fair.hiring import facts
from fair.vacancies.folds import accept_opening

OFFER, ANSWER, HIRE = "offer", "offer_answer", "hire"


def _offer(things: Things, data: Data) -> Row:
    return things.get(OFFER, data["offer_id"])


def _made(things: Things, data: Data, at: int) -> None:
    rank = data["rank"]
    things.new(
        OFFER,
        data["offer_id"],
        {
            "id": data["offer_id"], "fair_id": data["fair_id"], "booth_id": data["booth_id"],
            "employer_id": data["employer_id"], "vacancy_id": data["vacancy_id"],
            "vacancy_version": data["vacancy_version"], "person_id": data["person_id"],
            "interview_id": data["interview_id"], "account_id": data["account_id"],
            "state": OfferState.RESERVE if rank else OfferState.FIRM, "rank": rank or None,
            "terms": data["terms_hash"], "made_at": at, "opened_at": None, "aloud_at": None,
            "frozen_left_s": None, "reason": "", **said(data, "starts_on"),
        },
    )  # fmt: skip


def _moved(state: OfferState) -> Fold:
    def fold(things: Things, data: Data, _at: int) -> None:
        _offer(things, data).update(state=state, rank=None)

    return fold


def _moved_up(things: Things, data: Data, _at: int) -> None:
    _offer(things, data)["rank"] = data["rank"]


def _opened(things: Things, data: Data, at: int) -> None:
    offer = _offer(things, data)
    if offer.get("opened_at") is None:
        offer["opened_at"] = at
    if data["aloud"]:
        offer["aloud_at"] = at


def _answer(things: Things, data: Data, at: int, answer: str) -> None:
    things.new(
        ANSWER,
        data["offer_id"],
        {
            "offer_id": data["offer_id"], "answer": answer, "at": at,
            "helper": data.get("helper", False),
        },
    )  # fmt: skip


def _accepted(things: Things, data: Data, at: int) -> None:
    _answer(things, data, at, "accepted")
    things.new(
        HIRE,
        data["offer_id"],
        {
            "offer_id": data["offer_id"], "fair_id": data["fair_id"],
            "booth_id": data["booth_id"], "employer_id": data["employer_id"],
            "vacancy_id": data["vacancy_id"], "person_id": data["person_id"],
            "state": HireState.AGREED, "agreed_at": at, "person_confirmed_at": None,
            "employer_confirmed_at": None, "fell_at": None, "reason": "",
        },
    )  # fmt: skip
    accept_opening(things, data)
    _offer(things, data).update(state=OfferState.ACCEPTED, rank=None)


def _declined(things: Things, data: Data, at: int) -> None:
    _answer(things, data, at, "declined")
    _offer(things, data).update(state=OfferState.DECLINED, rank=None)


def _taken_back(things: Things, data: Data, _at: int) -> None:
    _offer(things, data).update(state=OfferState.RELEASED, reason="taken_back")


def _released(things: Things, data: Data, _at: int) -> None:
    _offer(things, data).update(state=OfferState.RELEASED, reason=data["cause"])


def _withdrawn(things: Things, data: Data, _at: int) -> None:
    _offer(things, data).update(state=OfferState.WITHDRAWN, rank=None, reason=data["reason"])


def _expired(things: Things, data: Data, _at: int) -> None:
    reason = data.get("reason", "")
    _offer(things, data).update(state=OfferState.EXPIRED, rank=None, reason=reason)


def _frozen(things: Things, data: Data, _at: int) -> None:
    frozen = said(data, "left_s")
    _offer(things, data).update(state=OfferState.FROZEN, rank=None, frozen_left_s=frozen["left_s"])


def _thawed(things: Things, data: Data, _at: int) -> None:
    _offer(things, data).update(state=OfferState.FIRM, rank=None, frozen_left_s=None)


def _confirmed(things: Things, data: Data, at: int) -> None:
    mark = "person_confirmed_at" if data["by"] == Role.SEEKER else "employer_confirmed_at"
    things.get(HIRE, data["offer_id"])[mark] = at


def _hired(things: Things, data: Data, _at: int) -> None:
    things.get(HIRE, data["offer_id"])["state"] = HireState.HIRED


def _fell(things: Things, data: Data, at: int) -> None:
    hire = things.get(HIRE, data["offer_id"])
    hire.update(state=HireState.FELL_THROUGH, fell_at=at, reason=data["reason"])


FOLDS: dict[str, Fold] = {
    facts.OfferMade.kind: _made,
    facts.OfferFirm.kind: _moved(OfferState.FIRM),
    facts.OfferMovedUp.kind: _moved_up,
    facts.OfferOpened.kind: _opened,
    facts.OfferAccepted.kind: _accepted,
    facts.OfferDeclined.kind: _declined,
    facts.OfferTakenBack.kind: _taken_back,
    facts.OfferReleased.kind: _released,
    facts.OfferWithdrawn.kind: _withdrawn,
    facts.OfferExpired.kind: _expired,
    facts.OfferFrozen.kind: _frozen,
    facts.OfferThawed.kind: _thawed,
    facts.HireConfirmed.kind: _confirmed,
    facts.Hired.kind: _hired,
    facts.HireFellThrough.kind: _fell,
}
FOLLOWS = (
    Follows(
        table=OFFER,
        columns=(
            "id", "fair_id", "booth_id", "employer_id", "vacancy_id", "vacancy_version",
            "person_id", "interview_id", "account_id", "state", "rank", "starts_on", "terms",
            "made_at", "opened_at", "aloud_at", "frozen_left_s", "reason",
        ),
        person="person_id",
        erased={"terms": ""},
        free={
            "salt": "what the hash of the terms was made with: wrong salt, wrong hash",
            "version": "counts changes for pages that look again; nothing else asks for it",
        },
    ),
    Follows(
        table=ANSWER, key=("offer_id",), columns=("offer_id", "answer", "at", "helper")
    ),
    Follows(
        table=HIRE,
        key=("offer_id",),
        columns=(
            "offer_id", "fair_id", "booth_id", "employer_id", "vacancy_id", "person_id", "state",
            "agreed_at", "person_confirmed_at", "employer_confirmed_at", "fell_at", "reason",
        ),
        person="person_id",
    ),
)  # fmt: skip
