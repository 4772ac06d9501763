"""Commands of recruiters on duty: I am here, back in ten minutes, I go home.

An open booth that nobody stands at pauses by itself; it resumes when somebody comes back.
"""

from typing import Any

from fair.booths import practice, store
from fair.booths.booth import Booth, Duty, back_at
from fair.booths.booth_writes import fair_of, open_booth, require_staff
from fair.booths.duty_writes import end_duty, keep_practised, of_duty, pause_if_empty
from fair.booths.facts import DutyBreakEnded, DutyBreakStarted, DutyStarted
from fair.booths.refusals import NotPractised, OffDuty, OnDutyElsewhere
from fair.contract.base import Done
from fair.contract.booths import DutyBackIn, DutyEnd, DutyPractised, DutyStart
from fair.db import Work
from fair.programme.fair import must_be_changeable


def start(work: Work, command: DutyStart) -> Done:
    """Go on duty, or come back from a break; refuses `OnDutyElsewhere`."""
    booth = require_staff(work, command.booth_id)
    must_be_changeable(fair_of(work, booth.fair_id))
    duty = store.duty(work.connection, work.actor.account_id)
    if duty and duty.booth_id != booth.id:
        raise OnDutyElsewhere(number=store.booth(work, duty.booth_id).number)
    if duty is None:
        store.start_duty(work, work.actor.account_id, booth.id, work.actor.name)
        work.record(DutyStarted(**of_duty(booth, work.actor.account_id)))
    elif not duty.here:
        store.set_back_at(work, duty.account_id, None)
        work.record(DutyBreakEnded(**of_duty(booth, duty.account_id)))
    if booth.waits_for_somebody:
        open_booth(work, booth)
    return Done()


def back_in(work: Work, command: DutyBackIn) -> Done:
    """Go on a break, or announce a longer one; the booth pauses where nobody is left."""
    booth = require_staff(work, command.booth_id)
    duty = _my_duty(work, booth)
    store.set_back_at(work, duty.account_id, back_at(work.now, command.minutes))
    work.record(DutyBreakStarted(back_in_s=command.minutes * 60, **of_duty(booth, duty.account_id)))
    pause_if_empty(work, booth)
    return Done()


def end(work: Work, command: DutyEnd) -> Done:
    """Go home; ending twice is no fault. The booth pauses where nobody is left."""
    booth = require_staff(work, command.booth_id)
    duty = store.duty(work.connection, work.actor.account_id)
    if duty and duty.booth_id == booth.id:
        end_duty(work, booth, duty)
    return Done()


def practise(work: Work, command: DutyPractised) -> Done:
    """Keep that this recruiter has practised; again is the latest time.

    Refuses `NotPractised` what a call with the robot did not end with, as far as that can be known.
    """
    booth = require_staff(work, command.booth_id)
    mine = work.actor.account_id
    if not practice.proves(work.settings.secret, mine, booth.id, command.proof, work.now):
        raise NotPractised
    keep_practised(work, booth, work.actor.account_id)
    return Done()


def _my_duty(work: Work, booth: Booth) -> Duty:
    duty = store.duty(work.connection, work.actor.account_id)
    if duty is None or duty.booth_id != booth.id:
        raise OffDuty
    return duty


HANDLERS: dict[Any, Any] = {
    DutyStart: start,
    DutyBackIn: back_in,
    DutyEnd: end,
    DutyPractised: practise,
}
