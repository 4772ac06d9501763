"""One function per command about sessions, and what sessions do when their fair moves."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from fair.contract import programme_halls as contract
from fair.contract.base import Command, Reply
from fair.days import LocalTime, instant
from fair.db import Work
from fair.decisions import move
from fair.glossary import SessionState
from fair.programme import reads, store
from fair.programme import session as rules
from fair.programme.facts import SessionAdded, SessionHoursMoved, SessionMoved, SessionRemoved
from fair.programme.fair import Fair, must_be_changeable, must_be_open
from fair.programme.session import Session


def keep_hours(work: Work, fair: Fair) -> None:
    """End the sessions of a fair whose time is over, and open the one whose time has come."""
    while due := rules.due_move(fair, reads.sessions(work.connection, fair.id), work.now):
        _move(work, *due)


def open_due(work: Work, fair_id: str) -> None:
    """Open the session that is due, where the fair has any."""
    due = rules.session_to_open(reads.sessions(work.connection, fair_id), work.now)
    if due:
        _move(work, due, "open")


def follow_fair(work: Work, fair_id: str, verb: str) -> None:
    """Pause, resume or end the sessions that a fair's move concerns."""
    for session in reads.sessions(work.connection, fair_id):
        if rules.follow(session, verb):
            _move(work, session, verb)


def _move(work: Work, session: Session, verb: str, said: str | None = None) -> None:
    """Move one on; `said` is the yes of an organiser who does it by hand, "" where none was."""
    state = move(rules.MOVES_SESSION, session.state, verb)
    store.move_session(work, session.id, state)
    if said is not None:
        _ask(work, session.fair_id, session.opens_at, session.closes_at, said)
    ended = session.runs and state is SessionState.OVER
    work.record(
        SessionMoved(
            fair_id=session.fair_id,
            session_id=session.id,
            state=state,
            opens_at=session.opens_at,
            closes_at=session.closes_at,
            sequence=session.sequence,
            ended=ended,
        )
    )


def _ask(work: Work, fair_id: str, opens_at: datetime, closes_at: datetime, said: str) -> None:
    """Let whoever knows whom it concerns ask first; what is asked about is written already."""
    agreed = said == rules.yes_of(opens_at, closes_at)
    work.record(
        SessionHoursMoved(fair_id=fair_id, opens_at=opens_at, closes_at=closes_at, agreed=agreed)
    )


def _window(fair: Fair, opens_at: LocalTime, closes_at: LocalTime) -> tuple[datetime, datetime]:
    return instant(opens_at, fair.zone, "opens_at"), instant(closes_at, fair.zone, "closes_at")


def add_session(work: Work, command: contract.AddSession) -> contract.SessionReply:
    """Plan a window. Refuses one that is past, outside the fair's hours or over another one.

    The first one leaves the rest of the fair's hours outside: asks who has appointments there.
    """
    fair = store.fair(work, command.fair_id)
    must_be_changeable(fair)
    opens_at, closes_at = _window(fair, command.opens_at, command.closes_at)
    if not fair.in_draft:
        rules.must_lie_ahead(closes_at, work.now)
    rules.check_session(fair, opens_at, closes_at, reads.sessions(work.connection, fair.id))
    session_id = store.add_session(work, fair.id, opens_at, closes_at)
    _ask(work, fair.id, opens_at, closes_at, command.agreed)
    work.record(
        SessionAdded(fair_id=fair.id, session_id=session_id, opens_at=opens_at, closes_at=closes_at)
    )
    return contract.SessionReply(session_id=session_id, fair_id=fair.id)


def _planned(work: Work, session_id: str) -> tuple[Session, Fair]:
    session = store.session(work, session_id)
    rules.must_be_planned(session)
    return session, store.fair(work, session.fair_id)


def change_session(work: Work, command: contract.ChangeSession) -> contract.SessionReply:
    """Move a planned window. Refuses what is past, outside the fair's hours or over another.

    Whoever has appointments there is called off once the organiser has agreed.
    """
    session, fair = _planned(work, command.session_id)
    opens_at, closes_at = _window(fair, command.opens_at, command.closes_at)
    if not fair.in_draft:
        rules.must_lie_ahead(closes_at, work.now)
    others = [one for one in reads.sessions(work.connection, fair.id) if one.id != session.id]
    rules.check_session(fair, opens_at, closes_at, others)
    store.change_session(work, session.id, opens_at, closes_at)
    _ask(work, fair.id, opens_at, closes_at, command.agreed)
    work.record(
        SessionMoved(
            fair_id=fair.id,
            session_id=session.id,
            state=session.state,
            opens_at=opens_at,
            closes_at=closes_at,
            sequence=session.sequence + 1,
        )
    )
    return contract.SessionReply(session_id=session.id, fair_id=fair.id)


def remove_session(work: Work, command: contract.RemoveSession) -> contract.SessionReply:
    """Remove a planned window; asks first where people have appointments there."""
    session, fair = _planned(work, command.session_id)
    store.remove_session(work, session.id)
    _ask(work, fair.id, session.opens_at, session.closes_at, command.agreed)
    gone = SessionRemoved(fair_id=fair.id, session_id=session.id, sequence=session.sequence + 1)
    work.record(gone)
    return contract.SessionReply(session_id=session.id, fair_id=fair.id)


def open_session(work: Work, command: contract.OpenSession) -> contract.SessionReply:
    """Open a window of an open fair. Refuses while another one is open, and one that is past."""
    session = store.session(work, command.session_id)
    must_be_open(store.fair(work, session.fair_id))
    rules.must_be_alone(reads.sessions(work.connection, session.fair_id))
    rules.must_lie_ahead(session.closes_at, work.now)
    _move(work, session, "open")
    return contract.SessionReply(session_id=session.id, fair_id=session.fair_id)


def end_session(work: Work, command: contract.EndSession) -> contract.SessionReply:
    """End a window; the fair itself goes on. Asks first where people have appointments there."""
    session = store.session(work, command.session_id)
    _move(work, session, "close", command.agreed)
    return contract.SessionReply(session_id=session.id, fair_id=session.fair_id)


HANDLERS: dict[type[Command], Callable[[Work, Any], Reply]] = {
    contract.AddSession: add_session,
    contract.ChangeSession: change_session,
    contract.RemoveSession: remove_session,
    contract.OpenSession: open_session,
    contract.EndSession: end_session,
}
