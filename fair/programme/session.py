"""Sessions, the time windows of a fair: their life and their rules. Pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from fair.days import typed_of
from fair.decisions import Moves, WrongState, move
from fair.glossary import SessionState
from fair.instants import EPOCH
from fair.programme.fair import Fair, check_hours
from fair.programme.refusals import (
    BetweenSessions,
    HoursPast,
    SessionOutside,
    SessionRunning,
    SessionsOver,
    SessionsOverlap,
)

MOVES_SESSION: Moves[SessionState] = {
    SessionState.PLANNED: {"open": SessionState.OPEN, "close": SessionState.OVER},
    SessionState.OPEN: {"pause": SessionState.PAUSED, "close": SessionState.OVER},
    SessionState.PAUSED: {"resume": SessionState.OPEN, "close": SessionState.OVER},
    SessionState.OVER: {},
}
RUNNING = frozenset({SessionState.OPEN, SessionState.PAUSED})


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

    @property
    def runs(self) -> bool:
        """True from its opening to its end, on a pause too."""
        return self.state in RUNNING


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


def yes_of(opens_at: datetime, closes_at: datetime) -> str:
    """Return what a yes names that was asked for: the window with these hours, and no other.

    To the second, as forms have them.
    """
    return f"{int(opens_at.timestamp())}-{int(closes_at.timestamp())}"


def must_be_planned(session: Session) -> None:
    """Refuse with `WrongState` once it has begun."""
    if session.state is not SessionState.PLANNED:
        raise WrongState


def session_to_open(sessions: Collection[Session], now: datetime) -> Session | None:
    """Return the planned session that covers `now`, else the next one; None where none is left."""
    planned = (one for one in sessions if one.state is SessionState.PLANNED and one.closes_at > now)
    return min(planned, key=lambda one: one.opens_at, default=None)


def running(sessions: Iterable[Session]) -> Session | None:
    """Return the session that is open or paused."""
    return next((one for one in sessions if one.runs), None)


def began(sessions: Collection[Session], now: datetime) -> datetime:
    """Return since when what runs now runs; where a fair has no sessions, the beginning of time.

    What was opened before its hour began with the end of what was before it, as planned.
    """
    runs = running(sessions)
    if not sessions:
        return EPOCH
    if runs is None:
        return now
    if runs.opens_at <= now:
        return runs.opens_at
    ends = (one.closes_at for one in sessions if one.closes_at <= now)
    return max(ends, default=now)


def due_move(
    fair: Fair, sessions: Collection[Session], now: datetime
) -> tuple[Session, str] | None:
    """Return what hours ask next of the sessions of a fair that runs: (session, verb).

    Ends come first, of those too that nobody opened in time; on a pause a session ends, and none
    begins.
    """
    if not fair.running:
        return None
    left = [one for one in sessions if one.state is not SessionState.OVER]
    if over := next((one for one in left if one.closes_at <= now), None):
        return over, "close"
    due = session_to_open(left, now)
    if fair.is_open and due and due.opens_at <= now and running(left) is None:
        return due, "open"
    return None


def ends_at(fair: Fair, sessions: Collection[Session], now: datetime) -> datetime:
    """Return until when people are called: the end of the session that runs, or comes next."""
    now_on = running(sessions) or session_to_open(sessions, now)
    return now_on.closes_at if now_on else fair.closes_at


def must_run(fair: Fair, sessions: Collection[Session], now: datetime) -> None:
    """Refuse `BetweenSessions` or `SessionsOver` where a fair has sessions and none runs now."""
    if not sessions or running(sessions):
        return
    due = session_to_open(sessions, now)
    if due is None:
        raise SessionsOver
    raise BetweenSessions(opens=str(typed_of(due.opens_at, fair.zone)).replace("T", " "))


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
    if running(sessions):
        raise SessionRunning
