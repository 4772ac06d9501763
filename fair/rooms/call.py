"""A call: a ring, and the talk that follows it. Its life, its clock, its legs.

Pure. Sound goes from browser to browser; this page only knows who may sit where, since when the
two talk, and how it ended. The ring has a page of its own.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from fair.decisions import move
from fair.glossary import CallState, Role
from fair.rooms.refusals import AlreadyExtended, CallOver

LOST_AFTER_S = 60
EXTRA_S = 300
ENDS_SOON_S = 120
MOST_NOTES = 4000
MEGABYTES_A_MINUTE, USUAL_SHARE = 0.6, 0.8
CUT_OFF, GONE = "cut_off", "gone"
GONE_AFTER_S = 30
VOICE, TEXT, TELEPHONE = "voice", "text", "phone"
ASKED_FOR_S = 300  # so long a recruiter is asked whether a talk by telephone still goes on
AGAIN_S = 600  # and so long after each yes nobody asks
UNSAID = "unsaid"
DIRECT, BRIDGE = "direct", "bridge"
RING, UNSHOWN, LOST = "call.ring_end", "call.ring_unshown", "call.line_lost"  # deadlines

MOVES_CALL: dict[CallState, dict[str, CallState]] = {
    CallState.RINGING: {
        "answer": CallState.CONNECTING,
        "miss": CallState.MISSED,
        "decline": CallState.DECLINED,
        "postpone": CallState.POSTPONED,
        "give_up": CallState.UNSHOWN,
        "cancel": CallState.CANCELLED,
    },
    CallState.CONNECTING: {
        "hear": CallState.LIVE,
        "lose": CallState.RECONNECTING,
        "end": CallState.ENDED,
    },
    CallState.LIVE: {"lose": CallState.RECONNECTING, "end": CallState.ENDED},
    CallState.RECONNECTING: {"hear": CallState.LIVE, "end": CallState.ENDED},
    CallState.ENDED: {},
    CallState.MISSED: {},
    CallState.DECLINED: {},
    CallState.POSTPONED: {},
    CallState.UNSHOWN: {},
    CallState.CANCELLED: {},
}
OPEN = frozenset(state for state, moves in MOVES_CALL.items() if moves)
TALK = frozenset({CallState.CONNECTING, CallState.LIVE, CallState.RECONNECTING})


@dataclass(frozen=True, slots=True)
class Call:
    """One attempt to talk. `talked_s` counts while the connection is up, now since `runs_since`.

    `medium` is `VOICE`; `TEXT` where the person asked for it: then no microphone is asked for; or
    `TELEPHONE`: then no page carries anything, and the recruiter says when the two talk.
    `path` is how sound goes: `DIRECT` from browser to browser, or over our own `BRIDGE`.
    """

    id: str
    fair_id: str
    booth_id: str
    ticket_id: str
    person_id: str
    account_id: str
    state: CallState
    post: str
    ring_s: int
    warned: bool
    rang_at: datetime
    shown_at: datetime | None = None
    seen_at: datetime | None = None
    answered_at: datetime | None = None
    live_at: datetime | None = None
    ended_at: datetime | None = None
    talked_s: float = 0.0
    runs_since: datetime | None = None
    extra_s: int = 0
    medium: str = VOICE
    path: str = DIRECT
    cause: str = ""

    @property
    def typed(self) -> bool:
        """True where the person asked to type instead of talking."""
        return self.medium == TEXT

    @property
    def by_telephone(self) -> bool:
        """True where the two talk by telephone: no page carries the sound, and none is missed."""
        return self.medium == TELEPHONE

    @property
    def hearers(self) -> tuple[str, str]:
        """Return the audiences of its two sides: the person's pages, the recruiter's."""
        return f"person:{self.person_id}", f"account:{self.account_id}"

    @property
    def bridged(self) -> bool:
        """True where the sound goes over our own bridge."""
        return self.path == BRIDGE

    @property
    def open(self) -> bool:
        """True from the ring until the end."""
        return self.state in OPEN

    @property
    def talking(self) -> bool:
        """True between *Answer* and the end."""
        return self.state in TALK

    def talk_s(self, now: datetime) -> float:
        """Return how many seconds the two have talked, without the time the connection was down."""
        running = (now - self.runs_since).total_seconds() if self.runs_since else 0.0
        return self.talked_s + max(0.0, running)

    def side_of(self, person_id: str, account_id: str) -> Role | None:
        """Return which side of this call somebody is, or None for a stranger."""
        if person_id and person_id == self.person_id:
            return Role.SEEKER
        if account_id and account_id == self.account_id:
            return Role.RECRUITER
        return None


def answer(call: Call, now: datetime) -> Call:
    """The seeker answers; nothing was connected before."""
    return replace(call, state=move(MOVES_CALL, call.state, "answer"), answered_at=now)


def hear(call: Call, now: datetime) -> Call:
    """The connection is up: the clock runs."""
    state = move(MOVES_CALL, call.state, "hear")
    return replace(call, state=state, live_at=call.live_at or now, runs_since=now)


def lose(call: Call, now: datetime) -> Call:
    """The connection is down: the clock stands."""
    state = move(MOVES_CALL, call.state, "lose")
    return replace(call, state=state, talked_s=call.talk_s(now), runs_since=None)


def end(call: Call, now: datetime, cause: str = "") -> Call:
    """The talk is over, for this cause."""
    state = move(MOVES_CALL, call.state, "end")
    return replace(
        call, state=state, talked_s=call.talk_s(now), runs_since=None, ended_at=now, cause=cause
    )


def lost_after_s(call: Call, minutes: int, now: datetime) -> float:
    """Return how long nothing may be heard of both sides' pages.

    A telephone needs none: once its `minutes` are over the recruiter is asked, and has to answer.
    """
    if call.by_telephone:
        return max(0.0, budget_s(call, minutes) - call.talk_s(now)) + ASKED_FOR_S
    return LOST_AFTER_S


def lost_cause(call: Call) -> str:
    """Return why a talk is over of which nothing was heard for so long.

    By telephone nobody said whether it goes on: the person keeps the place, and an answer is owed.
    """
    return UNSAID if call.by_telephone else CUT_OFF


def asked_in_s(call: Call, over_at: datetime | None, now: datetime) -> float | None:
    """Return in how many seconds the recruiter is asked whether the telephone talk goes on.

    None where nobody is asked: no such talk goes on, or its clock is held.
    """
    if not (call.by_telephone and call.talking and over_at):
        return None
    return max(0.0, (over_at - now).total_seconds() - ASKED_FOR_S)


def waits_for_sound(call: Call) -> bool:
    """True where the clock of a talk stands for want of sound alone."""
    return call.state is CallState.RECONNECTING and call.live_at is not None


def typing_begins(call: Call, sides: Collection[str]) -> bool:
    """True where the talk runs from now on, with or without sound: both sides have typed."""
    return call.live_at is None and {Role.SEEKER, Role.RECRUITER} <= set(sides)


def gone_at(call: Call, seen_at: datetime | None) -> datetime | None:
    """Return when a vanished seeker counts as gone; None while the two are connected.

    `seen_at` is the last sign of the seeker's page. Sound that goes on says that somebody is
    there, whatever the page says; where both type there is only the page.
    """
    if call.by_telephone:
        return None
    if not call.talking or (call.runs_since is not None and not call.typed):
        return None
    signs = [at for at in (call.answered_at, seen_at) if at]
    return max(signs) + timedelta(seconds=GONE_AFTER_S) if signs else None


def budget_s(call: Call, minutes: int) -> int:
    """Return the length budget of a call in seconds, its extension included."""
    return minutes * 60 + call.extra_s


def ends_soon(call: Call, minutes: int, now: datetime) -> bool:
    """True where the two talk, and two minutes of the length budget are left, or none."""
    return call.talking and budget_s(call, minutes) - call.talk_s(now) <= ENDS_SOON_S


def cost(minutes: int) -> dict[str, int]:
    """Return what a call of the usual length takes: minutes and megabytes."""
    usual = max(1, round(minutes * USUAL_SHARE))
    return {"minutes": usual, "size": max(1, round(usual * MEGABYTES_A_MINUTE))}


def bridge(call: Call) -> Call:
    """Go over the bridge from now on, for the rest of the call."""
    return replace(call, path=BRIDGE)


def extend(call: Call) -> Call:
    """Five more minutes, once."""
    if not call.talking:
        raise CallOver
    if call.extra_s:
        raise AlreadyExtended
    return replace(call, extra_s=EXTRA_S)
