"""One function per command about calls, and what higher slices may do with calls."""

from collections.abc import Callable
from typing import Any

from fair import timers
from fair.contract import rooms as contract
from fair.contract.base import Done
from fair.db import Work
from fair.decisions import NotAllowed
from fair.glossary import CallState, Role
from fair.rooms import call as rules
from fair.rooms import call_store
from fair.rooms.call import LOST, RING, Call, CallFact
from fair.rooms.chat import check_fee, tidy

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
) -> str:
    """Ring a person for a recruiter and return the call's id; who may do so is the caller's rule.

    `post` is what the ring names the talk to be about, in plain words. Refuses `PersonInCall` and
    `AlreadyCalling`.
    """
    if call_store.open_call(work, account_id=account_id):
        raise rules.AlreadyCalling
    if call_store.open_call(work, person_id=person_id):
        raise rules.PersonInCall
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
    )
    call_store.add_call(work, made)
    timers.start(work, RING, made.id, ring_s, fair_id=fair_id, booth_id=booth_id)
    record(work, made, rules.CallRang, ring_s=ring_s, warned=warned)
    return made.id


def cancel(work: Work, call_id: str) -> None:
    """Stop a ring: cancelled, or unshown where no screen had it for five seconds.

    Refuses `WrongState` where it no longer rings.
    """
    call = rules.call_off(call_store.call(work, call_id), work.now)
    _ring_over(work, call)
    unshown = call.state is CallState.UNSHOWN
    record(work, call, rules.CallUnshown if unshown else rules.CallCancelled)


def end_for_erasure(work: Work, call: Call) -> None:
    """End a talk whose person asks to be forgotten."""
    _end(work, call, Role.SEEKER)


# --- the ring ------------------------------------------------------------------------------------


def show_call(work: Work, command: contract.ShowCall) -> Done:
    """Keep that a screen shows the ring. From the first time on it lasts its whole length."""
    call = _of_seeker(work, command.call_id)
    shown = rules.show(call, work.now)
    if shown == call:
        return Done()
    call_store.save_call(work, shown)
    if call.shown_at is None:
        if rules.shown_in_time(shown):
            timers.start(
                work, RING, call.id, call.ring_s, fair_id=call.fair_id, booth_id=call.booth_id
            )
        record(work, shown, rules.CallShown)
    return Done()


def answer_call(work: Work, command: contract.AnswerCall) -> contract.CallReply:
    """Answer. Answering again, on a second device say, leads to the same call."""
    call = _of_seeker(work, command.call_id)
    if not call.talking:
        call = rules.answer(_not_over(call), work.now)
        call_store.save_call(work, call)
        timers.stop(work, RING, call.id)
        still_here(work, call)
        record(work, call, rules.CallAnswered)
    return contract.CallReply(call_id=call.id)


def postpone_call(work: Work, command: contract.PostponeCall) -> Done:
    """Five more minutes; what it costs is the queue's rule."""
    call = rules.close_ring(_of_seeker(work, command.call_id), "postpone", work.now)
    _ring_over(work, call)
    record(work, call, rules.CallPostponed)
    return Done()


def decline_call(work: Work, command: contract.DeclineCall) -> Done:
    """Not now."""
    call = rules.close_ring(_of_seeker(work, command.call_id), "decline", work.now)
    _ring_over(work, call)
    record(work, call, rules.CallDeclined)
    return Done()


def cancel_call(work: Work, command: contract.CancelCall) -> Done:
    """The recruiter stops the ring."""
    cancel(work, _of_recruiter(work, command.call_id).id)
    return Done()


def ring_out(work: Work, command: contract.RingOut) -> Done:
    """The time of the ring is over. Only a ring shown throughout is a real miss."""
    rang = call_store.call(work, command.call_id)
    call = rules.ring_out(rang, work.now)
    _ring_over(work, call)
    if call.state is CallState.UNSHOWN:
        record(work, call, rules.CallUnshown)
    else:
        record(work, call, rules.CallMissed, real=rules.is_real_miss(rang, work.now))
    return Done()


# --- the talk ------------------------------------------------------------------------------------


def hang_up(work: Work, command: contract.HangUp) -> Done:
    """End the talk. Hanging up twice, or both at once, is one end."""
    call, side = of_side(work, command.call_id)
    if call.state is not CallState.ENDED:
        _end(work, _not_over(call), side)
    return Done()


def lose_both(work: Work, command: contract.LoseBoth) -> Done:
    """Both pages were gone for a minute."""
    _end(work, call_store.call(work, command.call_id), rules.CUT_OFF)
    return Done()


def extend_call(work: Work, command: contract.ExtendCall) -> Done:
    """Five more minutes, once."""
    call = rules.extend(_of_recruiter(work, command.call_id))
    call_store.save_call(work, call)
    record(work, call, rules.CallExtended, extra_s=call.extra_s)
    return Done()


def say_in_call(work: Work, command: contract.SayInCall) -> Done:
    """Type in the call. Once both have typed, the talk runs, with or without sound."""
    call, side = of_side(work, command.call_id)
    words = tidy(command.words)
    if side is Role.RECRUITER:
        check_fee(words)
    if not call.talking:
        raise rules.CallOver
    call_store.add_said(work, call.id, side, words)
    record(work, call, rules.CallTyped, side=side)
    both = len(call_store.sides_said(work, call.id)) == len(_SIDES)
    if both and call.live_at is None:
        hear(work, call, medium=rules.TEXT)
    return Done()


def keep_note(work: Work, command: contract.KeepNote) -> Done:
    """Save the recruiter's notes, as they stand."""
    call = _of_recruiter(work, command.call_id)
    words = tidy(command.words, rules.MOST_NOTES) if command.words.strip() else ""
    call_store.save_note(work, call.id, work.actor.account_id, words)
    return Done()


# --- together ------------------------------------------------------------------------------------

_SIDES = (Role.SEEKER, Role.RECRUITER)


def of_side(work: Work, call_id: str) -> tuple[Call, Role]:
    """Return a call and the asker's side of it; refuses strangers with `NotAllowed`."""
    call = call_store.call(work, call_id)
    side = call.side_of(work.actor.person_id, work.actor.account_id)
    if side is None:
        raise NotAllowed
    return call, side


def _of_seeker(work: Work, call_id: str) -> Call:
    call, side = of_side(work, call_id)
    if side is not Role.SEEKER:
        raise NotAllowed
    return call


def _of_recruiter(work: Work, call_id: str) -> Call:
    call, side = of_side(work, call_id)
    if side is not Role.RECRUITER:
        raise NotAllowed
    return call


def _not_over(call: Call) -> Call:
    if not call.open:
        raise rules.CallOver
    return call


def still_here(work: Work, call: Call) -> None:
    """Start the minute anew after which the talk counts as cut off."""
    timers.start(
        work, LOST, call.id, rules.LOST_AFTER_S, fair_id=call.fair_id, booth_id=call.booth_id
    )


def _ring_over(work: Work, call: Call) -> None:
    call_store.save_call(work, call)
    timers.stop(work, RING, call.id)


def hear(work: Work, call: Call, medium: str = rules.VOICE) -> None:
    """The line is up: for the first time, or again."""
    first = call.live_at is None
    heard = rules.hear(call, work.now)
    call_store.save_call(work, heard)
    if first:
        record(work, heard, rules.CallLive, medium=medium)
    else:
        record(work, heard, rules.CallUp)


def _end(work: Work, call: Call, cause: str) -> None:
    ended = rules.end(call, work.now)
    call_store.save_call(work, ended)
    timers.stop(work, LOST, call.id)
    record(work, ended, rules.CallEnded, talk_s=round(ended.talked_s), cause=str(cause))


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


def _rang_out(ref: str) -> contract.RingOut:
    return contract.RingOut(call_id=ref)


def _both_lost(ref: str) -> contract.LoseBoth:
    return contract.LoseBoth(call_id=ref)


HANDLERS: dict[Any, Any] = {
    contract.ShowCall: show_call,
    contract.AnswerCall: answer_call,
    contract.PostponeCall: postpone_call,
    contract.DeclineCall: decline_call,
    contract.CancelCall: cancel_call,
    contract.RingOut: ring_out,
    contract.HangUp: hang_up,
    contract.LoseBoth: lose_both,
    contract.ExtendCall: extend_call,
    contract.SayInCall: say_in_call,
    contract.KeepNote: keep_note,
}
DUE: dict[str, Callable[[str], Any]] = {
    RING: _rang_out,
    LOST: _both_lost,
}
