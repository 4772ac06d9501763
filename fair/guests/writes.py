"""What every step of a guest does: for commands and reactions."""

from collections.abc import Callable
from typing import Any

from fair import timers
from fair.db import Work
from fair.glossary import GuestState
from fair.guests import facts, store
from fair.guests import guest as rules
from fair.guests.guest import Guest


def gone(work: Work, guest: Guest, verb: str) -> None:
    """Let a guest be out of the call; where sound was, it stops with this fact."""
    went = rules.go(guest, verb, work.now)
    store.save(work, went)
    timers.stop(work, rules.SILENT, went.id)
    record(work, went, facts.GuestGone, state=went.state, epoch=went.epoch)


def all_gone(work: Work, call_id: str) -> None:
    """The call is over, and so it is for everybody who was brought in or still might be."""
    left = store.left_of_call(work, call_id)
    for one in (*store.open_of_call(work, call_id), *left):
        if one.state is not GuestState.OVER:
            gone(work, one, "end")


def expect(work: Work, guest: Guest, seconds: float) -> None:
    """Count the guest as gone unless a page of theirs says otherwise by then."""
    timers.start(
        work, rules.SILENT, guest.id, seconds, fair_id=guest.fair_id, booth_id=guest.booth_id
    )


def record(work: Work, guest: Guest, kind: Callable[..., facts.GuestFact], **more: Any) -> None:
    """Record a fact about this guest."""
    work.record(
        kind(
            fair_id=guest.fair_id,
            guest_id=guest.id,
            call_id=guest.call_id,
            booth_id=guest.booth_id,
            person_id=guest.person_id,
            **more,
        )
    )
