"""Employers and their licences, as the facts of `employers` add up to them."""

from fair.employers import facts
from fair.employers.licence_act import Done
from fair.folds import Data, Fold, Follows, Things, ended, free_table, hashed, said
from fair.glossary import LicenceState

EMPLOYER, LICENCE, ACT = "employer", "licence", "licence_act"


def _added(things: Things, data: Data, at: int) -> None:
    things.new(
        EMPLOYER,
        data["employer_id"],
        {
            "id": data["employer_id"], "kind": data["employer_kind"], "created_at": at,
            **hashed(data, "name", "names"),
        },
    )  # fmt: skip


def _corrected(things: Things, data: Data, _at: int) -> None:
    told = said(data, "employer_kind")
    things.get(EMPLOYER, data["employer_id"]).update(
        kind=told["employer_kind"], **hashed(data, "name", "names")
    )


def _act(things: Things, data: Data, at: int, what: Done, **handed: object) -> None:
    if not data.get("act_id"):
        return  # from before licences had a history of their own
    things.new(
        ACT,
        data["act_id"],
        {
            "id": data["act_id"], "employer_id": data["employer_id"],
            "licence_id": data["licence_id"], "what": what, "at": at,
            "how": data.get("how", ""), "source": (data.get("hashes") or {}).get("source", ""),
            "number": None, "authority": None, "valid_from": None, "valid_to": None, **handed,
        },
    )  # fmt: skip


def _submitted(things: Things, data: Data, at: int) -> None:
    told = {
        "kind": data["employer_kind"], "submitted_at": at,
        **said(data, "valid_from", "valid_to", "reserve_cents"),
        **hashed(data, "number", "authority"),
    }  # fmt: skip
    handed = {name: told[name] for name in ("number", "authority", "valid_from", "valid_to")}
    _act(things, data, at, Done.SUBMITTED, **handed)
    waiting = things.get(LICENCE, data["licence_id"])
    if waiting:
        waiting.update(told)
        return
    things.new(
        LICENCE,
        data["licence_id"],
        {
            "id": data["licence_id"], "employer_id": data["employer_id"],
            "state": LicenceState.SUBMITTED, "checked_at": None, **told,
        },
    )  # fmt: skip


def _moved(state: LicenceState, what: Done, *, checked: bool = False) -> Fold:
    def fold(things: Things, data: Data, at: int) -> None:
        licence = things.get(LICENCE, data["licence_id"])
        licence["state"] = state
        if checked:
            licence["checked_at"] = at
        _act(things, data, at, what)

    return fold


FOLDS: dict[str, Fold] = {
    facts.EmployerAdded.kind: _added,
    facts.EmployerCorrected.kind: _corrected,
    facts.EmployerRemoved.kind: ended(EMPLOYER, "employer_id"),
    facts.LicenceSubmitted.kind: _submitted,
    facts.LicenceVerified.kind: _moved(LicenceState.VERIFIED, Done.VERIFIED, checked=True),
    facts.LicenceHeld.kind: _moved(LicenceState.SUSPENDED, Done.HELD, checked=True),
    facts.LicenceRejected.kind: _moved(LicenceState.REJECTED, Done.REJECTED, checked=True),
    facts.LicenceDue.kind: _moved(LicenceState.DUE, Done.DUE),
    facts.LicenceExpired.kind: _moved(LicenceState.EXPIRED, Done.EXPIRED),
    facts.LicenceReplaced.kind: _moved(LicenceState.EXPIRED, Done.REPLACED),
    facts.LicenceSuspended.kind: _moved(LicenceState.SUSPENDED, Done.SUSPENDED),
    facts.LicenceLifted.kind: _moved(LicenceState.VERIFIED, Done.LIFTED),
}
FOLLOWS = (
    Follows(
        table=EMPLOYER,
        columns=("id", "name", "names", "kind", "created_at"),
        born="created_at",
        free={"search_text": "made of the names for searching, and made anew from them"},
    ),
    Follows(
        table=LICENCE,
        columns=(
            "id", "employer_id", "kind", "number", "authority", "valid_from", "valid_to",
            "reserve_cents", "state", "submitted_at", "checked_at",
        ),
        free={"reason": "free text of the organiser's; who decided and when is in the facts"},
    ),
    Follows(
        table=ACT,
        columns=(
            "id", "employer_id", "licence_id", "what", "at", "how", "source", "number",
            "authority", "valid_from", "valid_to",
        ),
        free={
            "account_id": "the author stands in the ledger's own row",
            "reason": "the ledger's own row has its seal",
        },
    ),
    free_table("employer_name", "made of the names for looking up, and made anew from them"),
)  # fmt: skip
