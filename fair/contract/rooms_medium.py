"""Messages of the slice `rooms`: by which medium, and which way, the two sides of a call speak."""

from typing import Literal

from fair.contract.base import Command
from fair.contract.rooms import CALL, OVER, CallReply
from fair.contract.text_types import Id
from fair.roles import RECRUITERS, SEEKERS, SIDES


class TypeInstead(Command, name="call.type", by=SIDES, refusals=OVER, example=CALL):
    """One side goes over to typing, for both: the microphones go off, the talk goes on."""

    call_id: Id


class TalkInstead(Command, name="call.talk", by=SEEKERS, refusals=OVER, example=CALL):
    """The seeker goes back to talking. A recruiter cannot: who types may have a reason."""

    call_id: Id


class TelephoneAnswered(
    Command,
    name="call.telephone_answered",
    by=RECRUITERS,
    reply=CallReply,
    refusals=OVER,
    example=CALL,
):
    """The person I dial has taken up the telephone: the talk begins, and its clock."""

    call_id: Id


class StillTalking(Command, name="call.still_talking", by=RECRUITERS, refusals=OVER, example=CALL):
    """We still talk by telephone. Unsaid for long, the talk is over, and its answer is owed."""

    call_id: Id


Family = Literal["inside", "ios", "android", "firefox", "safari", "chrome"]
WayNow = Literal["", "direct", "theirs", "turn_udp", "turn_tcp", "turn_tls"]
Quality = Literal["", "good", "fair", "poor"]


class TellWay(
    Command,
    name="call.way",
    by=SIDES,
    refusals=OVER,
    rate=(30, 60),
    example={**CALL, "family": "chrome", "way": "direct", "quality": "good"},
):
    """A page says which browser it is, which way its sound takes, and how well: to be counted.

    `way` is empty while nothing is heard; `theirs`: through the relay that the other side needs.
    """

    call_id: Id
    family: Family
    way: WayNow = ""
    quality: Quality = ""
