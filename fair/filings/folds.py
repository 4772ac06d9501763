"""Withdrawn filings, as their facts add up to them."""

from fair.filings import facts
from fair.filings.filing import FilingState
from fair.folds import Data, Fold, Follows, Things, hashed

FILING = "filing"


def _withdrawn(things: Things, data: Data, at: int) -> None:
    things.new(
        FILING,
        data["filing_id"],
        {
            "id": data["filing_id"],
            "employer_id": data["employer_id"],
            "state": FilingState.WITHDRAWN,
            "withdrawn_at": at,
            **hashed(data, "number"),
        },
    )


def _restored(things: Things, data: Data, _at: int) -> None:
    things.get(FILING, data["filing_id"])["state"] = FilingState.RESTORED


FOLDS: dict[str, Fold] = {
    facts.FilingWithdrawn.kind: _withdrawn,
    facts.FilingRestored.kind: _restored,
}
FOLLOWS = (
    Follows(
        table=FILING,
        columns=("id", "employer_id", "number", "state", "withdrawn_at"),
        free={"reason": "the ledger's own row has its seal"},
    ),
)
