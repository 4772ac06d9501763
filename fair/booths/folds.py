"""Booths and who is on duty there, as the facts of `booths` add up to them."""

from fair.booths import facts
from fair.folds import Data, Fold, Follows, Things, ended, hashed, said
from fair.glossary import BoothState
from fair.instants import SECOND

BOOTH, DUTY, PRACTICE = "booth", "duty", "practice"


def _added(things: Things, data: Data, _at: int) -> None:
    things.new(
        BOOTH,
        data["booth_id"],
        {
            "id": data["booth_id"], "fair_id": data["fair_id"], "hall_id": data["hall_id"],
            "employer_id": data["employer_id"], "number": data["number"],
            "state": BoothState.CLOSED, "cause": None, **hashed(data, "title", "about"),
        },
    )  # fmt: skip


def _told(things: Things, data: Data, _at: int) -> None:
    booth = things.get(BOOTH, data["booth_id"])
    booth.update(**said(data, "hall_id", "number"), **hashed(data, "title", "about"))


def _opened(things: Things, data: Data, _at: int) -> None:
    things.get(BOOTH, data["booth_id"]).update(state=BoothState.OPEN, cause=None)


def _paused(things: Things, data: Data, _at: int) -> None:
    things.get(BOOTH, data["booth_id"]).update(state=BoothState.PAUSED, cause=data["cause"])


def _closed(things: Things, data: Data, _at: int) -> None:
    things.get(BOOTH, data["booth_id"]).update(state=BoothState.CLOSED, cause=data["cause"])


def _on_duty(things: Things, data: Data, at: int) -> None:
    things.new(
        DUTY,
        data["account_id"],
        {
            "account_id": data["account_id"], "booth_id": data["booth_id"], "since": at,
            "back_at": None,
        },
    )  # fmt: skip


def _on_a_break(things: Things, data: Data, at: int) -> None:
    things.get(DUTY, data["account_id"])["back_at"] = at + data["back_in_s"] * SECOND


def _back(things: Things, data: Data, _at: int) -> None:
    things.get(DUTY, data["account_id"])["back_at"] = None


def _practised(things: Things, data: Data, at: int) -> None:
    account_id = data["account_id"]
    things.new(PRACTICE, account_id, {"account_id": account_id, "done_at": at})


FOLDS: dict[str, Fold] = {
    facts.BoothAdded.kind: _added,
    facts.BoothTold.kind: _told,
    facts.BoothOpened.kind: _opened,
    facts.BoothPaused.kind: _paused,
    facts.BoothClosed.kind: _closed,
    facts.DutyStarted.kind: _on_duty,
    facts.DutyBreakStarted.kind: _on_a_break,
    facts.DutyBreakEnded.kind: _back,
    facts.PracticeDone.kind: _practised,
    facts.DutyEnded.kind: ended(DUTY, "account_id"),
}
FOLLOWS = (
    Follows(
        table=BOOTH,
        columns=(
            "id", "fair_id", "hall_id", "employer_id", "number", "title", "about", "state", "cause",
        ),
    ),
    Follows(
        table=DUTY,
        key=("account_id",),
        columns=("account_id", "booth_id", "since", "back_at"),
        free={"name": "a copy of the account's, for the desk while somebody is on duty"},
    ),
    Follows(table=PRACTICE, key=("account_id",), columns=("account_id", "done_at")),
)  # fmt: skip
