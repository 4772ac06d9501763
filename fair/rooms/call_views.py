"""What the two sides of a call see: the ring, the stage with its clock, what was typed."""

from collections.abc import Mapping
from datetime import datetime
from math import ceil
from typing import TypedDict

from sqlalchemy import Connection

from fair import timers
from fair.accounts import reads as accounts
from fair.decisions import Actor, NotAllowed, NotFound
from fair.glossary import CallState, Role
from fair.looks import reads as looks
from fair.looks.look import Look, LookKind
from fair.people import reads as people
from fair.programme import reads as programme
from fair.programme.fair import Fair
from fair.rooms import call_reads, chat_reads
from fair.rooms.call import LOST, RING, Call, asked_in_s, budget_s, cost, gone_at
from fair.rooms.call_reads import Said
from fair.rooms.ring import stays_unshown, unshown_in_s
from fair.web import Viewer


class CallPage(TypedDict):
    """Everything about a call for one of its sides; `cost` is in minutes and megabytes.

    `replies` are the booth's kept ones, for its recruiter; `gone_s`: in how many seconds a vanished
    seeker counts as gone; None while connected. `unshown_s`: in how many seconds a ring that no
    screen has shown is `unshown`. `asked_s`: in how many seconds the recruiter is asked whether a
    talk by telephone goes on; None where nobody is asked.
    """

    fair: Fair | None
    call: Call
    side: Role
    employer: str
    recruiter: str
    nameless: bool
    seeker: str
    said: tuple[Said, ...]
    looked: Mapping[str, Look]
    note: str
    unshown: bool
    unshown_s: float
    gone_s: int | None
    asked_s: int | None
    left_s: int | None
    talked_s: float
    budget_s: int
    cost: dict[str, int]
    replies: tuple[str, ...]


class CallClock(TypedDict):
    """The few numbers that a running call's page needs, as JSON."""

    state: CallState
    shown: bool
    left_s: int | None
    talked_s: float
    running: bool
    budget_s: int
    medium: str
    path: str


class Ringing(TypedDict):
    """What the ring of a seeker shows, as JSON."""

    id: str
    employer: str
    post: str
    recruiter: str
    left_s: int | None
    typed: bool


def of_actor(connection: Connection, actor: Actor, call_id: str) -> tuple[Call, Role]:
    """Return the call and the asker's side; refuses strangers with `NotAllowed`."""
    call = call_reads.call(connection, call_id)
    if call is None:
        raise NotFound
    side = call.side_of(actor.person_id, actor.account_id)
    if side is None:
        raise NotAllowed
    return call, side


def call_page(
    connection: Connection, viewer: Viewer, call_id: str, now: datetime, minutes: int
) -> CallPage:
    """Return everything about a call for one of its sides."""
    actor = viewer.actor
    call, side = of_actor(connection, actor, call_id)
    room = chat_reads.room(connection, call.booth_id)
    account = accounts.account(connection, call.account_id)
    name = _seeker(connection, actor, call)
    # Who took the consent back is known no more: neither what was noted nor what they typed.
    shared = side is Role.SEEKER or bool(name)
    said = call_reads.said(connection, call.id) if shared or call.open else ()
    return {
        "fair": programme.fair(connection, call.fair_id),
        "call": call,
        "side": side,
        "employer": room.called(viewer.lang) if room else "",
        "recruiter": account.name if account else "",
        "nameless": not name,
        "seeker": name or viewer.words.gettext("a person who no longer shares a name"),
        "said": said,
        "looked": looks.at(connection, LookKind.TYPED, [one.id for one in said]),
        "note": call_reads.note(connection, call.id) if side is Role.RECRUITER and shared else "",
        "unshown": call.state is CallState.RINGING and stays_unshown(call, now),
        "unshown_s": unshown_in_s(call, now),
        "gone_s": _gone_s(connection, call, now) if side is Role.RECRUITER else None,
        "asked_s": _asked_s(connection, call, now) if side is Role.RECRUITER else None,
        "left_s": left_s(connection, call, now),
        "talked_s": call.talk_s(now),
        "budget_s": budget_s(call, minutes),
        "cost": cost(minutes),
        "replies": tuple(room.replies) if room and side is Role.RECRUITER else (),
    }


def _gone_s(connection: Connection, call: Call, now: datetime) -> int | None:
    leg = call_reads.leg(connection, call.id, Role.SEEKER)
    at = gone_at(call, leg.seen_at if leg else None)
    return max(0, ceil((at - now).total_seconds())) if at else None


def _asked_s(connection: Connection, call: Call, now: datetime) -> int | None:
    in_s = asked_in_s(call, timers.ends_at(connection, LOST, call.id), now)
    return None if in_s is None else ceil(in_s)


def _seeker(connection: Connection, actor: Actor, call: Call) -> str:
    """Return the seeker's name, for the recruiter while the consent stands."""
    own = actor.person_id == call.person_id
    if not own and not people.consented(connection, actor.employer_id, call.person_id):
        return ""
    person = people.person(connection, call.person_id)
    return person.name if person else ""


def call_state(
    connection: Connection, actor: Actor, call_id: str, now: datetime, minutes: int
) -> CallClock:
    """Return the few numbers that a running call's page needs."""
    call, _ = of_actor(connection, actor, call_id)
    return {
        "state": call.state,
        "shown": call.shown_at is not None,
        "left_s": left_s(connection, call, now),
        "talked_s": round(call.talk_s(now), 2),
        "running": call.runs_since is not None,
        "budget_s": budget_s(call, minutes),
        "medium": call.medium,
        "path": call.path,
    }


def ringing(connection: Connection, viewer: Viewer, now: datetime) -> Ringing | None:
    """Return what the ring of this seeker shows now; None where none does, or the telephone."""
    call = call_reads.open_call_of_person(connection, viewer.person_id)
    if call is None or call.state is not CallState.RINGING or call.by_telephone:
        return None
    room = chat_reads.room(connection, call.booth_id)
    account = accounts.account(connection, call.account_id)
    return {
        "id": call.id,
        "employer": room.called(viewer.lang) if room else "",
        "post": call.post,
        "recruiter": account.name if account else "",
        "left_s": left_s(connection, call, now),
        "typed": call.typed,
    }


def left_s(connection: Connection, call: Call, now: datetime) -> int | None:
    """Return how long it still rings; None where it does not, or its clock is held."""
    if call.state is not CallState.RINGING:
        return None
    ends = timers.ends_at(connection, RING, call.id)
    return max(0, round((ends - now).total_seconds())) if ends else None
