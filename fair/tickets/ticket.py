"""A ticket: one person's place at one booth. Its life, and what each step costs.

A place is a row, owned by no socket and no process. Only a call that was really shown, and that
nobody answered, may cost it; everything else keeps it.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from fair.decisions import Moves, WrongState, move
from fair.glossary import Lane, TicketState
from fair.rooms.call import CUT_OFF, GONE, TELEPHONE, TEXT, VOICE
from fair.tickets.refusals import AlreadyPostponed

MOVES_TICKET: Moves[TicketState] = {
    TicketState.WAITING: {
        "call": TicketState.CALLED,
        "park": TicketState.PARKED,
        "leave": TicketState.LEFT,
        "close": TicketState.CLOSED,
    },
    TicketState.CALLED: {
        "answer": TicketState.TALKING,
        "keep": TicketState.WAITING,
        "park": TicketState.PARKED,
        "lapse": TicketState.LAPSED,
        "leave": TicketState.LEFT,
        "close": TicketState.CLOSED,
    },
    TicketState.TALKING: {
        "serve": TicketState.SERVED,
        "park": TicketState.PARKED,
        "cut_off": TicketState.WAITING,
        "leave": TicketState.LEFT,
        "close": TicketState.CLOSED,
    },
    TicketState.PARKED: {
        "return": TicketState.WAITING,
        "phone": TicketState.SERVED,
        "leave": TicketState.LEFT,
        "close": TicketState.CLOSED,
    },
    TicketState.SERVED: {},
    TicketState.LAPSED: {},
    TicketState.LEFT: {"stay": TicketState.WAITING},
    TicketState.CLOSED: {},
}
LIVE = frozenset({TicketState.WAITING, TicketState.CALLED, TicketState.TALKING, TicketState.PARKED})
IN_CALL = frozenset({TicketState.CALLED, TicketState.TALKING})
QUEUING = LIVE - {TicketState.TALKING}
FIVE, UNREACHED = "five", "unreached"
BLOCKED = "blocked"  # parked because its person keeps the employer away
UNCONFIRMED = "unconfirmed"  # parked until the person or an answer says that the two talked
FREE = "ticket.held"  # the deadline after which nothing holds a ticket back
_HELD_S = {FIVE: 300, UNREACHED: 90}
MOST_UNREACHED, MOST_MISSES, QUIET_S, STEP = 3, 2, 120, 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """A place in a queue.

    `rank` orders a lane (number x STEP; a returned person stands behind who was at the head).
    `held`: not callable for a moment though in the line ("five" more minutes, or "unreached").
    `cause` says why it stands as it does; `choice` what its owner chose at a closing, at
    `chosen_at`. `undrawn`: its number is drawn by lot later. `after_id` is the ticket it goes on
    from: carried to the next session, or moved here with its waiting time. `meant_for` is the
    colleague to whom its owner goes on, handed on by their own yes, until that talk. `parked_for`
    is why it was parked when a closing ended it.
    """

    id: str
    fair_id: str
    booth_id: str
    person_id: str
    number: int
    rank: int
    lane: Lane
    state: TicketState
    vacancy_ids: tuple[str, ...]
    joined_at: datetime
    since_at: datetime
    version: int
    held: str = ""
    warned_at: datetime | None = None
    ready_at: datetime | None = None
    postponed: bool = False
    misses: int = 0
    unreached: int = 0
    call_id: str = ""
    account_id: str = ""
    called_at: datetime | None = None
    ended_at: datetime | None = None
    cause: str = ""
    choice: str = ""
    phone_ok: bool = False
    phone_first: bool = False
    helper: bool = False
    text_only: bool = False
    undrawn: bool = False
    chosen_at: datetime | None = None
    after_id: str = ""
    meant_for: str = ""
    parked_for: str = ""

    @property
    def live(self) -> bool:
        """True until it was served, lapsed, left or closed."""
        return self.state in LIVE

    @property
    def waits(self) -> bool:
        """True while it stands in the line."""
        return self.state is TicketState.WAITING

    @property
    def rings(self) -> bool:
        """True while its person is rung."""
        return self.state is TicketState.CALLED

    @property
    def goes_first(self) -> bool:
        """True where its owner was cut off or handed on, and goes on before the line.

        Of one that a closing ended, too: it is carried so.
        """
        return self.lane is Lane.HANDED_ON or self.cause in (CUT_OFF, GONE)

    @property
    def broke_off(self) -> bool:
        """True where a talk of its owner broke off, and a closing ended the wait to go on."""
        return self.state is TicketState.CLOSED and self.goes_first and not self.meant_for

    @property
    def goes_on_to_colleague(self) -> bool:
        """True while it stands in the line for the colleague to whom its owner said yes."""
        return self.waits and self.meant_for != ""

    @property
    def queuing(self) -> bool:
        """True while its person hopes for a talk: in the line, rung, or parked."""
        return self.state in QUEUING

    @property
    def unconfirmed(self) -> bool:
        """True while its place is kept for want of another word than the recruiter's."""
        return self.state is TicketState.PARKED and self.cause == UNCONFIRMED

    @property
    def medium(self) -> str:
        """Return by which medium its person is called."""
        return TELEPHONE if self.phone_first else TEXT if self.text_only else VOICE

    @property
    def may_ring(self) -> bool:
        """True where the person agreed to be phoned for this talk, first or as a last resort."""
        return self.phone_ok or self.phone_first

    @property
    def held_s(self) -> int:
        """Return for how long it is held back: five minutes, or ninety seconds."""
        return _HELD_S[self.held]

    @property
    def own_rank(self) -> int:
        """Return where it stands by its number, or by what it goes on from."""
        return self.rank if self.undrawn or self.after_id else rank_of(self.number)

    def waited_s(self, now: datetime) -> int:
        """Return for how long its owner has held it, until a call at most."""
        return max(0, round(((self.called_at or now) - self.joined_at).total_seconds()))


def rank_of(number: int) -> int:
    """Return where a fresh number stands in its lane."""
    return number * STEP


def rank_after(rank: int, head_rank: int | None) -> int:
    """Return where a returned person stands: by number, behind the one now at the head."""
    return rank if head_rank is None else max(rank, head_rank + 1)


def moved(ticket: Ticket, verb: str, **changes: object) -> Ticket:
    """Return the ticket one step on in its life, by a verb of `MOVES_TICKET`."""
    state = move(MOVES_TICKET, ticket.state, verb)
    changed: Ticket = replace(ticket, state=state, version=ticket.version + 1, **changes)  # type: ignore[arg-type]
    return changed


def warn(ticket: Ticket, now: datetime) -> Ticket:
    """Tell the person to get ready."""
    return replace(ticket, warned_at=now, version=ticket.version + 1)


def _must_wait(ticket: Ticket) -> None:
    if not ticket.waits:
        raise WrongState


def make_ready(ticket: Ticket, now: datetime) -> Ticket:
    """The person is there: nothing holds the ticket back any more."""
    _must_wait(ticket)
    return replace(
        ticket, ready_at=now, warned_at=ticket.warned_at or now, held="", unreached=0,
        version=ticket.version + 1,
    )  # fmt: skip


def postpone(ticket: Ticket) -> Ticket:
    """Five more minutes: free once, the place is kept. Refuses `AlreadyPostponed`."""
    _must_wait(ticket)
    if ticket.postponed:
        raise AlreadyPostponed
    return replace(ticket, held=FIVE, postponed=True, ready_at=None, version=ticket.version + 1)


def free(ticket: Ticket) -> Ticket:
    """The moment is over: callable again. After five minutes "get ready" goes out afresh.

    A ticket that nothing holds back stays as it is.
    """
    if not ticket.held or not ticket.waits:
        return ticket
    warned_at = None if ticket.held == FIVE else ticket.warned_at
    return replace(ticket, held="", warned_at=warned_at, version=ticket.version + 1)


def call(ticket: Ticket, call_id: str, account_id: str, now: datetime) -> Ticket:
    """A recruiter rings this person."""
    return moved(ticket, "call", call_id=call_id, account_id=account_id, called_at=now, held="")


def answer(ticket: Ticket) -> Ticket:
    """The person answered; the connection begins."""
    return moved(ticket, "answer", unreached=0, cause="", meant_for="")


def keep(ticket: Ticket, cause: str) -> Ticket:
    """The ring was called off by the recruiter; the place is kept and nothing counted."""
    return moved(ticket, "keep", cause=cause, call_id="", called_at=None)


def postpone_call(ticket: Ticket) -> Ticket:
    """*Five more minutes* at the ring: free once; the second time the ticket is parked."""
    if ticket.postponed:
        return park(ticket, "postponed")
    return replace(postpone(keep(ticket, "postponed")), version=ticket.version + 1)


def unreached(ticket: Ticket, cause: str, *, unsaid: bool = False) -> Ticket:
    """The ring reached no screen, or an unwarned person: the ticket stays at the head.

    The third time in a row it is parked, and that is not a miss. `unsaid`: by telephone, and only
    the recruiter knows whether it rang, who said nothing: that takes nobody out of the line.
    """
    if ticket.unreached + 1 >= MOST_UNREACHED and not unsaid:
        return replace(park(ticket, cause), unreached=0)
    kept = keep(ticket, cause)
    return replace(kept, held=UNREACHED, unreached=ticket.unreached + 1)


def miss(ticket: Ticket, *, real: bool, now: datetime) -> Ticket:
    """Nobody answered. A real miss parks, the second one lapses; any other costs nothing."""
    if not real:
        return unreached(ticket, "unanswered")
    misses = ticket.misses + 1
    if misses >= MOST_MISSES:
        return moved(ticket, "lapse", misses=misses, cause="missed", ended_at=now)
    return replace(park(ticket, "missed"), misses=misses)


def park(ticket: Ticket, cause: str) -> Ticket:
    """Out of the line, the number kept; back by the person's own tap."""
    return moved(
        ticket, "park", cause=cause, held="", warned_at=None, ready_at=None, lane=Lane.STANDARD,
        meant_for="",
    )  # fmt: skip


def not_there(ticket: Ticket) -> Ticket:
    """The recruiter says so of who is rung, or whom no ring reached: parked, and no miss."""
    if not ticket.rings and not (ticket.waits and ticket.unreached):
        raise WrongState
    return park(ticket, "not_there")


def come_back(ticket: Ticket, head_rank: int | None, now: datetime) -> Ticket:
    """The parked person taps: by number, behind the one ticket now at the head."""
    return moved(
        ticket, "return", rank=rank_after(ticket.own_rank, head_rank), since_at=now, cause="",
        ready_at=now, called_at=None, call_id="", unreached=0,
    )  # fmt: skip


def serve(ticket: Ticket, now: datetime) -> Ticket:
    """The talk is over."""
    return moved(ticket, "serve", ended_at=now)
