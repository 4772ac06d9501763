"""A booth that is away holds nobody: an appointment there costs no place at any other booth."""

from datetime import UTC, datetime, timedelta

import pytest

from fair.contract.booths import DutyBackIn, DutyStart
from fair.contract.programme import CloseFair, PauseFair
from fair.contract.rooms import HangUp
from fair.glossary import AppointmentState
from fair.queue import reads as queue
from fair.queue.reads import went_before
from tests.appointments.plan import Clock, Plan, a_plan
from tests.booths.scene import seen


@pytest.fixture
async def plan(world, monkeypatch) -> Plan:
    Clock.at = datetime.now(UTC)
    monkeypatch.setattr("fair.db.datetime", Clock)
    return await a_plan(world)


async def booked_and_waiting(plan):
    """Book a time at the booth, and wait at another; return who, both, and the other booth."""
    [slot] = await plan.slots()
    who = await plan.day.seeker()
    mine = await plan.booked(who, slot)
    other = await plan.day.another_booth()
    return who, mine, await plan.day.join(who, other), other


def free_at(plan, booth_id, ticket):
    [one] = [one for one in plan.world.look(queue.in_order, booth_id) if one.ticket_id == ticket]
    return one.free


async def test_a_near_appointment_is_the_cause_of_an_overtake_and_no_fault_of_the_person(plan):
    who, mine, ticket, other = await booked_and_waiting(plan)
    late = await plan.day.seeker()
    await plan.day.join(late, other)
    await plan.until(mine, minutes=-5)

    await plan.day.call(plan.day.recruiter_of(other), other)

    assert plan.world.look(went_before, plan.day.ticket(ticket)) == {"engaged": 1}
    page = await seen(plan.day.scene, "/queues", plan.day.tokens[who.person_id])
    assert "because your appointment elsewhere was near" in page
    assert "you talked elsewhere" not in page


async def test_a_booth_that_takes_a_break_keeps_nobody_from_other_talks(plan):
    _, mine, ticket, other = await booked_and_waiting(plan)
    await plan.until(mine, minutes=-5)
    assert not free_at(plan, other, ticket)

    away = DutyBackIn(booth_id=plan.day.booth_id, minutes=10)
    await plan.world.do(away, plan.day.scene.recruiter)
    assert free_at(plan, other, ticket)

    await plan.world.do(DutyStart(booth_id=plan.day.booth_id), plan.day.scene.recruiter)
    assert not free_at(plan, other, ticket)


async def test_ten_minutes_after_the_time_nobody_is_kept_from_other_talks(plan):
    _, mine, ticket, other = await booked_and_waiting(plan)
    await plan.until(mine)
    assert not free_at(plan, other, ticket)

    await plan.until(mine, minutes=10)

    assert plan.one(mine).state == AppointmentState.DUE
    assert free_at(plan, other, ticket)


async def test_a_due_time_says_that_it_is_kept_for_ten_minutes(plan):
    who, mine, _, _ = await booked_and_waiting(plan)
    await plan.until(mine)

    page = await seen(plan.day.scene, "/queues", plan.day.tokens[who.person_id])

    assert "Your time is kept for ten minutes" in page


async def test_a_break_that_is_over_was_to_be_over_and_an_appointment_past_its_time_says_so(plan):
    who, mine, _, _ = await booked_and_waiting(plan)
    token = plan.day.tokens[who.person_id]
    await plan.until(mine, minutes=-12)
    away = DutyBackIn(booth_id=plan.day.booth_id, minutes=5)
    await plan.world.do(away, plan.day.scene.recruiter)
    booth = await seen(plan.day.scene, f"/booths/{plan.day.booth_id}", token)
    assert "Back at" in booth

    await plan.until(mine, minutes=6)

    booth = await seen(plan.day.scene, f"/booths/{plan.day.booth_id}", token)
    assert "Was to be back at" in booth
    assert "Back at" not in booth
    page = await seen(plan.day.scene, "/queues", token)
    assert "Nobody is there yet. That is not your fault" in page
    assert "Be on this page then" not in page


async def test_after_the_fair_a_broken_appointment_names_no_other_time(plan):
    who, _, _, _ = await booked_and_waiting(plan)
    await plan.world.do(CloseFair(fair_id=plan.day.scene.fair_id), plan.day.scene.organiser)

    page = await seen(plan.day.scene, "/queues", plan.day.tokens[who.person_id])

    assert "That is not your fault." in page
    assert "Take another time" not in page


async def test_phone_me_is_offered_to_a_confirmed_number_and_confirming_to_any_other(plan):
    whose = {}
    for confirmed in (True, False):
        who = await plan.day.seeker(confirmed=confirmed)
        await plan.day.join(who)
        whose[confirmed] = plan.day.tokens[who.person_id]
    await plan.day.close()

    proves = plan.world.server.settings.sends_texts
    offered = await seen(plan.day.scene, "/queues", whose[True])
    other = await seen(plan.day.scene, "/queues", whose[False])

    assert "Confirm your number first" not in offered
    assert ("Confirm your number first" in other) == proves


async def test_a_time_that_comes_during_a_talk_elsewhere_is_said_on_the_page_of_that_talk(plan):
    """Nobody breaks a talk off for it: the time is kept."""
    who, mine, _, other = await booked_and_waiting(plan)
    recruiter = plan.day.recruiter_of(other)
    await plan.until(mine, minutes=-12)
    called = await plan.day.call(recruiter, other)
    await plan.day.answer(who, called.call_id)
    page, token = f"/calls/{called.call_id}", plan.day.tokens[who.person_id]
    assert "you have an appointment with" not in await seen(plan.day.scene, page, token)

    for step in range(31):
        await plan.day.hear(who, called.call_id, recruiter)
        await plan.until(mine, minutes=-11.8 + step * 0.4)
        if step == 5:
            assert "you have an appointment with" in await seen(plan.day.scene, page, token)

    assert "Finish this talk: that time is kept until" in await seen(plan.day.scene, page, token)
    await plan.world.do(HangUp(call_id=called.call_id), recruiter)
    assert "that time is kept until" not in await seen(plan.day.scene, page, token)


async def test_a_slot_that_our_clock_brings_late_blames_nobody_who_stands_at_the_booth(plan):
    """The server stood still: the recruiters are on duty at an open booth."""
    who, mine, _, _ = await booked_and_waiting(plan)
    token = plan.day.tokens[who.person_id]
    Clock.at = plan.one(mine).starts_at + timedelta(minutes=1)
    assert plan.one(mine).ahead

    page = await seen(plan.day.scene, "/queues", token)

    assert "Nobody is there yet" not in page
    assert "It is your time, and they are there." in page


async def test_a_time_that_comes_while_the_fair_is_on_pause_is_nobodys_absence(plan):
    who, mine, _, _ = await booked_and_waiting(plan)
    await plan.until(mine, minutes=-3)
    await plan.world.do(PauseFair(fair_id=plan.day.scene.fair_id), plan.day.scene.organiser)
    await plan.until(mine, minutes=1)

    page = await seen(plan.day.scene, "/queues", plan.day.tokens[who.person_id])

    assert "Nobody is there yet" not in page
    assert "There is a pause. Your time is kept" in page
