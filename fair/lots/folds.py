"""The lots, as their facts add up to them."""

from fair.folds import Data, Fold, Follows, Things
from fair.lots.facts import LotClosed, LotDrawn

LOT = "lot"


def _closed(things: Things, data: Data, at: int) -> None:
    things.new(
        LOT,
        data["booth_id"],
        {
            "booth_id": data["booth_id"], "fair_id": data["fair_id"], "closed_at": at,
            "drawn_at": None, "after": data["after"], "listed": data["digest"], "head": "",
            "numbers": "",
        },
    )  # fmt: skip


def _drawn(things: Things, data: Data, at: int) -> None:
    things.get(LOT, data["booth_id"]).update(drawn_at=at, head=data["seed"], numbers=data["digest"])


FOLDS: dict[str, Fold] = {LotClosed.kind: _closed, LotDrawn.kind: _drawn}
FOLLOWS = (
    Follows(
        table=LOT,
        key=("booth_id",),
        columns=(
            "booth_id",
            "fair_id",
            "closed_at",
            "after",
            "listed",
            "drawn_at",
            "head",
            "numbers",
        ),
    ),
)
