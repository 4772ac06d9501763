"""Messages of the slice `limits`."""

from typing import Annotated

from pydantic import Field

from fair.contract.base import Command, Edit
from fair.contract.text_types import Id, OptionalId
from fair.roles import RUNNERS


class SetLimits(
    Edit,
    Command,
    name="limits.set",
    edited=("capacity", "ring_s", "by_name_every"),
    by=RUNNERS,
    refusals=("fair-finished", "ring-too-short", "ring-too-long", "by-name-too-often"),
    example={"fair_id": "f00000000001", "booth_id": "b00000000001", "capacity": 40},
):
    """An organiser says how many may wait in a line, how long it rings, and how often by name.

    Without a booth it is said for the fair. What is left open is as the fair has it, or as
    everywhere; `by_name_every` of 0: nobody is called by name.
    """

    fair_id: Id
    booth_id: OptionalId = ""
    capacity: Annotated[int, Field(ge=1, le=5000)] | None = None
    ring_s: Annotated[int, Field(ge=1, le=600)] | None = None
    by_name_every: Annotated[int, Field(ge=0, le=1000)] | None = None
