"""Who was brought into which call, as the facts of `guests` add up to it."""

from fair.folds import Data, Fold, Follows, Things
from fair.guests import facts

GUEST = "guest"


def _asked(things: Things, data: Data, at: int) -> None:
    things.new(
        GUEST,
        data["guest_id"],
        {
            "id": data["guest_id"], "fair_id": data["fair_id"], "call_id": data["call_id"],
            "booth_id": data["booth_id"], "person_id": data["person_id"],
            "asked_by": data["asked_by"], "sort": data["sort"], "account_id": data["account_id"],
            "state": "asked", "asked_at": at, "let_in_at": None, "gone_at": None, "country": "",
            "consented": False, "epoch": 0,
        },
    )  # fmt: skip


def _came(things: Things, data: Data, _at: int) -> None:
    guest = things.get(GUEST, data["guest_id"])
    guest.update(state="waiting", country=data["country"], consented=False)


def _let_in(things: Things, data: Data, at: int) -> None:
    guest = things.get(GUEST, data["guest_id"])
    guest.update(state="inside", let_in_at=at, consented=data["consented"])


def _seated(things: Things, data: Data, _at: int) -> None:
    things.get(GUEST, data["guest_id"])["epoch"] = data["epoch"]


def _gone(things: Things, data: Data, at: int) -> None:
    things.get(GUEST, data["guest_id"]).update(state=data["state"], gone_at=at)


FOLDS: dict[str, Fold] = {
    facts.GuestAsked.kind: _asked,
    facts.GuestCame.kind: _came,
    facts.GuestLetIn.kind: _let_in,
    facts.GuestSeated.kind: _seated,
    facts.GuestGone.kind: _gone,
}
_NAMED = "what a guest said of themselves; blank when its days are over"
_OPENS = "opens a call once, or names a page; worth nothing after the call"
FOLLOWS = (
    Follows(
        table=GUEST,
        columns=(
            "id", "fair_id", "call_id", "booth_id", "person_id", "asked_by", "sort", "account_id",
            "state", "asked_at", "let_in_at", "gone_at", "country", "consented", "epoch",
        ),
        person="person_id",
        free={
            "name": _NAMED, "company": _NAMED, "token": _OPENS, "key_hash": _OPENS, "mark": _OPENS,
        },
    ),
)  # fmt: skip
