"""One function per command of a page that sits in a call: its seat, and what it hears."""

from dataclasses import replace
from typing import Any

from fair.contract import rooms as contract
from fair.contract.base import Done
from fair.db import Work
from fair.glossary import CallState, Role
from fair.rooms import call as rules
from fair.rooms import call_store, facts, refusals
from fair.rooms.call import Call
from fair.rooms.call_writes import hear, of_side, record, still_here
from fair.rooms.facts import CallSeated
from fair.rooms.seat import Seat, check_epoch, take


def take_seat(work: Work, command: contract.TakeSeat) -> contract.SeatReply:
    """Claim or renew a seat; pages with an earlier epoch are out."""
    call, side = of_side(work, command.call_id)
    if not call.talking:
        raise refusals.CallOver
    seat = take(call_store.seat(work, call.id, side), command.tab, work.now, insist=command.insist)
    call_store.save_seat(work, seat)
    still_here(work, call)
    record(work, call, CallSeated, side=side, epoch=seat.epoch)
    return contract.SeatReply(
        epoch=seat.epoch,
        other_epoch=_other(work, seat).epoch,
        side=side,
        describer=side is Role.RECRUITER,
    )


def stay_here(work: Work, command: contract.StayHere) -> Done:
    """Keep that this page is there; without both for a minute the talk counts as cut off."""
    call, seat = _seated(work, command.call_id, command.epoch)
    call_store.save_seat(work, replace(seat, seen_at=work.now))
    still_here(work, call)
    return Done()


def hear_call(work: Work, command: contract.HearCall) -> Done:
    """This side hears the other for the first time, or again."""
    call, seat = _seated(work, command.call_id, command.epoch)
    call_store.save_seat(work, replace(seat, down=False, seen_at=work.now))
    if call.state is not CallState.LIVE and not _other(work, seat).down:
        hear(work, call)
    return Done()


def regain_call(work: Work, command: contract.RegainCall) -> Done:
    """This side hears the other again; the clock runs when both do."""
    return hear_call(work, contract.HearCall(call_id=command.call_id, epoch=command.epoch))


def lose_call(work: Work, command: contract.LoseCall) -> Done:
    """This side hears nothing; the clock stands."""
    call, seat = _seated(work, command.call_id, command.epoch)
    call_store.save_seat(work, replace(seat, down=True, seen_at=work.now))
    if call.state is not CallState.RECONNECTING:
        call = rules.lose(call, work.now)
        call_store.save_call(work, call)
        record(work, call, facts.CallDown)
    return Done()


def _seated(work: Work, call_id: str, epoch: int) -> tuple[Call, Seat]:
    call, side = of_side(work, call_id)
    if not call.talking:
        raise refusals.CallOver
    return call, check_epoch(call_store.seat(work, call.id, side), epoch)


def _other(work: Work, seat: Seat) -> Seat:
    side = Role.RECRUITER if seat.side is Role.SEEKER else Role.SEEKER
    return call_store.seat(work, seat.call_id, side)


HANDLERS: dict[Any, Any] = {
    contract.TakeSeat: take_seat,
    contract.StayHere: stay_here,
    contract.HearCall: hear_call,
    contract.LoseCall: lose_call,
    contract.RegainCall: regain_call,
}
