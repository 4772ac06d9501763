"""Requests for help, as their facts add up to them."""

from fair.folds import Data, Fold, Follows, Things, free_table
from fair.glossary import HelpState, NumberChangeState
from fair.helpdesk import facts

REQUEST = "help_request"
CHANGE = "number_change"


def _asked(things: Things, data: Data, at: int) -> None:
    by = data["account_id"]
    things.new(
        REQUEST,
        data["request_id"],
        {
            "id": data["request_id"],
            "fair_id": data["fair_id"],
            "person_id": data["person_id"],
            "state": HelpState.TAKEN if by else HelpState.WAITING,
            "account_id": by,
            "asked_at": at,
            "ended_at": None,
        },
    )


def _taken(things: Things, data: Data, _at: int) -> None:
    one = things.get(REQUEST, data["request_id"])
    one["state"], one["account_id"] = HelpState.TAKEN, data["account_id"]


def _ended(things: Things, data: Data, at: int) -> None:
    one = things.get(REQUEST, data["request_id"])
    one["state"], one["ended_at"] = HelpState.DONE, at


def _withdrawn(things: Things, data: Data, at: int) -> None:
    one = things.get(REQUEST, data["request_id"])
    one["state"], one["ended_at"] = HelpState.WITHDRAWN, at


def _ahead(things: Things, data: Data, at: int) -> None:
    names = ("request_id", "fair_id", "person_id", "way", "account_id", "due_at")
    things.new(
        CHANGE,
        data["change_id"],
        {
            "id": data["change_id"],
            **{name: data[name] for name in names},
            "state": NumberChangeState.AHEAD,
            "made_at": at,
            "ended_at": None,
        },
    )


def _kept(things: Things, data: Data, at: int) -> None:
    one = things.get(CHANGE, data["change_id"])
    one["state"], one["ended_at"] = NumberChangeState.KEPT, at


def _moved(things: Things, data: Data, at: int) -> None:
    one = things.get(CHANGE, data["change_id"])
    one["state"], one["ended_at"] = NumberChangeState.DONE, at


FOLDS: dict[str, Fold] = {
    facts.HelpAsked.kind: _asked,
    facts.HelpTaken.kind: _taken,
    facts.HelpEnded.kind: _ended,
    facts.HelpWithdrawn.kind: _withdrawn,
    facts.NumberAhead.kind: _ahead,
    facts.NumberKept.kind: _kept,
    facts.NumberMoved.kind: _moved,
}
FOLLOWS = (
    Follows(
        table=REQUEST,
        columns=("id", "fair_id", "person_id", "state", "account_id", "asked_at", "ended_at"),
        person="person_id",
        free={
            "page": "where it was asked, in no fact",
            "about": "the person's own words, which may be erased",
        },
    ),
    Follows(
        table=CHANGE,
        columns=(
            "id",
            "request_id",
            "fair_id",
            "person_id",
            "way",
            "account_id",
            "state",
            "made_at",
            "due_at",
            "ended_at",
        ),
        person="person_id",
        free={"phone": "the number itself, which may be erased and is no fact"},
    ),
    free_table("help_step", "what was done, by whom and when, the facts tell too; and words"),
)
