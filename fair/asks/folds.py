"""Answers before a talk, as their facts add up to them."""

from fair.asks import facts
from fair.folds import Data, Fold, Follows, Things, instant

YES_NO = "yes_no"
_KEY = ("ticket_id", "ask")


def _key(data: Data) -> str:
    return "/".join(data[name] for name in _KEY)


def _said(things: Things, data: Data, at: int) -> None:
    row = {
        "ticket_id": data["ticket_id"], "ask": data["ask"], "fair_id": data["fair_id"],
        "booth_id": data["booth_id"], "person_id": data["person_id"], "at": at,
        "said": data["answer_hash"],
    }  # fmt: skip
    if known := things.get(YES_NO, _key(data)):
        known.update(row)
    else:
        things.new(YES_NO, _key(data), row)


def _went(things: Things, data: Data, at: int) -> None:
    _said(things, data, instant(data, "said_at") if "said_at" in data else at)


def _forgotten(things: Things, data: Data, _at: int) -> None:
    things.get(YES_NO, _key(data))["said"] = ""


FOLDS: dict[str, Fold] = {
    facts.YesNoSaid.kind: _said,
    facts.YesNoWent.kind: _went,
    facts.YesNoForgotten.kind: _forgotten,
}
FOLLOWS = (
    Follows(
        table=YES_NO,
        key=_KEY,
        columns=("ticket_id", "ask", "fair_id", "booth_id", "person_id", "at", "said"),
        person="person_id",
        erased={"said": ""},
        free={"salt": "what the seal of the answer was made with: wrong salt, wrong seal"},
    ),
)
