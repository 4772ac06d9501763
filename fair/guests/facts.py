"""What happens to those who are brought into calls. Names are not in the ledger."""

from dataclasses import dataclass
from typing import ClassVar

from fair.decisions import Fact


@dataclass(frozen=True, kw_only=True)
class GuestFact(Fact):
    guest_id: str
    call_id: str
    booth_id: str
    person_id: str


@dataclass(frozen=True, kw_only=True)
class GuestAsked(GuestFact):
    """A side asks somebody in: a colleague by `account_id`, anybody else by a link."""

    kind: ClassVar[str] = "guest.asked"
    quiet: ClassVar[bool] = True
    asked_by: str
    sort: str
    account_id: str = ""


@dataclass(frozen=True, kw_only=True)
class GuestCame(GuestFact):
    """Somebody stands at the door under a name; nothing is heard yet."""

    kind: ClassVar[str] = "guest.came"
    quiet: ClassVar[bool] = True
    country: str


@dataclass(frozen=True, kw_only=True)
class GuestLetIn(GuestFact):
    """The person said yes; `consented` to a recipient abroad or of another company."""

    kind: ClassVar[str] = "guest.let_in"
    quiet: ClassVar[bool] = True
    consented: bool


@dataclass(frozen=True, kw_only=True)
class GuestSeated(GuestFact):
    """A page of the guest carries the sound from now on."""

    kind: ClassVar[str] = "guest.seated"
    quiet: ClassVar[bool] = True
    epoch: int


@dataclass(frozen=True, kw_only=True)
class GuestGone(GuestFact):
    """Out of the call, or not in it after all; `state` says why. `epoch` names the last page."""

    kind: ClassVar[str] = "guest.gone"
    quiet: ClassVar[bool] = True
    state: str
    epoch: int


GUEST_FACTS: tuple[type[GuestFact], ...] = (
    GuestAsked, GuestCame, GuestLetIn, GuestSeated, GuestGone,
)  # fmt: skip
