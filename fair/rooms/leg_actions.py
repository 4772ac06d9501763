"""One function per command of a page about its sound: its leg, what it hears, its microphone."""

from dataclasses import replace
from typing import Any

from fair.contract import rooms as contract
from fair.contract import rooms_bridge, rooms_medium, rooms_microphone
from fair.contract.base import Done
from fair.contract.rooms_legs import LegReply
from fair.db import Work
from fair.decisions import WrongState
from fair.glossary import CallState, Role
from fair.rooms import call as rules
from fair.rooms import call_store, facts, microphone_store, refusals
from fair.rooms.call import Call
from fair.rooms.call_writes import bridge, claim, hear, of_side, other_leg, record, still_here
from fair.rooms.leg import Leg, check_epoch


def take_leg(work: Work, command: contract.TakeLeg) -> LegReply:
    """Claim or renew a leg; pages with an earlier epoch are out.

    The recruiter's page takes its own while it still rings, so that *Answer* waits for no commit.
    """
    call, side = of_side(work, command.call_id)
    if not call.talking and not (call.open and side is Role.RECRUITER):
        raise refusals.CallOver
    if call.by_telephone:
        raise WrongState
    return claim(work, call, side, command.tab, insist=command.insist)


def stay_here(work: Work, command: contract.StayHere) -> Done:
    """Keep that this page is there; without both for a minute the talk counts as cut off."""
    call, leg = _on_leg(work, command.call_id, command.epoch)
    call_store.save_leg(work, leg, replace(leg, seen_at=work.now))
    still_here(work, call)
    return Done()


def hear_call(work: Work, command: contract.HearCall) -> Done:
    """This side hears the other for the first time, or again."""
    call, leg = _on_leg(work, command.call_id, command.epoch)
    call_store.save_leg(work, leg, replace(leg, down=False, seen_at=work.now))
    if call.state is not CallState.LIVE and not other_leg(work, leg).down:
        hear(work, call)
    return Done()


def regain_call(work: Work, command: contract.RegainCall) -> Done:
    """This side hears the other again; the clock runs when both do."""
    return hear_call(work, contract.HearCall(call_id=command.call_id, epoch=command.epoch))


def lose_call(work: Work, command: contract.LoseCall) -> Done:
    """This side hears nothing; the clock stands."""
    call, leg = _on_leg(work, command.call_id, command.epoch)
    call_store.save_leg(work, leg, replace(leg, down=True, seen_at=work.now))
    # Who types has no sound to lose: this page has not heard yet that both went over to typing.
    if call.state is not CallState.RECONNECTING and not call.typed:
        lost = rules.lose(call, work.now)
        call_store.save_call(work, call, lost)
        record(work, lost, facts.CallDown)
    return Done()


def go_by_bridge(work: Work, command: rooms_bridge.GoByBridge) -> Done:
    """Send the sound over the bridge, for both and for the rest of the call. Twice is once."""
    call, leg = _on_leg(work, command.call_id, command.epoch)
    if work.settings.calls == "direct":
        raise refusals.NoBridge
    bridge(work, call, leg.side)
    return Done()


def tell_way(work: Work, command: rooms_medium.TellWay) -> Done:
    """Keep which way the sound of this side takes; the server knows best who is on the bridge."""
    call, side = of_side(work, command.call_id)
    if not call.talking:
        raise refusals.CallOver
    if call.by_telephone:
        raise WrongState
    way = rules.BRIDGE if call.bridged and command.way else command.way
    told = {"family": command.family, "way": way, "quality": command.quality}
    if call_store.save_way(work, call, side, **told):
        record(work, call, facts.CallWay, side=side, **told)
    return Done()


def _on_leg(work: Work, call_id: str, epoch: int) -> tuple[Call, Leg]:
    call, side = of_side(work, call_id)
    if not call.talking:
        raise refusals.CallOver
    if call.by_telephone:
        raise WrongState
    return call, check_epoch(call_store.leg(work, call.id, side), epoch)


def try_microphone(work: Work, command: rooms_microphone.TryMicrophone) -> Done:
    """Keep what the check found, for the desks where this person waits; the same again is once."""
    person_id = work.actor.person_id
    if microphone_store.save_verdict(work, person_id, command.verdict):
        work.record(facts.MicrophoneTried(person_id=person_id, verdict=command.verdict))
    return Done()


HANDLERS: dict[Any, Any] = {
    contract.TakeLeg: take_leg,
    contract.StayHere: stay_here,
    contract.HearCall: hear_call,
    contract.LoseCall: lose_call,
    contract.RegainCall: regain_call,
    rooms_bridge.GoByBridge: go_by_bridge,
    rooms_medium.TellWay: tell_way,
    rooms_microphone.TryMicrophone: try_microphone,
}
