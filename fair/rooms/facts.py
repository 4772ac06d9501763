"""What happens to calls and in the chat."""

from dataclasses import dataclass
from typing import ClassVar

from fair.decisions import Fact
from fair.rooms.call import VOICE

# --- facts ---------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class CallFact(Fact):
    call_id: str
    ticket_id: str
    booth_id: str
    person_id: str
    account_id: str


@dataclass(frozen=True, kw_only=True)
class CallRang(CallFact):
    kind: ClassVar[str] = "call.rang"
    ring_s: int
    warned: bool
    medium: str = VOICE


@dataclass(frozen=True, kw_only=True)
class CallShown(CallFact):
    kind: ClassVar[str] = "call.shown"
    quiet: ClassVar[bool] = True


@dataclass(frozen=True, kw_only=True)
class CallProlonged(CallFact):
    """No page showed the ring within five seconds: a text goes out, and it rings longer."""

    kind: ClassVar[str] = "call.prolonged"
    quiet: ClassVar[bool] = True
    ring_s: int


@dataclass(frozen=True, kw_only=True)
class CallAnswered(CallFact):
    kind: ClassVar[str] = "call.answered"
    quiet: ClassVar[bool] = True


@dataclass(frozen=True, kw_only=True)
class CallLive(CallFact):
    """The two hear each other for the first time; `medium` is text where only typing worked."""

    kind: ClassVar[str] = "call.live"
    quiet: ClassVar[bool] = True
    medium: str = VOICE


@dataclass(frozen=True, kw_only=True)
class CallDown(CallFact):
    kind: ClassVar[str] = "call.down"
    quiet: ClassVar[bool] = True


@dataclass(frozen=True, kw_only=True)
class CallUp(CallFact):
    kind: ClassVar[str] = "call.up"
    quiet: ClassVar[bool] = True


@dataclass(frozen=True, kw_only=True)
class CallTyped(CallFact):
    """A side typed in the call; the words are not in the ledger."""

    kind: ClassVar[str] = "call.typed"
    quiet: ClassVar[bool] = True
    side: str


@dataclass(frozen=True, kw_only=True)
class CallMediumChosen(CallFact):
    """A side went over from talking to typing, or back."""

    kind: ClassVar[str] = "call.medium_chosen"
    quiet: ClassVar[bool] = True
    side: str
    medium: str


@dataclass(frozen=True, kw_only=True)
class CallBridged(CallFact):
    """The sound goes over the bridge from now on: by this side's wish, or by the fair's policy."""

    kind: ClassVar[str] = "call.bridged"
    quiet: ClassVar[bool] = True
    side: str = ""


@dataclass(frozen=True, kw_only=True)
class CallExtended(CallFact):
    kind: ClassVar[str] = "call.extended"
    quiet: ClassVar[bool] = True
    extra_s: int


@dataclass(frozen=True, kw_only=True)
class CallGoesOn(CallFact):
    """The recruiter says that a talk by telephone goes on beyond its time."""

    kind: ClassVar[str] = "call.goes_on"
    quiet: ClassVar[bool] = True


@dataclass(frozen=True, kw_only=True)
class CallMissed(CallFact):
    """`real` only where a warned person had the ring on the screen for its whole length."""

    kind: ClassVar[str] = "call.missed"
    real: bool


@dataclass(frozen=True, kw_only=True)
class CallPostponed(CallFact):
    kind: ClassVar[str] = "call.postponed"


@dataclass(frozen=True, kw_only=True)
class CallDeclined(CallFact):
    kind: ClassVar[str] = "call.declined"


@dataclass(frozen=True, kw_only=True)
class CallUnshown(CallFact):
    """No screen showed the ring; the third in a row parks, which is the queue's matter."""

    kind: ClassVar[str] = "call.unshown"
    cause: str = ""


@dataclass(frozen=True, kw_only=True)
class CallCancelled(CallFact):
    """`cause`: "not_there" where the recruiter says that nobody answered."""

    kind: ClassVar[str] = "call.cancelled"
    cause: str = ""


@dataclass(frozen=True, kw_only=True)
class CallEnded(CallFact):
    """`cause`: "seeker" or "recruiter" hung up, "cut_off": both sides were gone, "gone": one.

    By telephone "unsaid": nobody said whether it goes on; "denied": the person, that they talk.
    """

    kind: ClassVar[str] = "call.ended"
    talk_s: int
    cause: str


# --- facts ---------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class MessagePosted(Fact):
    """A seeker's `person_id` or a recruiter's `account_id`; the words are not in the ledger."""

    kind: ClassVar[str] = "message.posted"
    message_id: str
    booth_id: str
    sort: str
    person_id: str = ""
    account_id: str = ""


@dataclass(frozen=True, kw_only=True)
class QuestionAnswered(Fact):
    kind: ClassVar[str] = "question.answered"
    quiet: ClassVar[bool] = True
    message_id: str
    booth_id: str
    account_id: str


@dataclass(frozen=True, kw_only=True)
class MessageHidden(Fact):
    kind: ClassVar[str] = "message.hidden"
    message_id: str
    booth_id: str
    person_id: str = ""
    account_id: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class CallLegTaken(CallFact):
    """A page took a leg: signalling of earlier epochs is refused from now on."""

    kind: ClassVar[str] = "call.seated"
    quiet: ClassVar[bool] = True
    side: str
    epoch: int


@dataclass(frozen=True, kw_only=True)
class MicrophoneTried(Fact):
    """A person's own page tried its microphone, and it was another verdict than the last."""

    kind: ClassVar[str] = "microphone.tried"
    quiet: ClassVar[bool] = True
    person_id: str
    verdict: str


@dataclass(frozen=True, kw_only=True)
class CallWay(CallFact):
    """Which way the sound of a side takes, how well, in which family of browsers; it tells none."""

    kind: ClassVar[str] = "call.way"
    quiet: ClassVar[bool] = True
    side: str
    family: str
    way: str
    quality: str


CALL_FACTS: tuple[type[CallFact], ...] = (
    CallRang, CallShown, CallProlonged, CallAnswered, CallLive, CallDown, CallUp, CallLegTaken,
    CallTyped, CallMediumChosen, CallBridged, CallExtended, CallGoesOn, CallMissed, CallPostponed,
    CallDeclined, CallUnshown, CallCancelled, CallEnded,
)  # fmt: skip
