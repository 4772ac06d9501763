"""What was done about people's conduct, as its facts add up to it."""

from collections.abc import Callable

from fair.conduct import facts
from fair.conduct.measure import Sort
from fair.folds import Data, Fold, Follows, Things, instant

MEASURE = "measure"


def _made(sort: Sort) -> Callable[[Things, Data, int], None]:
    def made(things: Things, data: Data, at: int) -> None:
        things.new(
            MEASURE,
            data["measure_id"],
            {
                "id": data["measure_id"], "fair_id": data["fair_id"], "sort": sort.value,
                "person_id": data.get("person_id", ""), "account_id": data.get("whom_id", ""),
                "reason": data.get("reason", ""), "by_id": data["account_id"], "made_at": at,
                "until": instant(data, "until") if data.get("until") else None,
                "ended_at": None, "ended_by": "",
            },
        )  # fmt: skip

    return made


def _undone(things: Things, data: Data, at: int) -> None:
    things.get(MEASURE, data["measure_id"]).update(ended_at=at, ended_by=data["account_id"])


FOLDS: dict[str, Fold] = {
    facts.PersonMuted.kind: _made(Sort.MUTED),
    facts.StaffMuted.kind: _made(Sort.MUTED),
    facts.PersonRemoved.kind: _made(Sort.REMOVED),
    facts.PersonLetIn.kind: _made(Sort.LET_IN),
    facts.MeasureUndone.kind: _undone,
    facts.StaffUndone.kind: _undone,
}
FOLLOWS = (
    Follows(
        table=MEASURE,
        columns=(
            "id", "fair_id", "sort", "person_id", "account_id", "reason", "by_id", "made_at",
            "until", "ended_at", "ended_by",
        ),
        person="person_id",
        free={
            "happened": "what was written of a person, which may be erased",
            "number": "a mark of a number, which may be erased",
        },
    ),
)  # fmt: skip
