"""What every step of an appointment does beside its own row: clocks, fact, text."""

from dataclasses import replace
from typing import Any

from fair import days, timers, words
from fair.appointments import appointment as rules
from fair.appointments import facts, store
from fair.appointments.appointment import REMIND_S, Appointment
from fair.appointments.facts import AppointmentFact
from fair.booths import reads as booths
from fair.db import Work
from fair.glossary import AppointmentState
from fair.people.telling_writes import tell as text_to
from fair.programme import reads as programme
from fair.queue import lane_writes
from fair.signals import URGENT, texts
from fair.signals.text import Text

REMIND, NEAR, COME, WAITED, FREE = (
    f"appointment.{step}" for step in ("remind", "near", "due", "waited", "free")
)  # fmt: skip
TEXT_LASTS_S = 1800
PICK_S = 90  # from the call to the first word


def settle(
    work: Work, was: Appointment | None, now: Appointment, kind: type[AppointmentFact], **more: Any
) -> None:
    """Save a step, or what is new, and record its fact."""
    if was is None:
        store.add(work, now)
    else:
        store.save(work, was, now)
    work.record(
        kind(
            fair_id=now.fair_id, appointment_id=now.id, booth_id=now.booth_id,
            person_id=now.person_id, sequence=now.sequence, **more,
        )
    )  # fmt: skip


def timed(one: Appointment) -> dict[str, Any]:
    """Return what facts say of its time."""
    return {
        "slot_id": one.slot_id, "place": one.place, "starts_at": one.starts_at,
        "ends_at": one.ends_at,
    }  # fmt: skip


def set_clocks(work: Work, one: Appointment) -> None:
    """Let the clock remind, keep others away, and bring the person into the lane at its time."""
    stop_clocks(work, one)
    if one.starts_at is None:
        return
    left = (one.starts_at - work.now).total_seconds()
    whole = work.settings.call_minutes * 60 + PICK_S
    ahead = {COME: 0} if one.state is AppointmentState.OFFERED else {NEAR: whole, COME: 0}
    if one.state is not AppointmentState.OFFERED and left > REMIND_S:
        ahead[REMIND] = REMIND_S
    for kind, before_s in ahead.items():
        start(work, kind, one, max(0.0, left - before_s))


def start(work: Work, kind: str, one: Appointment, seconds: float) -> None:
    """Start one of its clocks, which stand while the fair or the booth is paused."""
    timers.start(work, kind, one.id, seconds, fair_id=one.fair_id, booth_id=one.booth_id)


def stop_clocks(work: Work, one: Appointment) -> None:
    """Stop whatever the clock would do about it."""
    for kind in (REMIND, NEAR, COME, WAITED, FREE):
        timers.stop(work, kind, one.id)


def _over(work: Work, one: Appointment) -> None:
    stop_clocks(work, one)
    let_go(work, one)


def hold(work: Work, one: Appointment) -> None:
    """Let others pass the person over while the booth can take them; one that is away holds nobody.

    Ten minutes after its time at the latest, by a clock that stands still for no break.
    """
    booth = booths.booth(work.connection, one.booth_id)
    there = booth is not None and booth.open and booths.on_duty(work.connection, booth.id)
    until = rules.holds_until(one)
    if there and until and work.now < until:
        lane_writes.engage(work, one.person_id, one.booth_id)
        left = (until - work.now).total_seconds()
        timers.start(work, FREE, one.id, left, fair_id=one.fair_id)
    else:
        lane_writes.disengage(work, one.person_id, one.booth_id)


def let_go(work: Work, one: Appointment) -> None:
    """Let others call the person again."""
    if one.state in rules.HOLDING:
        lane_writes.disengage(work, one.person_id, one.booth_id)


def cancel(work: Work, one: Appointment, cause: str) -> None:
    """The person gives it up, or did not say yes in time."""
    settle(
        work, one, rules.to(one, "cancel", cause=cause), facts.AppointmentCancelled, cause=cause
    )  # fmt: skip
    _over(work, one)


def fail(work: Work, one: Appointment, cause: str, *, told: bool = False) -> None:
    """It does not take place, and not by the person's doing: they are told unless they are."""
    settle(work, one, rules.to(one, "fail", cause=cause), facts.AppointmentBroken, cause=cause)
    _over(work, one)
    if one.starts_at and not told:
        say(work, one, texts.APPOINTMENT_BROKEN, "broken")


def keep(work: Work, one: Appointment) -> None:
    """The talk has taken place."""
    settle(work, one, rules.to(one, "keep"), facts.AppointmentKept)
    _over(work, one)


def miss(work: Work, one: Appointment) -> None:
    """The person was rung and did not answer; the ticket's own rules say what that costs."""
    settle(work, one, rules.to(one, "miss"), facts.AppointmentMissed)
    _over(work, one)


def note_late(work: Work, one: Appointment) -> None:
    """The employer has not called in time: it is noted once, and the person is told."""
    if one.late:
        return
    late = replace(one, late=True, sequence=one.sequence + 1)
    settle(work, one, late, facts.EmployerLate)
    say(work, late, texts.APPOINTMENT_LATE, "late")


def say(work: Work, one: Appointment, text: Text, once: str) -> None:
    """Text somebody about an appointment, in their language, by the clocks of the fair's place."""
    if one.starts_at is None:
        return
    starts_at = one.starts_at

    def filled(known: words.Catalogue) -> dict[str, str]:
        booth = booths.booth(work.connection, one.booth_id)
        zone = days.zone(programme.zone_of(work.connection, one.fair_id))
        return {
            "employer": booths.name_of(work.connection, booth, known.code) if booth else "",
            "clock": known.clock(starts_at, zone),
            "at": known.moment(starts_at, zone),
        }

    text_to(
        work, one.person_id, text, filled, dedupe=f"{once}:{one.id}:{one.sequence}",
        lasts_s=TEXT_LASTS_S, urgency=URGENT,
    )  # fmt: skip
