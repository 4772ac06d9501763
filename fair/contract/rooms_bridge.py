"""Messages of the slice `rooms`: a call whose sound goes over the bridge, our own media process."""

from typing import Annotated, Literal

from pydantic import Field

from fair.contract.base import Command, Event, Message, Relay
from fair.contract.rooms import CALL, LEG, ON_A_LEG, Epoch
from fair.contract.text_types import Id, Wire
from fair.roles import SIDES

BY_BRIDGE = {**LEG, "n": 1, "description": {"type": "offer", "sdp": "v=0"}}


class GoByBridge(
    Command, name="call.bridge", by=SIDES, refusals=(*ON_A_LEG, "no-bridge"), example=LEG
):
    """The two browsers find no way to each other: the sound goes over the bridge, for both."""

    call_id: Id
    epoch: Epoch


class BridgeDescription(Message):
    type: Literal["offer"]
    sdp: Annotated[str, Wire(30_000)]


class DescribeToBridge(
    Relay, name="call.bridge_describe", by=SIDES, rate=(30, 60), example=BY_BRIDGE
):
    """A page describes itself to the bridge. Sent again, it gets the same answer again.

    `n` numbers the descriptions of a page; each later one is a fresh connection of the same leg.
    """

    call_id: Id
    epoch: Epoch
    n: Annotated[int, Field(ge=1, lt=2**31)]
    description: BridgeDescription


class BridgeDescribed(
    Event,
    name="call.bridge_described",
    audience="{to}",
    example={**LEG, "to": "person:p00000000001", "n": 1, "sdp": "v=0"},
):
    """How the bridge answers the description `n` of the page with this epoch."""

    to: str
    call_id: str
    epoch: int
    n: int
    sdp: str


class BridgeAfresh(
    Event,
    name="call.bridge_afresh",
    audience="{to}",
    example={**CALL, "to": "person:p00000000001"},
):
    """The bridge began afresh and knows nobody: describe yourself to it again."""

    to: str
    call_id: str
