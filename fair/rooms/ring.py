"""A ring: how long it lasts, what of it was on a screen, how it ends, and whether that is a miss.

This is the one home of what counts as a miss. What a miss costs is the ticket's rule.
"""

from dataclasses import replace
from datetime import datetime

from fair.decisions import move
from fair.glossary import CallState
from fair.rooms.call import MOVES_CALL, Call

RING_S, UNNOTICED_S = 45, 90
TELEPHONE_S = 180  # to dial, and to let it ring; only the recruiter knows how it went
NOTICE_S = 60
SHOWN_WITHIN_S = 5
SEEN_EVERY_S = 8


def noticed(warned_at: datetime | None, now: datetime) -> bool:
    """True where "get ready" went out at least a minute ago: then a miss may count."""
    return warned_at is not None and (now - warned_at).total_seconds() >= NOTICE_S


def length_s(*, warned: bool, by_telephone: bool = False, ring_s: int = RING_S) -> int:
    """Return how long to ring: a person without notice gets twice the time.

    `ring_s` is what the organiser set for who had notice.
    """
    if by_telephone:
        return TELEPHONE_S
    return ring_s if warned else UNNOTICED_S


# --- what a screen showed ------------------------------------------------------------------------


def show(call: Call, now: datetime) -> Call:
    """The ring is on a screen. Repeated while it stays there."""
    if call.state is not CallState.RINGING or call.by_telephone:
        return call
    return replace(call, shown_at=call.shown_at or now, seen_at=now)


def shown_in_time(call: Call) -> bool:
    """True where the ring came onto a screen within five seconds."""
    if call.shown_at is None:
        return False
    return (call.shown_at - call.rang_at).total_seconds() <= SHOWN_WITHIN_S


def stays_unshown(call: Call, now: datetime) -> bool:
    """True where five seconds went by and no screen has shown the ring. A telephone has none."""
    if call.by_telephone:
        return False
    waited = (now - call.rang_at).total_seconds()
    return call.shown_at is None and waited > SHOWN_WITHIN_S


def unshown_in_s(call: Call, now: datetime) -> float:
    """Return in how many seconds a ring that no screen has shown is one that stays unshown."""
    return max(0.0, SHOWN_WITHIN_S + 0.1 - (now - call.rang_at).total_seconds())


def calls_nobody(call: Call, now: datetime) -> bool:
    """True while it rings on, and stays unshown."""
    return call.state is CallState.RINGING and stays_unshown(call, now)


def prolong(call: Call, now: datetime) -> Call:
    """A text is on its way to who is rung on no page: it rings as for who had no notice."""
    return replace(call, ring_s=UNNOTICED_S) if calls_nobody(call, now) else call


def shown_throughout(call: Call, now: datetime) -> bool:
    """True where a screen had the ring for its whole length and to its end."""
    if call.shown_at is None or call.seen_at is None:
        return False
    whole = (now - call.shown_at).total_seconds() >= call.ring_s - 1
    to_the_end = (now - call.seen_at).total_seconds() <= 2 * SEEN_EVERY_S
    return whole and to_the_end


def is_miss(call: Call, now: datetime) -> bool:
    """True where somebody who had notice did not answer a ring that was shown throughout."""
    return call.warned and shown_throughout(call, now)


# --- how it ends ---------------------------------------------------------------------------------


def ring_out(call: Call, now: datetime) -> Call:
    """Nobody answered: missed, or unshown where no screen ever had it."""
    verb = "miss" if call.shown_at else "give_up"
    return replace(call, state=move(MOVES_CALL, call.state, verb), ended_at=now)


def call_off(call: Call, now: datetime, cause: str = "") -> Call:
    """The recruiter stops ringing: unshown where no screen had it for five seconds."""
    verb = "give_up" if stays_unshown(call, now) else "cancel"
    return replace(call, state=move(MOVES_CALL, call.state, verb), ended_at=now, cause=cause)


def close_ring(call: Call, verb: str, now: datetime) -> Call:
    """The seeker says "not now" (`decline`) or "in five minutes" (`postpone`)."""
    return replace(call, state=move(MOVES_CALL, call.state, verb), ended_at=now)
