"""Who takes part and who consented to what, as the facts of `people` add up to it."""

from fair.folds import UNKNOWN, Data, Fold, Follows, Things, free_table
from fair.people.consent import HOME
from fair.people.facts import (
    ConsentGiven,
    ConsentWithdrawn,
    HomeHidden,
    HomeShown,
    PersonAttended,
    PersonErased,
)

PARTICIPANT, CONSENT = "participant", "consent"


def _attended(things: Things, data: Data, at: int) -> None:
    fair_id, number = data["fair_id"], data["number"]
    things.new(
        PARTICIPANT,
        f"{fair_id}/{number}",
        {"fair_id": fair_id, "person_id": data["person_id"], "number": number, "at": at},
    )


def _standing(data: Data) -> str:
    """Return the key of the consent that stands: one at a time of a person to an employer."""
    return f"{data['fair_id']}/{data['person_id']}/{data['employer_id']}/"


def _given(things: Things, data: Data, at: int) -> None:
    fields = data.get("fields")
    things.new(
        CONSENT,
        _standing(data),
        {
            "fair_id": data["fair_id"],
            "person_id": data["person_id"],
            "employer_id": data["employer_id"],
            "given_at": at,
            "why": data["why"],
            "fields": UNKNOWN if fields is None else ",".join(fields),
            "withdrawn_at": None,
        },
    )


def _withdrawn(things: Things, data: Data, at: int) -> None:
    standing = _standing(data)
    given = things.get(CONSENT, standing)
    if given:
        things.drop(CONSENT, standing)
        things.new(CONSENT, f"{standing}{at}", {**given, "withdrawn_at": at})


def _home(things: Things, data: Data, *, shown: bool) -> None:
    given = things.get(CONSENT, _standing(data))
    if given and given["fields"] is not UNKNOWN:
        others = [name for name in given["fields"].split(",") if name != HOME]
        given["fields"] = ",".join([*others, HOME] if shown else others)


def _home_shown(things: Things, data: Data, _at: int) -> None:
    _home(things, data, shown=True)


def _home_hidden(things: Things, data: Data, _at: int) -> None:
    _home(things, data, shown=False)


def _erased(things: Things, data: Data, _at: int) -> None:
    things.erased.add((data["fair_id"], data["person_id"]))


FOLDS: dict[str, Fold] = {
    PersonAttended.kind: _attended,
    ConsentGiven.kind: _given,
    ConsentWithdrawn.kind: _withdrawn,
    HomeShown.kind: _home_shown,
    HomeHidden.kind: _home_hidden,
    PersonErased.kind: _erased,
}
FOLLOWS = (
    Follows(
        table=PARTICIPANT,
        key=("fair_id", "number"),
        columns=("fair_id", "person_id", "number", "at"),
        person="person_id",
        erasure_told=True,
    ),
    Follows(
        table=CONSENT,
        key=("fair_id", "person_id", "employer_id", "withdrawn_at"),
        columns=(
            "fair_id", "person_id", "employer_id", "given_at", "why", "fields", "withdrawn_at",
        ),
        person="person_id",
        gone=True,
        free={"id": "nothing names a consent by it"},
    ),
    free_table("person", "what people say of themselves is theirs to change and to erase"),
    free_table("profile", "what people say of themselves is theirs to change and to erase"),
    free_table("block", "by whom somebody will not be rung is theirs to say and to take back"),
    free_table("attachment", "files are their owner's, to put there and to take away"),
)  # fmt: skip
