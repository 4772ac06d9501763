"""Draws, what was said, and opened names, as their facts add up to them."""

from fair.audit import facts
from fair.folds import Data, Fold, Follows, Things
from fair.glossary import DrawState

DRAW, DRAWN, OPENED = "audit_draw", "audit_drawn", "audit_opened"


def _drawn(things: Things, data: Data, at: int) -> None:
    draw_id = data["draw_id"]
    same = {name: data[name] for name in ("fair_id", "account_id", "number", "seed", "many", "of")}
    things.new(
        DRAW, draw_id,
        {"id": draw_id, **same, "state": DrawState.OPEN, "drawn_at": at, "closed_at": None},
    )  # fmt: skip
    for place, offer_id in enumerate(data["drawn"], 1):
        things.new(
            DRAWN, f"{draw_id}/{offer_id}",
            {
                "draw_id": draw_id, "offer_id": offer_id, "place": place, "said": "",
                "said_at": None, "account_id": "",
            },
        )  # fmt: skip


def _marked(things: Things, data: Data, at: int) -> None:
    one = things.get(DRAWN, f"{data['draw_id']}/{data['offer_id']}")
    one.update(said=data["said"], said_at=at, account_id=data["account_id"])


def _closed(things: Things, data: Data, at: int) -> None:
    things.get(DRAW, data["draw_id"]).update(state=DrawState.CLOSED, closed_at=at)


def _opened(things: Things, data: Data, at: int) -> None:
    names = ("fair_id", "person_id", "account_id", "draw_id", "why")
    things.new(
        OPENED, data["opening_id"],
        {"id": data["opening_id"], **{name: data[name] for name in names}, "opened_at": at},
    )  # fmt: skip


FOLDS: dict[str, Fold] = {
    facts.HiresDrawn.kind: _drawn,
    facts.HireMarked.kind: _marked,
    facts.DrawClosed.kind: _closed,
    facts.NameOpened.kind: _opened,
}
FOLLOWS = (
    Follows(
        table=DRAW,
        columns=(
            "id", "fair_id", "account_id", "number", "seed", "many", "of", "state", "drawn_at",
            "closed_at",
        ),
    ),
    Follows(
        table=DRAWN,
        key=("draw_id", "offer_id"),
        columns=("draw_id", "offer_id", "place", "said", "said_at", "account_id"),
    ),
    Follows(
        table=OPENED,
        columns=("id", "fair_id", "person_id", "account_id", "draw_id", "why", "opened_at"),
        person="person_id",
        free={"salt": "what the seal of the reason was made with: wrong salt, wrong seal"},
    ),
)  # fmt: skip
