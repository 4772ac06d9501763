"""Sessions, the time windows of a fair: their life and their rules. Pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from fair.decisions import Moves, WrongState, move
from fair.glossary import SessionState
from fair.programme.fair import Fair, check_hours
from fair.programme.refusals import HoursPast, SessionOutside, SessionRunning, SessionsOverlap

MOVES_SESSION: Moves[SessionState] = {
    SessionState.PLANNED: {"open": SessionState.OPEN, "close": SessionState.OVER},
    SessionState.OPEN: {"pause": SessionState.PAUSED, "close": SessionState.OVER},
    SessionState.PAUSED: {"resume": SessionState.OPEN, "close": SessionState.OVER},
    SessionState.OVER: {},
}


@dataclass(frozen=True, slots=True)
class Session:
    """A time window of a fair, such as one of its mornings.

    `sequence` grows whenever its hours change; one that is `removed` is known to calendars alone.
    """

    id: str
    fair_id: str
    state: SessionState
    opens_at: datetime
    closes_at: datetime
    sequence: int = 0
    removed: bool = False


def check_session(
    fair: Fair, opens_at: datetime, closes_at: datetime, others: Iterable[Session]
) -> None:
    """Refuse a window that runs backwards, leaves the fair's hours or overlaps another."""
    check_hours(opens_at, closes_at)
    if opens_at < fair.opens_at or closes_at > fair.closes_at:
        raise SessionOutside
    if any(opens_at < other.closes_at and other.opens_at < closes_at for other in others):
        raise SessionsOverlap


def must_lie_ahead(closes_at: datetime, now: datetime) -> None:
    """Refuse with `HoursPast` a window that is over before it is planned."""
    if closes_at <= now:
        raise HoursPast


def must_be_planned(session: Session) -> None:
    """Refuse with `WrongState` once it has begun."""
    if session.state is not SessionState.PLANNED:
        raise WrongState


def session_to_open(sessions: Collection[Session], now: datetime) -> Session | None:
    """Return the planned session that covers `now`, else the next one, else the earliest left."""
    planned = sorted(
        (one for one in sessions if one.state is SessionState.PLANNED), key=lambda one: one.opens_at
    )
    return next((one for one in planned if one.closes_at > now), planned[0] if planned else None)


def follow(session: Session, verb: str) -> SessionState | None:
    """Return where a session goes when its fair does `verb`; None where it stays as it is."""
    if verb not in MOVES_SESSION[session.state]:
        return None
    return move(MOVES_SESSION, session.state, verb)


def check_inside(fair: Fair, sessions: Iterable[Session]) -> None:
    """Refuse with `SessionOutside` hours of a fair that leave a session outside."""
    if any(one.opens_at < fair.opens_at or one.closes_at > fair.closes_at for one in sessions):
        raise SessionOutside


def must_be_alone(sessions: Iterable[Session]) -> None:
    """Refuse with `SessionRunning` while a session is open or paused."""
    if any(one.state in {SessionState.OPEN, SessionState.PAUSED} for one in sessions):
        raise SessionRunning
