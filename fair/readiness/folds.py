"""Readiness, as its facts add up to it."""

from fair.folds import Data, Fold, Follows, Things
from fair.readiness import facts

MICROPHONE, CONTACT, REMINDED = "staff_microphone", "employer_contact", "unready_reminded"
PLAN, LET_ON = "fair_plan", "let_on_duty"
_NO_PLAN = {"expected": None, "break_minutes": 0, "practice_first": False}


def _tried(things: Things, data: Data, at: int) -> None:
    row = {"account_id": data["account_id"], "verdict": data["verdict"], "at": at}
    things.new(MICROPHONE, data["account_id"], row)


def _contact(things: Things, data: Data, _at: int) -> None:
    things.new(CONTACT, data["employer_id"], {"employer_id": data["employer_id"]})


def _reminded(things: Things, data: Data, at: int) -> None:
    for ref in data["told"]:
        row = {"fair_id": data["fair_id"], "ref": ref, "at": at}
        things.new(REMINDED, f"{data['fair_id']}/{ref}", row)


def _planned(things: Things, data: Data, **said: object) -> None:
    known = things.get(PLAN, data["fair_id"])
    if known:
        known.update(said)
    else:
        things.new(PLAN, data["fair_id"], {"fair_id": data["fair_id"], **_NO_PLAN, **said})


def _expected(things: Things, data: Data, _at: int) -> None:
    _planned(things, data, expected=data["expected"], break_minutes=data["break_minutes"])


def _practice_first(things: Things, data: Data, _at: int) -> None:
    _planned(things, data, practice_first=data["on"])


def _let_on(things: Things, data: Data, at: int) -> None:
    row = {
        "fair_id": data["fair_id"], "account_id": data["account_id"], "at": at,
        "by_account_id": data.get("by_account_id", ""),
    }  # fmt: skip
    things.new(LET_ON, f"{data['fair_id']}/{data['account_id']}", row)


FOLDS: dict[str, Fold] = {
    facts.StaffMicrophoneTried.kind: _tried,
    facts.ContactSaid.kind: _contact,
    facts.UnreadyReminded.kind: _reminded,
    facts.FairExpected.kind: _expected,
    facts.PracticeFirstSet.kind: _practice_first,
    facts.LetOn.kind: _let_on,
}
_SAID = "who is rung and where: for the organiser's eyes, changed as people change"
FOLLOWS = (
    Follows(table=MICROPHONE, key=("account_id",), columns=("account_id", "verdict", "at")),
    Follows(
        table=CONTACT,
        key=("employer_id",),
        columns=("employer_id",),
        free={"name": _SAID, "phone": _SAID},
    ),
    Follows(table=REMINDED, key=("fair_id", "ref"), columns=("fair_id", "ref", "at")),
    Follows(
        table=PLAN,
        key=("fair_id",),
        columns=("fair_id", "expected", "break_minutes", "practice_first"),
    ),
    Follows(
        table=LET_ON,
        key=("fair_id", "account_id"),
        columns=("fair_id", "account_id", "at", "by_account_id"),
    ),
)
