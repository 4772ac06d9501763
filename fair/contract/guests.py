"""Messages of the slice `guests`: bringing somebody into a call, and the person's yes."""

from typing import Annotated, Literal

from pydantic import Field

from fair.contract.base import Command, Event, Relay, Reply
from fair.contract.rooms import CALL, OVER, Epoch, Tab
from fair.contract.rooms_bridge import BridgeDescription
from fair.contract.text_types import Id, Key, Name, Token
from fair.roles import ANYBODY, RECRUITERS, SEEKERS, SIDES, SYSTEM

GUEST = {"guest_id": "g00000000001"}
Secret = Annotated[str, Token(64)]
BRINGING = (*OVER, "no-bridge", "call-full", "call-typed", "not-recruiting")
DECIDING = (*OVER, "guest-gone")
BY_BRIDGE = {**GUEST, "epoch": 1, "n": 1, "description": {"type": "offer", "sdp": "v=0"}}


class GuestReply(Reply):
    guest_id: str


class BringColleague(
    Command,
    name="guest.colleague",
    by=RECRUITERS,
    reply=GuestReply,
    refusals=(*BRINGING, "colleague-away"),
    rate=(10, 60),
    example={**CALL, "account_id": "a00000000002"},
):
    """The recruiter asks a colleague on duty at the booth into the call; the person decides."""

    call_id: Id
    account_id: Id


class MakeGuestLink(
    Command,
    name="guest.link",
    by=SIDES,
    reply=GuestReply,
    refusals=BRINGING,
    rate=(10, 60),
    example={**CALL, "sort": "interpreter"},
):
    """One side makes a link that brings one person in, once; the person decides."""

    call_id: Id
    sort: Literal["interpreter", "helper"]


class GuestComes(
    Command,
    name="guest.come",
    by=ANYBODY,
    reply=GuestReply,
    refusals=("not-allowed", "guest-link-over", "unknown-country", "fee-asked", "phrase-refused"),
    rate=(20, 60),
    proves=True,
    example={"token": "t" * 24, "key": "k" * 24, "given_name": "Ida", "country": "CN"},
):
    """Who has the link says who they are and waits for the yes; the link opens no second time.

    `key` is the page's own: by it the guest is known from then on.
    """

    token: Annotated[str, Token(40)]
    key: Secret
    given_name: Annotated[str, Name(60, least=1)]
    company: Annotated[str, Name(80)] = ""
    country: Annotated[str, Key(2)]


class GuestAsksAgain(
    Command, name="guest.again", by=ANYBODY, refusals=(*DECIDING, "call-full"), example=GUEST
):
    """Who has left the call asks to come in again; it takes another yes."""

    guest_id: Id
    key: Secret = ""


class LetGuestIn(
    Command,
    name="guest.let_in",
    by=SEEKERS,
    refusals=(*DECIDING, "consent-needed", "not-recruiting", "call-typed", "no-bridge"),
    example=GUEST,
):
    """The person says yes to this one by name; `agreed`: to a recipient abroad or elsewhere."""

    guest_id: Id
    agreed: bool = False


class RefuseGuest(Command, name="guest.refuse", by=SEEKERS, refusals=DECIDING, example=GUEST):
    """The person says no: this one stays outside, and is told so."""

    guest_id: Id


class PutGuestOut(Command, name="guest.put_out", by=SIDES, refusals=DECIDING, example=GUEST):
    """The person sends somebody out; a side takes back a link or a question of its own."""

    guest_id: Id


class GuestLeaves(Command, name="guest.leave", by=ANYBODY, refusals=DECIDING, example=GUEST):
    """The guest goes; coming back takes another yes."""

    guest_id: Id
    key: Secret = ""


class GuestLegReply(Reply):
    epoch: int


class GuestTakesLeg(
    Command,
    name="guest.seat",
    by=ANYBODY,
    reply=GuestLegReply,
    refusals=DECIDING,
    example={**GUEST, "tab": "4f1"},
):
    """A page of a guest who was let in takes the sound; an earlier one lets go."""

    guest_id: Id
    key: Secret = ""
    tab: Tab


class GuestStays(
    Command,
    name="guest.here",
    by=ANYBODY,
    refusals=(*DECIDING, "seat-moved"),
    example={**GUEST, "epoch": 1},
):
    """The guest's page is still there."""

    guest_id: Id
    key: Secret = ""
    epoch: Epoch


class GuestSilent(Command, name="guest.silent", by=SYSTEM, refusals=DECIDING, example=GUEST):
    """The guest's page has been gone for a while: the guest has left."""

    guest_id: Id


class GuestDescribes(Relay, name="guest.describe", by=ANYBODY, rate=(30, 60), example=BY_BRIDGE):
    """The page of a guest who was let in describes itself to the bridge."""

    guest_id: Id
    key: Secret = ""
    epoch: Epoch
    n: Annotated[int, Field(ge=1, lt=2**31)]
    description: BridgeDescription


class GuestChanged(
    Event,
    name="guest.changed",
    audience="{to}",
    example={**CALL, **GUEST, "to": "person:p00000000001"},
):
    """Somebody was asked into a call, or came, or went."""

    to: str
    call_id: str
    guest_id: str
