"""Messages of the slice `asks`."""

from typing import Annotated

from fair.contract.base import Command
from fair.contract.text_types import Id, Key
from fair.roles import SEEKERS


class SayYesNo(
    Command,
    name="ask.say",
    by=SEEKERS,
    refusals=("not-allowed", "wrong-state", "kept-away", "not-asked"),
    rate=(60, 60),
    example={"ticket_id": "t00000000001", "ask": "night_shifts", "yes": True},
):
    """Whoever waits answers what a post asks, until the talk. It moves no place and bars nobody.

    Without `yes` the answer is taken back.
    """

    ticket_id: Id
    ask: Annotated[str, Key(40, least=1)]
    yes: bool | None = None
