"""What a page tells of its own microphone: in a call to the other page, before one to the desks."""

from typing import Literal

from fair.contract.base import Command, Event, Relay
from fair.contract.rooms import CALL, LEG, Epoch
from fair.contract.text_types import Id
from fair.roles import SEEKERS, SIDES

Has = Literal["asked", "works", "muted", "refused", "missing", "taken", "lost", "unable"]


class TellMicrophone(
    Relay,
    name="call.microphone",
    by=SIDES,
    rate=(60, 30),
    example={**LEG, "has": "missing"},
):
    """A page says what it has to talk with; passed on to the other side's page, kept nowhere.

    `asks`: the other page is to say the same of itself, since this one was not there to hear it.
    """

    call_id: Id
    epoch: Epoch
    has: Has
    asks: bool = False


class OtherMicrophone(
    Event,
    name="call.other_microphone",
    audience="{to}",
    example={**CALL, "to": "person:p00000000001", "epoch": 1, "has": "missing"},
):
    """What the page on the other side's leg has to talk with, in its own words."""

    to: str
    call_id: str
    epoch: int
    has: Has
    asks: bool = False


Verdict = Literal["works", "quiet", "refused", "missing", "taken", "thin"]


class TryMicrophone(
    Command,
    name="microphone.tried",
    by=SEEKERS,
    rate=(20, 60),
    example={"verdict": "works"},
):
    """What the check on a person's own page found; the desks where they wait read it.

    `thin`: the microphone works, and the line is too weak to carry a voice.
    """

    verdict: Verdict
