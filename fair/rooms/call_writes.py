"""Ringing, and what every step of a call does: for commands, reactions and higher slices."""

from collections.abc import Callable
from typing import Any

from fair import timers
from fair.contract.rooms_legs import LegReply
from fair.db import Work
from fair.decisions import NotAllowed
from fair.glossary import CallState, Role
from fair.people import reads as people
from fair.people.refusals import NotReached
from fair.rooms import call as rules
from fair.rooms import call_store, facts, refusals
from fair.rooms import ring as rings
from fair.rooms.call import LOST, RING, UNSHOWN, Call
from fair.rooms.facts import CallFact
from fair.rooms.leg import DESCRIBER, Leg, take

# --- doors for higher slices ---------------------------------------------------------------------


def ring(
    work: Work,
    *,
    fair_id: str,
    booth_id: str,
    ticket_id: str,
    person_id: str,
    account_id: str,
    ring_s: int,
    warned: bool,
    post: str = "",
    medium: str = rules.VOICE,
) -> str:
    """Ring a person for a recruiter and return the call's id; who may do so is the caller's rule.

    `post` is what the ring names the talk to be about, in plain words; `medium` how the
    person asked to talk; by telephone no page rings. Refuses `PersonInCall`, `AlreadyCalling`,
    and `NotReached` where the person keeps the employer away.
    """
    if people.has_blocked(work.connection, person_id, work.actor.employer_id):
        raise NotReached
    if call_store.open_call(work, account_id=account_id):
        raise refusals.AlreadyCalling
    if call_store.open_call(work, person_id=person_id):
        raise refusals.PersonInCall
    made = Call(
        id=work.new_id(),
        fair_id=fair_id,
        booth_id=booth_id,
        ticket_id=ticket_id,
        person_id=person_id,
        account_id=account_id,
        state=CallState.RINGING,
        post=post[:300],
        ring_s=ring_s,
        warned=warned,
        rang_at=work.now,
        medium=medium,
    )
    call_store.add_call(work, made)
    timers.start(work, RING, made.id, ring_s, fair_id=fair_id, booth_id=booth_id)
    if not made.by_telephone:
        soon = rings.unshown_in_s(made, work.now)
        timers.start(work, UNSHOWN, made.id, soon, fair_id=fair_id, booth_id=booth_id)
    record(work, made, facts.CallRang, ring_s=ring_s, warned=warned, medium=made.medium)
    return made.id


def cancel(work: Work, call_id: str, cause: str = "") -> None:
    """Stop a ring: cancelled, or unshown where no screen had it for five seconds.

    Refuses `WrongState` where it no longer rings.
    """
    rang = call_store.call(work, call_id)
    call = rings.call_off(rang, work.now, cause)
    ring_over(work, rang, call)
    unshown = call.state is CallState.UNSHOWN
    record(work, call, facts.CallUnshown if unshown else facts.CallCancelled, cause=cause)


def end_for_erasure(work: Work, call: Call) -> None:
    """End a talk whose person asks to be forgotten."""
    end(work, call, Role.SEEKER)


# --- together ------------------------------------------------------------------------------------


def of_side(work: Work, call_id: str) -> tuple[Call, Role]:
    """Return a call and the asker's side of it; refuses strangers with `NotAllowed`."""
    call = call_store.call(work, call_id)
    side = call.side_of(work.actor.person_id, work.actor.account_id)
    if side is None:
        raise NotAllowed
    return call, side


def of_seeker(work: Work, call_id: str) -> Call:
    """Return a call; refuses `NotAllowed` unless its seeker asks."""
    call, side = of_side(work, call_id)
    if side is not Role.SEEKER:
        raise NotAllowed
    return call


def of_recruiter(work: Work, call_id: str) -> Call:
    """Return a call; refuses `NotAllowed` unless its recruiter asks."""
    call, side = of_side(work, call_id)
    if side is not Role.RECRUITER:
        raise NotAllowed
    return call


def not_over(call: Call) -> Call:
    """Return the call; refuses `CallOver` once it has ended."""
    if not call.open:
        raise refusals.CallOver
    return call


def still_here(work: Work, call: Call) -> None:
    """Start the minute anew after which the talk counts as cut off; by telephone, the asking."""
    after_s = rules.lost_after_s(call, work.settings.call_minutes, work.now)
    timers.start(work, LOST, call.id, after_s, fair_id=call.fair_id, booth_id=call.booth_id)


def claim(work: Work, call: Call, side: Role, tab: str, *, insist: bool = False) -> LegReply:
    """Let a page take its side's leg; pages with an earlier epoch are out. Refuses `LegTaken`."""
    was = call_store.leg(work, call.id, side)
    leg = take(was, tab, work.now, insist=insist)
    call_store.save_leg(work, was, leg)
    if call.talking:
        still_here(work, call)
    record(work, call, facts.CallLegTaken, side=side, epoch=leg.epoch)
    goes_by_bridge = call.bridged or (work.settings.calls == rules.BRIDGE and not call.typed)
    return LegReply(
        epoch=leg.epoch,
        other_epoch=other_leg(work, leg).epoch,
        side=side,
        describer=side is DESCRIBER,
        path=rules.BRIDGE if goes_by_bridge else rules.DIRECT,
    )


def other_leg(work: Work, leg: Leg) -> Leg:
    """Return the leg of the other side."""
    side = Role.RECRUITER if leg.side is Role.SEEKER else Role.SEEKER
    return call_store.leg(work, leg.call_id, side)


def ring_over(work: Work, rang: Call, over: Call) -> None:
    """Save a ring that has ended: its clock stops and its fact is recorded."""
    call_store.save_call(work, rang, over)
    stop_clocks(work, over)


def stop_clocks(work: Work, call: Call) -> None:
    """Stop what would fire while it rings: it does so no more."""
    for kind in (RING, UNSHOWN):
        timers.stop(work, kind, call.id)


def hear(work: Work, call: Call, medium: str = rules.VOICE) -> None:
    """The connection is up: for the first time, or again."""
    first = call.live_at is None
    heard = rules.hear(call, work.now)
    call_store.save_call(work, call, heard)
    if first:
        record(work, heard, facts.CallLive, medium=medium)
    else:
        record(work, heard, facts.CallUp)


def bridge(work: Work, call: Call, side: str = "") -> Call:
    """Send the sound over the bridge from now on; `side` asked for it, or nobody did."""
    if call.bridged or call.typed or call.by_telephone:
        return call
    bridged = rules.bridge(call)
    call_store.save_call(work, call, bridged)
    record(work, bridged, facts.CallBridged, side=side)
    return bridged


def end(work: Work, call: Call, cause: str) -> None:
    """Save the end of a talk, with its length, and record its cause."""
    ended = rules.end(call, work.now, str(cause))
    call_store.save_call(work, call, ended)
    timers.stop(work, LOST, call.id)
    record(work, ended, facts.CallEnded, talk_s=round(ended.talked_s), cause=ended.cause)


def record(work: Work, call: Call, kind: Callable[..., CallFact], **more: Any) -> None:
    """Record a fact about this call."""
    work.record(
        kind(
            fair_id=call.fair_id,
            call_id=call.id,
            ticket_id=call.ticket_id,
            booth_id=call.booth_id,
            person_id=call.person_id,
            account_id=call.account_id,
            **more,
        )
    )
