"""Companies that came in from a file, as their facts add up to them."""

from fair.folds import Data, Fold, Follows, Things, hashed
from fair.roster import facts

BROUGHT = "brought_company"


def _brought(things: Things, data: Data, at: int) -> None:
    things.new(
        BROUGHT,
        data["employer_id"],
        {
            "employer_id": data["employer_id"],
            "invitation_id": data["invitation_id"],
            "at": at,
            **hashed(data, "code"),
        },
    )


FOLDS: dict[str, Fold] = {facts.CompanyBrought.kind: _brought}
FOLLOWS = (
    Follows(
        table=BROUGHT,
        key=("employer_id",),
        columns=("employer_id", "invitation_id", "code", "at"),
    ),
)
