"""What the two pages of a call tell each other, and what the server tells them about it."""

from typing import Literal, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from fair.contract.base import Event, Message, Question, Relay, Reply
from fair.contract.descriptions import Description, IceCandidate
from fair.contract.rooms import Epoch
from fair.contract.text_types import Id
from fair.glossary import CallState, Role
from fair.roles import SIDES

CALL = {"call_id": "c00000000001"}
LEG = {**CALL, "epoch": 1}
BOOTH = {"booth_id": "b00000000001"}


class Signal(Message):
    """One step of two browsers towards each other. `n` numbers the describer's descriptions."""

    kind: Literal["hello", "describe", "ice", "restart", "video"]
    to_epoch: Epoch = 0
    n: Epoch = 0
    description: Description | None = None
    ice: IceCandidate | None = None
    on: bool = False

    @model_validator(mode="after")
    def says_what_it_is(self) -> Self:
        """Refuse a description or candidate that is missing, or hidden in another signal."""
        if (self.kind == "describe") != (self.description is not None):
            raise PydanticCustomError("signal", "a description, and nothing else, describes")
        if (self.kind == "ice") != (self.ice is not None):
            raise PydanticCustomError("signal", "a candidate belongs to ice")
        return self


class DescribeCall(
    Relay,
    name="call.describe",
    by=SIDES,
    rate=(400, 30),
    example={**LEG, "signal": {"kind": "hello"}},
):
    """Signalling: passed on to the other side's page, kept nowhere."""

    call_id: Id
    epoch: Epoch
    signal: Signal


class PathServer(Message):
    urls: tuple[str, ...]
    username: str
    credential: str


class PathsReply(Reply):
    """What may be opened with these credentials may be opened for `lasts_s` seconds from now."""

    servers: tuple[PathServer, ...]
    lasts_s: int


class AskPaths(Question, name="call.paths", by=SIDES, reply=PathsReply, rate=(60, 60), example=LEG):
    """The page on the leg asks, before each connection, which servers may pass its sound on.

    While it rings both sides may have it ready, with `epoch` 0.
    """

    call_id: Id
    epoch: Epoch


class CallSignal(
    Event,
    name="call.signal",
    audience="{to}",
    example={**LEG, "to": "person:p00000000001", "signal": {"kind": "hello"}},
):
    """What the other side's page says; `epoch` is its leg."""

    to: str
    call_id: str
    epoch: int
    signal: Signal


class CallRings(
    Event,
    name="call.rang",
    audience="person:{person_id}",
    example={**CALL, "person_id": "p00000000001"},
):
    """The telephone rings: fetch `/ring`."""

    person_id: str
    call_id: str


class CallChanged(
    Event,
    name="call.changed",
    audience="{to}",
    example={**CALL, **BOOTH, "to": "account:a00000000001", "state": "live"},
):
    """A call of yours moved, or its clock did: fetch its state."""

    to: str
    call_id: str
    booth_id: str
    state: CallState


class LegChanged(
    Event,
    name="call.seated",
    audience="{to}",
    example={**LEG, "to": "person:p00000000001", "side": "seeker"},
):
    """A page took the leg of `side`; pages with an older epoch let go."""

    to: str
    call_id: str
    side: Role
    epoch: int


class CallSaid(
    Event,
    name="call.said",
    audience="{to}",
    example={**CALL, "to": "person:p00000000001"},
):
    """Somebody typed in the call."""

    to: str
    call_id: str
