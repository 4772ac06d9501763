"""One function per command about calls, and what higher slices may do with calls."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from fair import timers
from fair.contract import rooms as contract
from fair.contract.base import Done
from fair.contract.rooms_medium import TalkInstead, TypeInstead
from fair.db import Work
from fair.decisions import WrongState
from fair.glossary import CallState, Role
from fair.looks import writes as looks
from fair.looks.look import LookKind
from fair.people import reads as people
from fair.people.refusals import NotReached
from fair.people.telling_writes import reached
from fair.rooms import call as rules
from fair.rooms import call_store, facts, refusals
from fair.rooms import ring as rings
from fair.rooms.call import LOST, RING, UNSHOWN, Call
from fair.rooms.call_writes import (
    bridge,
    cancel,
    claim,
    end,
    hear,
    not_over,
    of_recruiter,
    of_seeker,
    of_side,
    record,
    ring_over,
    still_here,
    stop_clocks,
)
from fair.rooms.chat import read_on, tidy
from fair.screening.screen import check_fee

# --- the ring ------------------------------------------------------------------------------------


def show_call(work: Work, command: contract.ShowCall) -> Done:
    """Keep that a screen shows the ring. From the first time on it lasts its whole length."""
    call = of_seeker(work, command.call_id)
    shown = rings.show(call, work.now)
    if shown == call:
        return Done()
    call_store.save_call(work, call, shown)
    if call.shown_at is None:
        timers.stop(work, UNSHOWN, call.id)
        if rings.shown_in_time(shown):
            timers.start(
                work, RING, call.id, call.ring_s, fair_id=call.fair_id, booth_id=call.booth_id
            )
        record(work, shown, facts.CallShown)
    return Done()


def answer_call(work: Work, command: contract.AnswerCall) -> contract.AnswerReply:
    """Answer. Answering again, on a second device say, leads to the same call, and to no leg."""
    call = of_seeker(work, command.call_id)
    if call.by_telephone:
        raise WrongState
    if call.talking:
        return contract.AnswerReply(call_id=call.id)
    call = answered(work, call)
    if work.settings.calls == "bridge":
        call = bridge(work, call)
    theirs = call_store.leg(work, call.id, Role.RECRUITER)
    if theirs.tab:  # taken while it rang: that page is there still, as far as anybody knows
        call_store.save_leg(work, theirs, replace(theirs, seen_at=work.now))
    leg = claim(work, call, Role.SEEKER, command.tab) if command.tab else None
    return contract.AnswerReply(call_id=call.id, leg=leg)


def answered(work: Work, rung: Call) -> Call:
    """Let a ring be answered; refuses `CallOver` once it has ended."""
    call = rules.answer(not_over(rung), work.now)
    call_store.save_call(work, rung, call)
    stop_clocks(work, call)
    still_here(work, call)
    record(work, call, facts.CallAnswered)
    return call


def postpone_call(work: Work, command: contract.PostponeCall) -> Done:
    """Five more minutes; what it costs is the queue's rule."""
    rang = of_seeker(work, command.call_id)
    call = rings.close_ring(rang, "postpone", work.now)
    ring_over(work, rang, call)
    record(work, call, facts.CallPostponed)
    return Done()


def decline_call(work: Work, command: contract.DeclineCall) -> Done:
    """Not now."""
    rang = of_seeker(work, command.call_id)
    call = rings.close_ring(rang, "decline", work.now)
    ring_over(work, rang, call)
    record(work, call, facts.CallDeclined)
    return Done()


def cancel_call(work: Work, command: contract.CancelCall) -> Done:
    """The recruiter stops the ring."""
    cancel(work, of_recruiter(work, command.call_id).id)
    return Done()


def ring_out(work: Work, command: contract.RingOut) -> Done:
    """The time of the ring is over. Only a ring shown throughout is a real miss."""
    rang = call_store.call(work, command.call_id)
    call = rings.ring_out(rang, work.now)
    ring_over(work, rang, call)
    if call.state is CallState.UNSHOWN:
        record(work, call, facts.CallUnshown)
    else:
        record(work, call, facts.CallMissed, real=rings.is_miss(rang, work.now))
    return Done()


def unshown_yet(work: Work, command: contract.RingUnshown) -> Done:
    """No page has shown the ring: whom a text reaches is rung for 90 s from now on."""
    rang = call_store.call(work, command.call_id)
    if rings.calls_nobody(rang, work.now) and reached(work, rang.person_id):
        call = rings.prolong(rang, work.now)
        call_store.save_call(work, rang, call)
        timers.start(work, RING, call.id, call.ring_s, fair_id=call.fair_id, booth_id=call.booth_id)
        record(work, call, facts.CallProlonged, ring_s=call.ring_s)
    return Done()


# --- the talk ------------------------------------------------------------------------------------


def hang_up(work: Work, command: contract.HangUp) -> Done:
    """End the talk. Hanging up twice, or both at once, is one end."""
    call, side = of_side(work, command.call_id)
    if call.state is not CallState.ENDED:
        end(work, not_over(call), side)
    return Done()


def lose_both(work: Work, command: contract.LoseBoth) -> Done:
    """Both pages were gone for a minute; or nobody says whether a talk by telephone goes on."""
    call = call_store.call(work, command.call_id)
    end(work, call, rules.lost_cause(call))
    return Done()


def seeker_gone(work: Work, command: contract.SeekerGone) -> Done:
    """End a talk whose seeker vanished; refuses `StillThere` in the first half minute."""
    call = of_recruiter(work, command.call_id)
    if not call.talking:
        raise refusals.CallOver
    gone_at = rules.gone_at(call, call_store.leg(work, call.id, Role.SEEKER).seen_at)
    if gone_at is None or work.now < gone_at:
        raise refusals.StillThere
    end(work, call, rules.GONE)
    return Done()


def extend_call(work: Work, command: contract.ExtendCall) -> Done:
    """Five more minutes, once."""
    was = of_recruiter(work, command.call_id)
    call = rules.extend(was)
    call_store.save_call(work, was, call)
    if call.by_telephone:
        still_here(work, call)
    record(work, call, facts.CallExtended, extra_s=call.extra_s)
    return Done()


def say_in_call(work: Work, command: contract.SayInCall) -> Done:
    """Type in the call. Once both have typed, the talk runs, with or without sound."""
    call, side = of_side(work, command.call_id)
    text = tidy(command.text)
    if not call.talking:
        raise refusals.CallOver
    by_staff = side is Role.RECRUITER
    if by_staff and people.has_blocked(work.connection, call.person_id, work.actor.employer_id):
        raise NotReached
    if by_staff:
        check_fee(read_on(text, call_store.typed_lately(work, call.id, side)))
    said_id = call_store.add_said(work, call.id, side, text)
    if by_staff:
        looks.ask(
            work,
            LookKind.TYPED,
            said_id,
            looks.doubts_in(command.text),
            fair_id=call.fair_id,
            booth_id=call.booth_id,
            employer_id=work.actor.employer_id,
            text=text,
            person_id=call.person_id,
            kept={"call_id": call.id},
        )
    record(work, call, facts.CallTyped, side=side)
    if rules.typing_begins(call, call_store.sides_said(work, call.id)):
        hear(work, call, medium=rules.TEXT)
    return Done()


def type_instead(work: Work, command: TypeInstead) -> Done:
    """Go over to typing: a clock that stood for want of sound runs. Choosing it twice is once."""
    call = _choose(work, command.call_id, rules.TEXT)
    if rules.waits_for_sound(call):
        hear(work, call)
    return Done()


def talk_instead(work: Work, command: TalkInstead) -> Done:
    """Go back to talking."""
    _choose(work, command.call_id, rules.VOICE)
    return Done()


def _choose(work: Work, call_id: str, medium: str) -> Call:
    call, side = of_side(work, call_id)
    if not call.talking:
        raise refusals.CallOver
    if call.by_telephone:
        raise WrongState
    if call.medium == medium:
        return call
    chosen = replace(call, medium=medium)
    call_store.save_call(work, call, chosen)
    record(work, chosen, facts.CallMediumChosen, side=side, medium=medium)
    return chosen


def judge(said: contract.SayInCall) -> None:
    """Refuse a recruiter's words that ask a worker for money."""
    check_fee(said.text)


def keep_note(work: Work, command: contract.KeepNote) -> Done:
    """Save the recruiter's notes, as they stand."""
    call = of_recruiter(work, command.call_id)
    text = tidy(command.text, rules.MOST_NOTES) if command.text.strip() else ""
    call_store.save_note(work, call.id, work.actor.account_id, text)
    return Done()


def _rang_out(ref: str) -> contract.RingOut:
    return contract.RingOut(call_id=ref)


def _unshown_yet(ref: str) -> contract.RingUnshown:
    return contract.RingUnshown(call_id=ref)


def _both_lost(ref: str) -> contract.LoseBoth:
    return contract.LoseBoth(call_id=ref)


HANDLERS: dict[Any, Any] = {
    contract.ShowCall: show_call,
    contract.AnswerCall: answer_call,
    contract.PostponeCall: postpone_call,
    contract.DeclineCall: decline_call,
    contract.CancelCall: cancel_call,
    contract.RingOut: ring_out,
    contract.RingUnshown: unshown_yet,
    contract.HangUp: hang_up,
    contract.LoseBoth: lose_both,
    contract.SeekerGone: seeker_gone,
    contract.ExtendCall: extend_call,
    contract.SayInCall: say_in_call,
    TypeInstead: type_instead,
    TalkInstead: talk_instead,
    contract.KeepNote: keep_note,
}
JUDGES: dict[Any, Any] = {contract.SayInCall: judge}
DUE: dict[str, Callable[[str], Any]] = {
    RING: _rang_out,
    UNSHOWN: _unshown_yet,
    LOST: _both_lost,
}
