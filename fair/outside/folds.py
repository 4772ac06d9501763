"""Reminders, as their facts add up to them."""

from fair.folds import Data, Fold, Follows, Things, ended
from fair.outside import facts

REMINDER = "reminder"


def _asked(things: Things, data: Data, at: int) -> None:
    things.new(
        REMINDER,
        data["reminder_id"],
        {
            "id": data["reminder_id"], "fair_id": data["fair_id"], "person_id": data["person_id"],
            "asked_at": at, "told_at": None,
        },
    )  # fmt: skip


def _told(things: Things, data: Data, at: int) -> None:
    things.get(REMINDER, data["reminder_id"])["told_at"] = at


def _renewed(things: Things, data: Data, _at: int) -> None:
    things.get(REMINDER, data["reminder_id"])["told_at"] = None


FOLDS: dict[str, Fold] = {
    facts.ReminderAsked.kind: _asked,
    facts.ReminderTakenBack.kind: ended(REMINDER, "reminder_id"),
    facts.ReminderTold.kind: _told,
    facts.ReminderRenewed.kind: _renewed,
}
FOLLOWS = (
    Follows(
        table=REMINDER,
        columns=("id", "fair_id", "person_id", "asked_at", "told_at"),
        person="person_id",
        gone=True,
    ),
)
