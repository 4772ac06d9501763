"""What happens to tickets and their line."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from fair.decisions import Fact


@dataclass(frozen=True, kw_only=True)
class TicketFact(Fact):
    """`version` is that of the booth's queue after the step, gapless."""

    ticket_id: str
    booth_id: str
    person_id: str
    number: int
    version: int


@dataclass(frozen=True, kw_only=True)
class TicketTaken(TicketFact):
    """`there`: ready at once, where the booth was idle.

    `undrawn`: the number is drawn by lot later. `after_id` is the ticket it goes on from: carried
    here from an earlier session, or moved from another booth, and then it waits since `joined_at`;
    such a one stands at `rank`, and an undrawn one by chance; any other by its number. `cause`:
    why it goes on first, and `meant_for` to which colleague. One that goes on in the session in
    which the old one ended is as that one was: `parked`, for the cause, or `held` for five minutes;
    `postponed` and `misses` as before.
    """

    kind: ClassVar[str] = "ticket.taken"
    lane: str
    ready_in: int = 0
    there: bool = False
    phone_ok: bool = False
    phone_first: bool = False
    helper: bool = False
    text_only: bool = False
    undrawn: bool = False
    after_id: str = ""
    rank: int = 0
    joined_at: datetime | None = None
    cause: str = ""
    meant_for: str = ""
    parked: bool = False
    held: str = ""
    postponed: bool = False
    misses: int = 0


@dataclass(frozen=True, kw_only=True)
class TicketDrawn(TicketFact):
    """The lot gave a ticket the `number` that it has from now on; it had `was` until then."""

    kind: ClassVar[str] = "ticket.drawn"
    was: int


@dataclass(frozen=True, kw_only=True)
class TicketGoesOn(TicketFact):
    """A ticket that waits stands where an earlier one, carried here, would: at `rank`."""

    kind: ClassVar[str] = "ticket.goes_on"
    after_id: str
    rank: int


@dataclass(frozen=True, kw_only=True)
class TicketWarned(TicketFact):
    """The person was told to get ready; `texted` where a message went to a confirmed number."""

    kind: ClassVar[str] = "ticket.warned"
    texted: bool


@dataclass(frozen=True, kw_only=True)
class GotReady(TicketFact):
    kind: ClassVar[str] = "ticket.ready"


@dataclass(frozen=True, kw_only=True)
class TicketPostponed(TicketFact):
    kind: ClassVar[str] = "ticket.postponed"


@dataclass(frozen=True, kw_only=True)
class TelephoneChosen(TicketFact):
    """`first`: to be called by telephone, which may ring; else on the page.

    `wishes_change`: choosing it changed whether somebody may be phoned and would rather type.
    """

    kind: ClassVar[str] = "ticket.telephone"
    first: bool
    wishes_change: bool = False


@dataclass(frozen=True, kw_only=True)
class TicketFreed(TicketFact):
    """The five minutes, or the moment after an unshown ring, are over."""

    kind: ClassVar[str] = "ticket.freed"
    quiet: ClassVar[bool] = True


@dataclass(frozen=True, kw_only=True)
class TicketCalled(TicketFact):
    """`cause` is empty for the first in order, else why this person went before others.

    `named`: called by name.
    """

    kind: ClassVar[str] = "ticket.called"
    account_id: str
    call_id: str
    lane: str
    cause: str
    named: bool = False


@dataclass(frozen=True, kw_only=True)
class TicketTalks(TicketFact):
    kind: ClassVar[str] = "ticket.talks"
    quiet: ClassVar[bool] = True


@dataclass(frozen=True, kw_only=True)
class TicketKept(TicketFact):
    """Back in the line with its place after a call that was called off, unshown or cut off."""

    kind: ClassVar[str] = "ticket.kept"
    cause: str


@dataclass(frozen=True, kw_only=True)
class TicketServed(TicketFact):
    kind: ClassVar[str] = "ticket.served"
    quiet: ClassVar[bool] = True


@dataclass(frozen=True, kw_only=True)
class TicketLeft(TicketFact):
    kind: ClassVar[str] = "ticket.left"
    cause: str


@dataclass(frozen=True, kw_only=True)
class LeavingTakenBack(TicketFact):
    """By an own tap in time: in the line again. `away`: was parked or rung, or left by a text."""

    kind: ClassVar[str] = "ticket.stayed"
    rank: int
    held: str
    away: bool
    undrawn: bool = False


@dataclass(frozen=True, kw_only=True)
class TicketParked(TicketFact):
    kind: ClassVar[str] = "ticket.parked"
    cause: str


@dataclass(frozen=True, kw_only=True)
class TicketReturned(TicketFact):
    kind: ClassVar[str] = "ticket.returned"
    rank: int = 0


@dataclass(frozen=True, kw_only=True)
class TicketLifted(TicketFact):
    """It stands in this lane at this rank from now on, for an appointment, a colleague, a rule.

    `meant_for`: the colleague to whom its owner goes on.
    """

    kind: ClassVar[str] = "ticket.lifted"
    lane: str
    rank: int
    cause: str
    meant_for: str = ""


@dataclass(frozen=True, kw_only=True)
class TicketLapsed(TicketFact):
    kind: ClassVar[str] = "ticket.lapsed"


@dataclass(frozen=True, kw_only=True)
class TicketClosed(TicketFact):
    """`carries`: who has chosen nothing else goes on in the employer's next session.

    `parked_for`: why its owner was parked until then.
    """

    kind: ClassVar[str] = "ticket.closed"
    cause: str
    carries: bool = False
    parked_for: str = ""


@dataclass(frozen=True, kw_only=True)
class ChoiceMade(TicketFact):
    """What a person chose for or after a closing, or after a lapse: next, phone_me or leave."""

    kind: ClassVar[str] = "ticket.chosen"
    choice: str


@dataclass(frozen=True, kw_only=True)
class QuietEnded(Fact):
    """The two quiet minutes after a talk are over, by the clock or by the person's tap."""

    kind: ClassVar[str] = "quiet.ended"
    quiet: ClassVar[bool] = True
    person_id: str


@dataclass(frozen=True, kw_only=True)
class OvertakeNoted(Fact):
    """A ticket went, or came, before those whose rank lies between `above` and `below`."""

    kind: ClassVar[str] = "overtake.noted"
    quiet: ClassVar[bool] = True
    overtake_id: str
    ticket_id: str
    booth_id: str
    number: int
    cause: str
    above: int
    below: int


@dataclass(frozen=True, kw_only=True)
class SilenceBegan(Fact):
    """A booth that could call has called nobody of its line since then."""

    kind: ClassVar[str] = "silence.began"
    quiet: ClassVar[bool] = True
    booth_id: str
    since: datetime


@dataclass(frozen=True, kw_only=True)
class SilenceEnded(Fact):
    """A silent booth called somebody, or nobody waits there, or it closed."""

    kind: ClassVar[str] = "silence.ended"
    quiet: ClassVar[bool] = True
    booth_id: str


TICKET_FACTS: tuple[type[TicketFact], ...] = (
    TicketTaken, TicketWarned, GotReady, TicketPostponed, TicketFreed, TicketCalled, TicketTalks,
    TicketKept, TicketServed, TicketLeft, TicketParked, TicketReturned, TicketLapsed, TicketClosed,
    ChoiceMade, LeavingTakenBack, TelephoneChosen, TicketLifted, TicketDrawn, TicketGoesOn,
)  # fmt: skip
