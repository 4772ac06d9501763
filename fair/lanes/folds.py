"""Who was handed on and who has priority, as their facts add up to it."""

from fair.folds import Data, Fold, Follows, Things, moved
from fair.lanes import facts

HANDING, CRITERIA, PRIORITY = "handing", "priority_criteria", "priority"


def _asked(things: Things, data: Data, at: int) -> None:
    things.new(
        HANDING,
        data["handing_id"],
        {
            "id": data["handing_id"], "fair_id": data["fair_id"], "ticket_id": data["ticket_id"],
            "booth_id": data["booth_id"], "person_id": data["person_id"],
            "account_id": data["account_id"], "state": "asked", "asked_at": at,
        },
    )  # fmt: skip


def _published(things: Things, data: Data, _at: int) -> None:
    row = {"fair_id": data["fair_id"], "criteria": data["criteria"]}
    if known := things.get(CRITERIA, data["fair_id"]):
        known.update(row)
    else:
        things.new(CRITERIA, data["fair_id"], row)


def _granted(things: Things, data: Data, at: int) -> None:
    things.new(
        PRIORITY,
        data["priority_id"],
        {
            "id": data["priority_id"], "fair_id": data["fair_id"],
            "person_id": data["person_id"], "account_id": data["account_id"], "granted_at": at,
            "ended": False,
        },
    )  # fmt: skip


FOLDS: dict[str, Fold] = {
    facts.HandingAsked.kind: _asked,
    facts.HandingAgreed.kind: moved(HANDING, "handing_id", state="agreed"),
    facts.HandingGone.kind: moved(HANDING, "handing_id", state="gone"),
    facts.HandingRefused.kind: moved(HANDING, "handing_id", state="refused"),
    facts.HandingOver.kind: moved(HANDING, "handing_id", state="over"),
    facts.CriteriaPublished.kind: _published,
    facts.PriorityGranted.kind: _granted,
    facts.PriorityEnded.kind: moved(PRIORITY, "priority_id", ended=True),
}
FOLLOWS = (
    Follows(
        table=HANDING,
        columns=(
            "id", "fair_id", "ticket_id", "booth_id", "person_id", "account_id", "state",
            "asked_at",
        ),
        person="person_id",
        free={"why": "a line to one person; blank when its days are over"},
    ),
    Follows(table=CRITERIA, key=("fair_id",), columns=("fair_id", "criteria")),
    Follows(
        table=PRIORITY,
        columns=("id", "fair_id", "person_id", "account_id", "granted_at", "ended"),
        person="person_id",
        free={"criterion": "it may tell of health, so no fact says it"},
    ),
)  # fmt: skip
