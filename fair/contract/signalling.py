"""What the two pages of a call tell each other, and what the server tells them about it."""

from typing import Annotated, Literal

from fair.contract.base import Event, Message, Relay
from fair.contract.text_types import Id, Wire
from fair.glossary import CallState, Role
from fair.roles import SIDES

CALL = {"call_id": "c00000000001"}
LEG = {**CALL, "epoch": 1}
BOOTH = {"booth_id": "b00000000001"}


class Description(Message):
    type: Literal["offer", "answer"]
    sdp: Annotated[str, Wire(30_000)]


class IceCandidate(Message):
    candidate: Annotated[str, Wire(1000)]
    sdpMid: Annotated[str, Wire(100)] | None = None  # noqa: N815 - WebRTC's own names
    sdpMLineIndex: int | None = None  # noqa: N815
    usernameFragment: Annotated[str, Wire(300)] | None = None  # noqa: N815


class Signal(Message):
    """One step of two browsers towards each other. `n` numbers the describer's descriptions."""

    kind: Literal["hello", "describe", "ice", "restart", "video"]
    to_epoch: int = 0
    n: int = 0
    description: Description | None = None
    ice: IceCandidate | None = None
    on: bool = False


class DescribeCall(
    Relay,
    name="call.describe",
    by=SIDES,
    rate=(400, 30),
    example={**LEG, "signal": {"kind": "hello"}},
):
    """Signalling: passed on to the other side's page, kept nowhere."""

    call_id: Id
    epoch: int
    signal: Signal


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
