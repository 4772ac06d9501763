"""Requests to take part, as their facts add up to them."""

from collections.abc import Callable

from fair.enrolments import facts
from fair.folds import Data, Fold, Follows, Things, hashed, said
from fair.glossary import EnrolmentState

ENROLMENT = "enrolment"
_BEFORE = "before the address was proved nobody vouches for it"
_CONTACT = "how one person of the company is reached: theirs, and blanked in time"


def _asked(things: Things, data: Data, at: int) -> None:
    things.new(
        ENROLMENT,
        data["enrolment_id"],
        {
            "id": data["enrolment_id"], "fair_id": data["fair_id"], "kind": data["employer_kind"],
            "state": EnrolmentState.WAITING, "confirmed_at": at, "decided_at": None,
            "employer_id": "", **said(data, "valid_from", "valid_to", "reserve_cents"),
            **hashed(data, "name", "code", "number", "authority"),
        },
    )  # fmt: skip


def _decided(state: EnrolmentState) -> Callable[[Things, Data, int], None]:
    def fold(things: Things, data: Data, at: int) -> None:
        things.get(ENROLMENT, data["enrolment_id"]).update(
            state=state, decided_at=at, employer_id=data.get("employer_id", "")
        )

    return fold


FOLDS: dict[str, Fold] = {
    facts.EnrolmentAsked.kind: _asked,
    facts.EnrolmentAccepted.kind: _decided(EnrolmentState.ACCEPTED),
    facts.EnrolmentRefused.kind: _decided(EnrolmentState.REFUSED),
    facts.EnrolmentTakenBack.kind: _decided(EnrolmentState.TAKEN_BACK),
    facts.EnrolmentNotDecided.kind: _decided(EnrolmentState.NOT_DECIDED),
}
FOLLOWS = (
    Follows(
        table=ENROLMENT,
        columns=(
            "id", "fair_id", "state", "kind", "name", "code", "number", "authority", "valid_from",
            "valid_to", "reserve_cents", "confirmed_at", "decided_at", "employer_id",
        ),
        unborn=lambda row: row["state"] == EnrolmentState.ASKED,
        free={
            "asked_at": _BEFORE,
            "contact_name": _CONTACT,
            "email": _CONTACT,
            "phone": _CONTACT,
            "decided_by": "the author stands in the ledger's own row",
            "name_key": "made of the name for comparing, and made anew from it",
            "lang": "in which language the company reads",
            "reason": "free text of the organiser's; who decided and when is in the facts",
        },
    ),
)  # fmt: skip
