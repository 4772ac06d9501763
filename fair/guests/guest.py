"""A guest: somebody brought into a call. Their life, and when a yes must name more. Pure.

Nobody hears, sees or decides about a person whom that person did not let in by name.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from fair.decisions import Moves, move
from fair.glossary import GuestState, Role

MOST_GUESTS = 2  # beside the two who talk
SILENT_S, COMES_WITHIN_S = 20, 120
SILENT = "guest.page_lost"  # deadline
HOME = "CN"  # all licences are of one country
MOVES_GUEST: Moves[GuestState] = {
    GuestState.ASKED: {
        "come": GuestState.WAITING,
        "put_out": GuestState.OUT,
        "end": GuestState.OVER,
    },
    GuestState.WAITING: {
        "let_in": GuestState.INSIDE,
        "refuse": GuestState.REFUSED,
        "leave": GuestState.LEFT,
        "put_out": GuestState.OUT,
        "end": GuestState.OVER,
    },
    GuestState.INSIDE: {
        "put_out": GuestState.OUT,
        "leave": GuestState.LEFT,
        "end": GuestState.OVER,
    },
    GuestState.LEFT: {"come": GuestState.WAITING, "end": GuestState.OVER},
    GuestState.REFUSED: {},
    GuestState.OUT: {},
    GuestState.OVER: {},
}
OPEN = frozenset({GuestState.ASKED, GuestState.WAITING, GuestState.INSIDE})


class Sort(StrEnum):
    """As what somebody is brought in."""

    COLLEAGUE = "colleague"
    INTERPRETER = "interpreter"
    HELPER = "helper"


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody brought into a call by one of its sides.

    A colleague has an account; anybody else comes by `token`, which opens once, and is known by a
    key from then on. `mark` names their pages where they listen; it opens nothing.
    """

    id: str
    fair_id: str
    call_id: str
    booth_id: str
    person_id: str
    asked_by: Role
    sort: Sort
    state: GuestState
    asked_at: datetime
    mark: str
    account_id: str = ""
    token: str = ""
    key_hash: str = ""
    name: str = ""
    company: str = ""
    country: str = ""
    let_in_at: datetime | None = None
    gone_at: datetime | None = None
    consented: bool = False
    epoch: int = 0

    @property
    def abroad(self) -> bool:
        """True for somebody in another country."""
        return self.country not in ("", HOME)

    @property
    def elsewhere(self) -> bool:
        """True where the yes must be the one for abroad, or for another company."""
        return self.abroad or (self.sort is not Sort.COLLEAGUE and bool(self.company))

    @property
    def audience(self) -> str:
        """Return where the guest's own pages listen."""
        return f"account:{self.account_id}" if self.account_id else f"guest:{self.mark}"

    @property
    def side(self) -> str:
        """Return what the guest's leg is called at the bridge."""
        return f"guest:{self.id}"


def come(guest: Guest, key_hash: str, name: str, company: str, country: str) -> Guest:
    """Stand at the door under a name: the link is used up, and nothing is heard yet."""
    return replace(
        guest, state=move(MOVES_GUEST, guest.state, "come"), token="", key_hash=key_hash,
        name=name, company=company, country=country, consented=False,
    )  # fmt: skip


def let_in(guest: Guest, now: datetime, *, consented: bool) -> Guest:
    """The person says yes."""
    state = move(MOVES_GUEST, guest.state, "let_in")
    return replace(guest, state=state, let_in_at=now, consented=consented)


def go(guest: Guest, verb: str, now: datetime) -> Guest:
    """Be out of the call: refused, put out, left, or over with it."""
    state = move(MOVES_GUEST, guest.state, verb)
    return replace(guest, state=state, gone_at=now, token="")
