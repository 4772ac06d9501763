"""Who may take a time, what stands in its way, what opening times costs, and what a page says."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from sqlalchemy import text

from fair.appointments import reads, refusals, slot
from fair.appointments.slot import Load, Slot
from fair.contract.appointments import AcceptSlot, AskToBeCalled, MoveAppointment, OfferSlot
from fair.glossary import AppointmentState
from tests.appointments.plan import Clock, Plan, a_plan
from tests.booths.scene import seen

NINE = datetime(2026, 11, 26, 9, tzinfo=UTC)


@pytest.fixture
async def plan(world, monkeypatch) -> Plan:
    Clock.at = datetime.now(UTC)
    monkeypatch.setattr("fair.db.datetime", Clock)
    return await a_plan(world)


async def test_who_has_confirmed_no_number_takes_no_time_and_asks_for_none(plan):
    [here] = await plan.slots()
    nobody = await plan.day.seeker(confirmed=False)

    with pytest.raises(refusals.NumberFirst):
        await plan.booked(nobody, here)
    with pytest.raises(refusals.NumberFirst):
        await plan.world.do(AskToBeCalled(booth_id=plan.day.booth_id, morning=True), nobody)
    page = await seen(
        plan.day.scene, f"/booths/{plan.day.booth_id}", plan.day.tokens[nobody.person_id]
    )
    assert "Confirm your telephone number first" in page
    assert "Take this time" not in page


async def test_moving_and_accepting_need_a_number_that_is_still_confirmed(plan):
    one, two = await plan.slots(many=2)
    who = await plan.day.seeker()
    mine = await plan.booked(who, one)
    await plan.world.work(lambda work: work.write(text("update person set confirmed_at = null")))

    with pytest.raises(refusals.NumberFirst):
        await plan.world.do(MoveAppointment(appointment_id=mine, slot_id=two), who)


async def offered(plan, slot_id):
    who = await plan.day.seeker()
    asked = AskToBeCalled(booth_id=plan.day.booth_id, morning=True)
    mine = (await plan.world.do(asked, who)).appointment_id
    await plan.world.do(OfferSlot(appointment_id=mine, slot_id=slot_id), plan.day.scene.recruiter)
    return who, mine


async def test_a_time_that_was_only_offered_is_in_nobodys_way(plan):
    [here] = await plan.slots()
    [there] = await plan.slots(45, booth_id=await plan.day.another_booth())
    who, mine = await offered(plan, here)

    booked = await plan.booked(who, there)

    assert plan.one(booked).state == AppointmentState.BOOKED
    with pytest.raises(refusals.TwoSlotsAtOnce):
        await plan.world.do(AcceptSlot(appointment_id=mine), who)


async def test_an_employer_is_not_told_that_somebody_has_an_appointment_elsewhere(plan):
    [here] = await plan.slots()
    [there] = await plan.slots(45, booth_id=await plan.day.another_booth())
    who = await plan.day.seeker()
    await plan.booked(who, there)
    asked = AskToBeCalled(booth_id=plan.day.booth_id, morning=True)
    mine = (await plan.world.do(asked, who)).appointment_id

    with pytest.raises(refusals.NotFreeThen) as said:
        await plan.world.do(OfferSlot(appointment_id=mine, slot_id=here), plan.day.scene.recruiter)

    assert "appointment" not in said.value.sentence


async def test_a_due_appointment_and_its_ticket_say_one_thing(plan):
    [here] = await plan.slots()
    who = await plan.day.seeker()
    token = plan.day.tokens[who.person_id]
    mine = await plan.booked(who, here)
    assert "You need not queue for it" in await seen(plan.day.scene, "/queues", token)
    await plan.until(mine)

    waits = await seen(plan.day.scene, "/queues", token)
    await plan.day.call()
    rings = await seen(plan.day.scene, "/queues", token)

    assert "It is time for your appointment" in waits
    for page in (waits, rings):
        assert "My appointments" not in page
        assert "Be ready from" not in page
        assert "unlikely before" not in page
    assert "is calling you now" in rings
    assert "It is time for" not in rings


async def test_a_late_employer_is_said_beside_the_ticket_while_the_person_waits(plan):
    [here] = await plan.slots()
    who = await plan.day.seeker()
    mine = await plan.booked(who, here)
    await plan.until(mine)
    await plan.until(mine, minutes=11)

    page = await seen(plan.day.scene, "/queues", plan.day.tokens[who.person_id])

    assert "The employer is late" in page


# --- what opening times costs --------------------------------------------------------------------


def a_slot(minutes, *, length=10, buffer=5, recruiters=1):
    return Slot(
        id=str(minutes), fair_id="f", booth_id="b", starts_at=NINE + timedelta(minutes=minutes),
        length_s=length * 60, buffer_s=buffer * 60, recruiters=recruiters,
    )  # fmt: skip


async def test_opening_times_reads_only_the_slots_around_them(plan):
    """However many a booth has: two hours and a half before, an hour after."""
    await plan.slots(60, many=4)
    far = [Clock.at + timedelta(minutes=60 + 15 * n) for n in range(40)]
    fresh = [a_slot(0), a_slot(15)]

    begins, ends = slot.around(fresh)

    assert (begins, ends) == (NINE - timedelta(minutes=150), NINE + timedelta(minutes=90))
    near = plan.world.look(reads.slots_between, plan.day.booth_id, far[2], far[-1])
    assert len(near) < 4


def test_the_load_of_many_slots_is_one_step_for_each_moment_at_which_it_changes():
    load = Load(a_slot(15 * n) for n in range(360))

    assert len(load.at) == 361
    assert all(one < two for one, two in pairwise(load.at))


@pytest.mark.parametrize(
    ("slots", "most", "spent"),
    [
        ([a_slot(0)], 1, 15),
        ([a_slot(0), a_slot(15), a_slot(30), a_slot(45)], 1, 60),
        ([a_slot(0, recruiters=3), a_slot(5)], 4, 60),
        ([a_slot(0), a_slot(70)], 1, 15),
        ([a_slot(0, length=60, buffer=30)], 1, 60),
    ],
)
def test_the_busiest_moment_and_hour_are_as_counted_by_hand(slots, most, spent):
    load = Load(slots)
    begins, ends = slots[0].starts_at, slots[-1].frees_at

    assert load.most(begins, ends) == most
    assert load.most_in_an_hour(begins, ends) == timedelta(minutes=spent)


def test_a_booth_has_so_many_times_a_day_and_not_one_more():
    slot.check_day(slot.MOST_A_DAY - 2, 2)
    with pytest.raises(refusals.TooManySlots):
        slot.check_day(slot.MOST_A_DAY - 1, 2)


async def test_the_same_time_opened_twice_is_one_line_until_both_are_taken(plan):
    [one] = await plan.slots(60)
    await plan.slots(60)
    late = await plan.day.seeker()
    page, token = f"/booths/{plan.day.booth_id}", plan.day.tokens[late.person_id]
    shown = (await seen(plan.day.scene, page, token)).split('name="slot_id"')[1]
    assert shown.split("</select>")[0].count("<option") == 2  # "Choose a time" and the time

    await plan.booked(await plan.day.seeker(), one)

    assert "Take this time" in await seen(plan.day.scene, page, token)
    assert "1 time is free" in await seen(plan.day.scene, page, "")
