"""Messages of the slice `intake`."""

from fair.contract.base import Command, Event
from fair.contract.text_types import Id
from fair.roles import ORGANISERS

RUN = "r00000000001"


class CancelImport(
    Command,
    name="import.cancel",
    by=ORGANISERS,
    refusals=("wrong-state",),
    rate=(60, 60),
    example={"intake_id": RUN},
):
    """An organiser stops a file that comes in; what is in stays, and the rest is not brought."""

    intake_id: Id


class ImportMoved(
    Event,
    name="import.moved",
    audience="account:{account_id}",
    every_s=1.0,
    about="{intake_id}",
    example={"account_id": "a00000000001", "intake_id": RUN, "read": 300},
):
    """More rows of a file came in, or it is over."""

    account_id: str
    intake_id: str
    read: int
