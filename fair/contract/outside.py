"""Messages of the slice `outside`."""

from fair.contract.base import Command
from fair.contract.text_types import Id, OptionalId
from fair.roles import SEEKERS, SYSTEM

FAIR = {"fair_id": "f00000000001"}


class RemindMe(
    Command,
    name="fair.remind_me",
    by=SEEKERS,
    refusals=("nothing-to-remind", "no-number-to-remind"),
    rate=(20, 60),
    example=FAIR,
):
    """A seeker wants a text, once, an hour before the fair opens."""

    fair_id: Id


class TakeBackReminder(Command, name="fair.remind_no_more", by=SEEKERS, example=FAIR):
    """A seeker wants to be reminded no more."""

    fair_id: Id


class TellReminded(Command, name="fair.tell_reminded", by=SYSTEM, example={**FAIR, "after": ""}):
    """Text the next of those who asked that the fair opens soon; then those after them."""

    fair_id: Id
    after: OptionalId = ""


class TellRemindedHours(
    Command,
    name="fair.tell_reminded_hours",
    by=SYSTEM,
    example={**FAIR, "after": ""},
):
    """Text the next of those who asked that the hours have changed; then those after them."""

    fair_id: Id
    after: OptionalId = ""
