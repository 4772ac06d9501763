"""Cases of the rights desk, as the facts of `board` add up to them."""

from fair.board import facts
from fair.folds import Data, Fold, Follows, Things, said
from fair.glossary import CaseState

CASE, REPLY = "rights_case", "case_reply"


def _opened(things: Things, data: Data, at: int) -> None:
    things.new(
        CASE,
        data["case_id"],
        {
            "id": data["case_id"], "fair_id": data["fair_id"], "number": data["number"],
            "kind": data["about"], "ref": data["ref"], "what": data["what"],
            "state": CaseState.OPENED, "booth_id": data["booth_id"], "version": data["version"],
            "frozen": data["evidence_hash"], "opened_at": at,
            **said(data, "employer_id", "about_person_id"),
        },
    )  # fmt: skip


def _answered(things: Things, data: Data, at: int) -> None:
    if data.get("reply_id"):
        things.new(
            REPLY,
            data["reply_id"],
            {
                "id": data["reply_id"], "case_id": data["case_id"],
                "account_id": data["account_id"], "state": CaseState.ANSWERED, "at": at,
            },
        )  # fmt: skip
    things.get(CASE, data["case_id"])["state"] = CaseState.ANSWERED


def _closed(state: CaseState) -> Fold:
    def fold(things: Things, data: Data, _at: int) -> None:
        things.get(CASE, data["case_id"])["state"] = state

    return fold


FOLDS: dict[str, Fold] = {
    facts.CaseOpened.kind: _opened,
    facts.CaseAnswered.kind: _answered,
    facts.CaseResolved.kind: _closed(CaseState.RESOLVED),
    facts.CaseEscalated.kind: _closed(CaseState.ESCALATED),
}
_WHO = "who reports is not told in the ledger, so that nobody is found by it"
FOLLOWS = (
    Follows(
        table=CASE,
        columns=(
            "id", "fair_id", "number", "kind", "ref", "what", "state", "booth_id", "employer_id",
            "version", "frozen", "about_person_id", "opened_at",
        ),
        person="about_person_id",
        erased={"frozen": ""},
        free={
            "text": "what the reporter writes and may add to; blanked when the person is erased",
            "salt": "what the hash of the evidence was made with: wrong salt, wrong hash",
            "person_id": _WHO,
            "account_id": _WHO,
        },
    ),
    Follows(
        table=REPLY,
        columns=("id", "case_id", "account_id", "state", "at"),
        born="at",
        free={"text": "free text, blanked when the reporter is erased"},
    ),
)  # fmt: skip
