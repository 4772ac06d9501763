"""Messages of the slice `rooms`: calls, their signalling, and chat."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from fair.contract.base import Command, Event, Message, Relay, Reply
from fair.glossary import CallState, Role

STAFF = (Role.RECRUITER, Role.ORGANISER)
SIDES = (Role.SEEKER, Role.RECRUITER)
WRITERS = (Role.SEEKER, Role.RECRUITER)
OVER = ("not-found", "not-allowed", "wrong-state", "call-over")
SEATED = (*OVER, "seat-moved")
CALL = {"call_id": "c00000000001"}
SEAT = {**CALL, "epoch": 1}
BOOTH = {"booth_id": "b00000000001"}
Words = Annotated[str, Field(max_length=4000)]
Id = Annotated[str, Field(min_length=1, max_length=12)]
Tab = Annotated[str, Field(max_length=40)]

# --- the ring ------------------------------------------------------------------------------------


class CallReply(Reply):
    call_id: str


class ShowCall(Command, name="call.shown", by=(Role.SEEKER,), refusals=OVER, example=CALL):
    """The seeker's browser confirms that the ring is on the screen, and again every few seconds."""

    call_id: Id


class AnswerCall(
    Command,
    name="call.answer",
    by=(Role.SEEKER,),
    reply=CallReply,
    refusals=OVER,
    example=CALL,
):
    """The seeker answers the ring; only now may the two browsers connect."""

    call_id: Id


class PostponeCall(
    Command,
    name="call.postpone",
    by=(Role.SEEKER,),
    refusals=OVER,
    example=CALL,
):
    """The seeker asks for five more minutes; the place is kept."""

    call_id: Id


class DeclineCall(Command, name="call.decline", by=(Role.SEEKER,), refusals=OVER, example=CALL):
    """The seeker says "not now"."""

    call_id: Id


class CancelCall(Command, name="call.cancel", by=(Role.RECRUITER,), refusals=OVER, example=CALL):
    """The recruiter stops ringing."""

    call_id: Id


class RingOut(Command, name="call.ring_out", by=(Role.SYSTEM,), refusals=OVER, example=CALL):
    """The ring has lasted its time."""

    call_id: Id


# --- the talk ------------------------------------------------------------------------------------


class SeatReply(Reply):
    """Where the page stands: its epoch, the other side's, and who describes (the recruiter)."""

    epoch: int
    other_epoch: int
    side: Role
    describer: bool


class TakeSeat(
    Command,
    name="call.seat",
    by=SIDES,
    reply=SeatReply,
    refusals=(*OVER, "seat-taken"),
    example={**CALL, "tab": "4f1"},
):
    """A page takes its person's seat. A reload takes it over; another page must insist."""

    call_id: Id
    tab: Tab
    insist: bool = False


class StayHere(Command, name="call.here", by=SIDES, refusals=SEATED, example=SEAT):
    """The page in the seat is still there; asked every few seconds."""

    call_id: Id
    epoch: int


class HearCall(Command, name="call.live", by=SIDES, refusals=SEATED, example=SEAT):
    """The page hears the first packets of the other side."""

    call_id: Id
    epoch: int


class LoseCall(Command, name="call.down", by=SIDES, refusals=SEATED, example=SEAT):
    """The page has heard nothing for two seconds; the clock stands until the line is up."""

    call_id: Id
    epoch: int


class RegainCall(Command, name="call.up", by=SIDES, refusals=SEATED, example=SEAT):
    """The page hears the other side again."""

    call_id: Id
    epoch: int


class HangUp(Command, name="call.hang_up", by=SIDES, refusals=OVER, example=CALL):
    """One side ends the talk."""

    call_id: Id


class LoseBoth(Command, name="call.lost", by=(Role.SYSTEM,), refusals=OVER, example=CALL):
    """Both pages were gone for a minute: the talk was cut off."""

    call_id: Id


class ExtendCall(
    Command,
    name="call.extend",
    by=(Role.RECRUITER,),
    refusals=(*OVER, "already-extended"),
    example=CALL,
):
    """The recruiter takes five more minutes, once; everybody in the queue waits for it."""

    call_id: Id


class SayInCall(
    Command,
    name="call.say",
    by=SIDES,
    refusals=(*OVER, "nothing-said", "too-long", "fee-asked"),
    rate=(40, 60),
    example={**CALL, "words": "I cannot hear you."},
):
    """Type instead of talking."""

    call_id: Id
    words: Words


class KeepNote(
    Command,
    name="call.note",
    by=(Role.RECRUITER,),
    refusals=("not-found", "not-allowed", "too-long"),
    rate=(120, 60),
    example={**CALL, "words": "Six years of shirts."},
):
    """The recruiter's own notes about the talk, saved while they are written."""

    call_id: Id
    words: Words = ""


# --- signalling ----------------------------------------------------------------------------------


class Description(Message):
    # A description ends with a line break; browsers refuse one without it.
    model_config = ConfigDict(str_strip_whitespace=False)

    type: Literal["offer", "answer"]
    sdp: Annotated[str, Field(max_length=30_000)]


class Candidate(Message):
    candidate: Annotated[str, Field(max_length=1000)]
    sdpMid: str | None = None  # noqa: N815 - WebRTC's own names
    sdpMLineIndex: int | None = None  # noqa: N815
    usernameFragment: str | None = None  # noqa: N815


class Signal(Message):
    """One step of two browsers towards each other. `n` numbers the describer's descriptions."""

    kind: Literal["hello", "describe", "candidate", "restart", "video"]
    to_epoch: int = 0
    n: int = 0
    description: Description | None = None
    candidate: Candidate | None = None
    on: bool = False


class DescribeCall(
    Relay,
    name="call.describe",
    by=SIDES,
    rate=(400, 30),
    example={**SEAT, "signal": {"kind": "hello"}},
):
    """Signalling: passed on to the other side's page, kept nowhere."""

    call_id: Id
    epoch: int
    signal: Signal


class CallSignal(
    Event,
    name="call.signal",
    audience="{to}",
    example={**SEAT, "to": "person:p00000000001", "signal": {"kind": "hello"}},
):
    """What the other side's page says; `epoch` is its seat."""

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


class SeatChanged(
    Event,
    name="call.seated",
    audience="{to}",
    example={**SEAT, "to": "person:p00000000001", "side": "seeker"},
):
    """A page took the seat of `side`; pages with an older epoch let go."""

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


# --- chat ----------------------------------------------------------------------------------------

SAYING = ("not-found", "not-allowed", "room-closed", "nothing-said", "too-long", "fee-asked")


class MessageReply(Reply):
    message_id: str


class Say(
    Command,
    name="chat.say",
    by=WRITERS,
    reply=MessageReply,
    refusals=SAYING,
    rate=(10, 30),
    example={**BOOTH, "words": "Is the room for two people?"},
):
    """Write in a booth's room. Telephone numbers are masked."""

    booth_id: Id
    words: Words


class Ask(
    Command,
    name="chat.ask",
    by=(Role.SEEKER,),
    reply=MessageReply,
    refusals=SAYING,
    rate=(5, 60),
    example={**BOOTH, "words": "When does the bus leave?"},
):
    """Ask the booth; the question and its answer stay."""

    booth_id: Id
    words: Words


class AnswerQuestion(
    Command,
    name="chat.answer",
    by=(Role.RECRUITER,),
    refusals=(*SAYING, "not-a-question"),
    example={"message_id": "m00000000001", "words": "At seven, from the station."},
):
    """Answer a question; writing again replaces the answer."""

    message_id: Id
    words: Words


class HideMessage(
    Command,
    name="chat.hide",
    by=STAFF,
    refusals=("not-found", "not-allowed"),
    example={"message_id": "m00000000001", "reason": "contact"},
):
    """Hide a message with a reason; the author sees that and why."""

    message_id: Id
    reason: Literal["contact", "fee", "insult", "off_topic", "private"]


class AnnounceInBooth(
    Command,
    name="booth.announce",
    by=(Role.RECRUITER,),
    reply=MessageReply,
    refusals=SAYING,
    rate=(6, 60),
    example={**BOOTH, "words": "We start at ten."},
):
    """Tell everybody in the booth's room; the last one stays on top."""

    booth_id: Id
    words: Words


class MessageShown(
    Event,
    name="message.posted",
    audience="room:{booth_id}",
    every_s=0.3,
    example={**BOOTH},
):
    """Something new stands in a room: a message, a question, an answer, an announcement."""

    booth_id: str


class MessageGone(
    Event,
    name="message.hidden",
    audience="room:{booth_id}",
    example={**BOOTH, "message_id": "m00000000001"},
):
    """A message was hidden."""

    booth_id: str
    message_id: str
