"""Messages of the slice `rooms`: calls and chat. What browsers tell each other: signalling.py."""

from typing import Annotated

from pydantic import Field

from fair.contract.base import Command, Reply
from fair.contract.rooms_legs import LegReply
from fair.contract.text_types import Id, Prose, Token
from fair.roles import RECRUITERS, SEEKERS, SIDES, SYSTEM

OVER = ("not-found", "not-allowed", "wrong-state", "call-over")
ON_A_LEG = (*OVER, "seat-moved")
CALL = {"call_id": "c00000000001"}
LEG = {**CALL, "epoch": 1}
Text = Annotated[str, Prose(4000)]
Tab = Annotated[str, Token(40)]
Epoch = Annotated[int, Field(ge=0, lt=2**31)]

# --- the ring ------------------------------------------------------------------------------------


class CallReply(Reply):
    call_id: str


class ShowCall(Command, name="call.shown", by=SEEKERS, refusals=OVER, example=CALL):
    """The seeker's browser confirms that the ring is on the screen, and again every few seconds."""

    call_id: Id


class AnswerReply(CallReply):
    """`leg` where the answering page takes it with the same tap."""

    leg: LegReply | None = None


class AnswerCall(
    Command,
    name="call.answer",
    by=SEEKERS,
    reply=AnswerReply,
    refusals=OVER,
    example={**CALL, "tab": "4f1"},
):
    """The seeker answers the ring; only now may the two browsers connect.

    `tab`: the page that answers carries the sound, and is told at once where it stands.
    """

    call_id: Id
    tab: Tab = ""


class PostponeCall(Command, name="call.postpone", by=SEEKERS, refusals=OVER, example=CALL):
    """The seeker asks for five more minutes; the place is kept."""

    call_id: Id


class DeclineCall(Command, name="call.decline", by=SEEKERS, refusals=OVER, example=CALL):
    """The seeker says "not now"."""

    call_id: Id


class CancelCall(Command, name="call.cancel", by=RECRUITERS, refusals=OVER, example=CALL):
    """The recruiter stops ringing."""

    call_id: Id


class RingOut(Command, name="call.ring_out", by=SYSTEM, refusals=OVER, example=CALL):
    """The ring has lasted its time."""

    call_id: Id


class RingUnshown(Command, name="call.unshown_yet", by=SYSTEM, example=CALL):
    """Five seconds went by, and no page has shown the ring."""

    call_id: Id


# --- the talk ------------------------------------------------------------------------------------


class TakeLeg(
    Command,
    name="call.seat",
    by=SIDES,
    reply=LegReply,
    refusals=(*OVER, "seat-taken"),
    example={**CALL, "tab": "4f1"},
):
    """A page takes its person's leg. A reload takes it over; another page must insist.

    The recruiter's page may take its own while it rings; nothing connects before *Answer*.
    """

    call_id: Id
    tab: Tab
    insist: bool = False


class StayHere(Command, name="call.here", by=SIDES, refusals=ON_A_LEG, example=LEG):
    """The page on the leg is still there; asked every few seconds."""

    call_id: Id
    epoch: Epoch


class HearCall(Command, name="call.live", by=SIDES, refusals=ON_A_LEG, example=LEG):
    """The page hears the first packets of the other side."""

    call_id: Id
    epoch: Epoch


class LoseCall(Command, name="call.down", by=SIDES, refusals=ON_A_LEG, example=LEG):
    """The page has heard nothing for two seconds; the clock stands until the connection is up."""

    call_id: Id
    epoch: Epoch


class RegainCall(Command, name="call.up", by=SIDES, refusals=ON_A_LEG, example=LEG):
    """The page hears the other side again."""

    call_id: Id
    epoch: Epoch


class HangUp(Command, name="call.hang_up", by=SIDES, refusals=OVER, example=CALL):
    """One side ends the talk."""

    call_id: Id


class LoseBoth(Command, name="call.lost", by=SYSTEM, refusals=OVER, example=CALL):
    """Both pages were gone for a minute: the talk was cut off."""

    call_id: Id


class SeekerGone(
    Command, name="call.seeker_gone", by=RECRUITERS, refusals=(*OVER, "still-there"), example=CALL
):
    """The seeker vanished from the talk half a minute ago: it counts as cut off, not as owed."""

    call_id: Id


class ExtendCall(
    Command,
    name="call.extend",
    by=RECRUITERS,
    refusals=(*OVER, "already-extended"),
    example=CALL,
):
    """The recruiter takes five more minutes, once; everybody in the queue waits for it."""

    call_id: Id


class SayInCall(
    Command,
    name="call.say",
    by=SIDES,
    refusals=(*OVER, "nothing-said", "too-long", "fee-asked", "phrase-refused", "not-reached"),
    rate=(40, 60),
    example={**CALL, "text": "I cannot hear you."},
):
    """Type instead of talking."""

    call_id: Id
    text: Text


class KeepNote(
    Command,
    name="call.note",
    by=RECRUITERS,
    refusals=("not-found", "not-allowed", "too-long"),
    rate=(120, 60),
    example={**CALL, "text": "Six years of shirts."},
):
    """The recruiter's own notes about the talk, saved while they are written."""

    call_id: Id
    text: Text = ""
