"""Talks at a set time: who may open, take, move and cancel them, and what their time does."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from fair import timers
from fair.appointments import reads, refusals
from fair.appointments.store import appointment_table
from fair.board.rows_reads import verify_rows
from fair.booths.refusals import NotYourBooth
from fair.contract.appointments import (
    AcceptSlot,
    AskToBeCalled,
    CancelAppointment,
    CloseSlot,
    InviteAgain,
    MoveAppointment,
    OfferSlot,
)
from fair.contract.people import WithdrawConsent
from fair.contract.programme import CloseFair
from fair.contract.queue import CallNext, LeaveQueue
from fair.contract.rooms import HearCall, TakeLeg
from fair.db import utc_now
from fair.decisions import NotAllowed, WrongState
from fair.glossary import AppointmentState, Lane, TicketState
from fair.interviews import reads as interviews
from fair.people import reads as people
from fair.people.refusals import NotReached
from fair.queue import reads as queue
from fair.queue.reads import went_before
from fair.rooms.call import LOST
from fair.tickets.refusals import ForAdults, NobodyFree
from tests.appointments.plan import Clock, Plan, a_plan
from tests.booths.scene import seen


@pytest.fixture
async def plan(world, monkeypatch) -> Plan:
    Clock.at = datetime.now(UTC)
    monkeypatch.setattr("fair.db.datetime", Clock)
    return await a_plan(world)


def sms(plan, who):
    query = f"select text from signal where person_id = '{who.person_id}'"
    return [row.text for row in plan.world.rows(query)]


# --- slots ---------------------------------------------------------------------------------------


async def test_slots_take_at_most_half_of_a_booths_capacity(plan):
    """Two recruiters on staff: an hour has 120 minutes, so 60 go to slots and not one more."""
    await plan.slots(60, many=4, length_min=10, buffer_min=5)

    with pytest.raises(refusals.SlotsOverHalf):
        await plan.slots(60, many=1, length_min=10, buffer_min=0)
    assert len(plan.world.look(reads.slots_of, plan.day.booth_id)) == 4


async def test_more_appointments_at_once_than_recruiters_are_refused(plan):
    await plan.slots(60, length_min=5, buffer_min=0, recruiters=2)

    with pytest.raises(refusals.SlotsCollide):
        await plan.slots(60, length_min=5, buffer_min=0, recruiters=1)


async def test_where_one_of_many_slots_is_refused_none_is_opened(plan):
    with pytest.raises(refusals.SlotsOverHalf):
        await plan.slots(60, many=6, length_min=15, buffer_min=5, recruiters=2)
    assert plan.world.look(reads.slots_of, plan.day.booth_id) == []


@pytest.mark.parametrize("minutes", [-5, 9 * 60])
async def test_a_slot_in_a_closed_hour_or_in_the_past_is_refused(plan, minutes):
    with pytest.raises((refusals.SlotOutsideHours, refusals.SlotPast)):
        await plan.slots(minutes)


async def test_another_employers_recruiter_opens_and_closes_no_slot_here(plan):
    [slot] = await plan.slots()
    who = await plan.day.seeker()
    mine = await plan.booked(who, slot)

    with pytest.raises(NotYourBooth):
        await plan.slots(120, by=plan.day.scene.stranger)
    with pytest.raises(NotYourBooth):
        await plan.world.do(CloseSlot(slot_id=slot, reason="absent"), plan.day.scene.stranger)
    assert plan.one(mine).state == AppointmentState.BOOKED


# --- booking -------------------------------------------------------------------------------------


async def test_booking_is_the_consent_and_the_time_is_taken(plan):
    [slot] = await plan.slots()
    who, late = await plan.day.seeker(), await plan.day.seeker()

    mine = await plan.booked(who, slot)

    assert plan.one(mine).state == AppointmentState.BOOKED
    employer = plan.day.scene.employer_id
    assert plan.world.look(people.consented, employer, who.person_id)
    with pytest.raises(refusals.SlotFull):
        await plan.booked(late, slot)
    assert not plan.world.look(people.consented, employer, late.person_id)


async def test_a_double_booking_is_refused_however_many_tap_at_once(plan):
    [slot] = await plan.slots()
    crowd = [await plan.day.seeker() for _ in range(6)]

    done = await asyncio.gather(*(plan.booked(who, slot) for who in crowd), return_exceptions=True)

    assert sum(isinstance(one, str) for one in done) == 1
    assert sum(isinstance(one, refusals.SlotFull) for one in done) == 5


async def test_the_table_itself_keeps_one_person_in_a_place_of_a_slot(plan):
    [slot] = await plan.slots()
    await plan.booked(await plan.day.seeker(), slot)
    [row] = plan.world.rows(appointment_table.select())
    twice = {**row._mapping, "id": "another", "person_id": "somebody"}

    with pytest.raises(IntegrityError):
        await plan.world.work(lambda work: work.write(insert(appointment_table), twice))


async def test_two_slots_at_once_are_refused_also_at_two_employers(plan):
    [here] = await plan.slots()
    other = await plan.day.another_booth()
    [there] = await plan.slots(45, booth_id=other)
    who = await plan.day.seeker()
    await plan.booked(who, here)

    with pytest.raises(refusals.TwoSlotsAtOnce):
        await plan.booked(who, there)


async def test_a_second_appointment_with_the_same_employer_is_refused(plan):
    one, two = await plan.slots(many=2)
    who = await plan.day.seeker()
    await plan.booked(who, one)

    with pytest.raises(refusals.AlreadyBooked):
        await plan.booked(who, two)


async def test_moving_frees_the_old_time_and_keeps_the_appointment(plan):
    one, two = await plan.slots(many=2)
    who, other = await plan.day.seeker(), await plan.day.seeker()
    mine = await plan.booked(who, one)

    await plan.world.do(MoveAppointment(appointment_id=mine, slot_id=two), who)

    assert plan.one(mine).slot_id == two
    assert plan.one(mine).sequence == 1
    await plan.booked(other, one)
    with pytest.raises(refusals.SlotFull):
        await plan.world.do(MoveAppointment(appointment_id=mine, slot_id=one), who)


async def test_nobody_moves_cancels_or_accepts_what_is_somebody_elses(plan):
    one, two = await plan.slots(many=2)
    who, crook = await plan.day.seeker(), await plan.day.seeker()
    mine = await plan.booked(who, one)

    for command in (
        MoveAppointment(appointment_id=mine, slot_id=two),
        CancelAppointment(appointment_id=mine),
        AcceptSlot(appointment_id=mine),
    ):
        with pytest.raises(NotAllowed):
            await plan.world.do(command, crook)
    assert plan.one(mine).slot_id == one


async def test_cancelling_costs_nothing_and_the_time_is_free_again(plan):
    [slot] = await plan.slots()
    who = await plan.day.seeker()
    mine = await plan.booked(who, slot)

    await plan.world.do(CancelAppointment(appointment_id=mine), who)

    await plan.booked(await plan.day.seeker(), slot)
    await plan.booked(who, (await plan.slots(100))[0])
    with pytest.raises(WrongState):
        await plan.world.do(CancelAppointment(appointment_id=mine), who)


async def test_who_is_17_books_nothing_where_all_posts_are_for_adults_and_is_not_shown(plan):
    [slot] = await plan.slots()
    young = await plan.day.seeker(born=(utc_now() - timedelta(days=17 * 365)).date())

    with pytest.raises(ForAdults):
        await plan.booked(young, slot)
    assert not plan.world.look(people.consented, plan.day.scene.employer_id, young.person_id)


async def test_call_me_becomes_an_offered_time_that_the_person_accepts(plan):
    who = await plan.day.seeker()
    booth = plan.day.booth_id
    with pytest.raises(refusals.NoTick):
        await plan.world.do(AskToBeCalled(booth_id=booth), who)
    asked = AskToBeCalled(booth_id=booth, morning=True, evening=True)
    mine = (await plan.world.do(asked, who)).appointment_id
    assert plan.one(mine).parts == ("morning", "evening")
    [slot] = await plan.slots()

    await plan.world.do(OfferSlot(appointment_id=mine, slot_id=slot), plan.day.scene.recruiter)

    assert any("set time" in one for one in sms(plan, who))
    with pytest.raises(refusals.SlotFull):
        await plan.booked(await plan.day.seeker(), slot)
    await plan.world.do(AcceptSlot(appointment_id=mine), who)
    assert plan.one(mine).state == AppointmentState.BOOKED


async def test_an_offered_time_that_nobody_accepts_runs_out_and_puts_nobody_into_a_queue(plan):
    who = await plan.day.seeker()
    asked = AskToBeCalled(booth_id=plan.day.booth_id, morning=True)
    mine = (await plan.world.do(asked, who)).appointment_id
    [slot] = await plan.slots()
    await plan.world.do(OfferSlot(appointment_id=mine, slot_id=slot), plan.day.scene.recruiter)

    await plan.until(mine)

    assert plan.one(mine).state == AppointmentState.CANCELLED
    assert plan.world.look(queue.held, who.person_id) == []


# --- its time ------------------------------------------------------------------------------------


async def test_a_due_appointment_makes_a_ticket_in_its_lane(plan):
    [slot] = await plan.slots()
    who = await plan.day.seeker()
    mine = await plan.booked(who, slot)
    await plan.day.waiting(3)

    await plan.until(mine)

    [held] = plan.world.look(queue.held, who.person_id)
    assert plan.day.ticket(held.ticket_id).lane is Lane.APPOINTMENT
    assert plan.order()[0] == held.ticket_id
    assert (await plan.day.call()).ticket_id == held.ticket_id


async def test_a_due_appointment_lifts_the_ticket_that_the_person_has(plan):
    [slot] = await plan.slots()
    others = await plan.day.waiting(2)
    who = await plan.day.seeker()
    ticket = await plan.day.join(who)
    mine = await plan.booked(who, slot)
    assert plan.order()[-1] == ticket

    await plan.until(mine)
    await plan.day.call()

    assert plan.day.ticket(ticket).state == TicketState.CALLED
    first = plan.day.ticket(others[0][1])
    assert plan.world.look(went_before, first) == {"appointment": 1}


async def test_of_each_four_calls_at_least_two_go_to_the_standard_lane_while_it_has_people(plan):
    await plan.day.waiting(6)
    slots = await plan.slots(length_min=5, buffer_min=0, recruiters=2, many=2)
    slots = [slots[0], slots[0], slots[1], slots[1]]
    mine = [await plan.booked(await plan.day.seeker(), slot) for slot in slots]
    await plan.until(mine[-1])

    lanes = [one.lane for one in plan.world.look(queue.in_order, plan.day.booth_id)]

    assert lanes.count(Lane.APPOINTMENT) == 4
    for start in range(5):
        assert lanes[start : start + 4].count(Lane.STANDARD) >= 2


async def test_an_appointment_takes_none_of_the_three_tickets(plan):
    [slot] = await plan.slots()
    who = await plan.day.seeker()
    for _ in range(3):
        await plan.day.join(who, await plan.day.another_booth())
    mine = await plan.booked(who, slot)

    await plan.until(mine)

    assert plan.one(mine).state == AppointmentState.DUE
    assert len(plan.world.look(queue.held, who.person_id)) == 4


async def test_call_next_takes_nobody_whose_own_slot_is_nearer_than_the_expected_end(
    plan,
):
    other = await plan.day.another_booth()
    who = await plan.day.seeker()
    await plan.day.join(who, other)
    [slot] = await plan.slots()
    mine = await plan.booked(who, slot)
    by = plan.day.recruiter_of(other)

    await plan.until(mine, minutes=-5)

    with pytest.raises(NobodyFree):
        await plan.world.do(CallNext(booth_id=other), by)
    await plan.world.do(CancelAppointment(appointment_id=mine), who)
    await plan.world.do(CallNext(booth_id=other), by)


async def test_long_before_the_slot_the_person_is_called_elsewhere_as_ever(plan):
    other = await plan.day.another_booth()
    who = await plan.day.seeker()
    await plan.day.join(who, other)
    [slot] = await plan.slots()
    mine = await plan.booked(who, slot)

    await plan.until(mine, minutes=-15)

    await plan.world.do(CallNext(booth_id=other), plan.day.recruiter_of(other))


async def test_the_person_is_reminded_once_half_an_hour_before(plan):
    [slot] = await plan.slots(60)
    who = await plan.day.seeker()
    mine = await plan.booked(who, slot)
    assert sms(plan, who) == []

    await plan.until(mine, minutes=-29)
    await plan.until(mine, minutes=-20)

    assert [one for one in sms(plan, who) if "your appointment is at" in one] == sms(plan, who)
    assert len(sms(plan, who)) == 1


async def test_a_late_employer_costs_the_employer_and_never_the_person(plan):
    [slot] = await plan.slots()
    who = await plan.day.seeker()
    mine = await plan.booked(who, slot)
    await plan.until(mine)

    await plan.until(mine, minutes=11)

    assert plan.one(mine).late
    assert plan.one(mine).state == AppointmentState.DUE
    assert plan.order()[0] == plan.one(mine).ticket_id
    assert plan.world.look(reads.record_of, plan.day.booth_id).late == 1
    assert any("is late for your appointment" in one for one in sms(plan, who))


async def test_a_booth_that_is_closed_at_the_time_lets_it_fall_and_the_person_hears_why(plan):
    [slot] = await plan.slots()
    who = await plan.day.seeker()
    mine = await plan.booked(who, slot)
    await plan.day.close()

    await plan.until(mine)

    assert (plan.one(mine).state, plan.one(mine).cause) == (AppointmentState.BROKEN, "absent")
    assert plan.world.look(reads.record_of, plan.day.booth_id).broken == 1
    assert any("not your fault" in one for one in sms(plan, who))


async def test_a_slot_due_meanwhile_waits_ten_minutes_then_heads_the_standard_lane(plan):
    other = await plan.day.another_booth()
    who = await plan.day.seeker()
    await plan.day.join(who, other)
    (_, first), (_, second) = await plan.day.waiting(2)
    [slot] = await plan.slots()
    mine = await plan.booked(who, slot)
    by = plan.day.recruiter_of(other)
    called = await plan.world.do(CallNext(booth_id=other), by)
    await plan.day.answer(who, called.call_id)
    for side in (who, by):
        leg = await plan.world.do(TakeLeg(call_id=called.call_id, tab="t1"), side)
        await plan.world.do(HearCall(call_id=called.call_id, epoch=leg.epoch), side)
    # Both pages go on giving signs of life.
    await plan.world.work(lambda work: timers.stop(work, LOST, called.call_id))

    await plan.until(mine)  # she talks on at the other booth
    ticket = plan.one(mine).ticket_id
    assert plan.day.ticket(ticket).lane is Lane.APPOINTMENT
    me, now = plan.day.scene.recruiter.account_id, utc_now()
    chosen = plan.world.look(queue.next_free, plan.day.booth_id, me, now)
    assert chosen.ticket_id == first
    await plan.until(mine, minutes=11)

    assert plan.day.ticket(ticket).lane is Lane.STANDARD
    assert plan.order() == [ticket, first, second]
    assert not plan.one(mine).late
    assert plan.world.look(went_before, plan.day.ticket(first)) == {"appointment": 1}


async def test_the_talk_ends_the_appointment_and_an_unanswered_ring_does_too(plan):
    one, two = await plan.slots(many=2)
    kept, missed = await plan.day.seeker(), await plan.day.seeker()
    first, second = await plan.booked(kept, one), await plan.booked(missed, two)
    await plan.until(first)
    await plan.day.talk(kept, (await plan.day.call()).call_id)
    assert plan.one(first).state == AppointmentState.KEPT

    await plan.until(second)
    await plan.day.warned_a_while_ago(plan.one(second).ticket_id)
    await plan.day.rang_to_the_end((await plan.day.call()).call_id)

    assert plan.one(second).state == AppointmentState.MISSED
    assert plan.day.ticket(plan.one(second).ticket_id).state == TicketState.PARKED


async def test_leaving_the_queue_gives_the_due_appointment_back(plan):
    [slot] = await plan.slots()
    who = await plan.day.seeker()
    mine = await plan.booked(who, slot)
    await plan.until(mine)
    with pytest.raises(WrongState):
        await plan.world.do(CancelAppointment(appointment_id=mine), who)

    await plan.world.do(LeaveQueue(ticket_id=plan.one(mine).ticket_id), who)

    assert plan.one(mine).state == AppointmentState.CANCELLED


async def test_a_time_that_the_employer_takes_back_is_told_and_counts_on_the_employer(plan):
    [slot] = await plan.slots()
    who = await plan.day.seeker()
    mine = await plan.booked(who, slot)

    await plan.world.do(CloseSlot(slot_id=slot, reason="absent"), plan.day.scene.recruiter)

    assert plan.one(mine).state == AppointmentState.BROKEN
    assert plan.world.look(reads.record_of, plan.day.booth_id).broken == 1
    assert any("does not take place" in one for one in sms(plan, who))
    with pytest.raises(refusals.SlotGone):
        await plan.booked(await plan.day.seeker(), slot)


async def test_who_takes_the_consent_back_has_no_appointment_there_any_more(plan):
    [slot] = await plan.slots()
    who = await plan.day.seeker()
    mine = await plan.booked(who, slot)

    await plan.world.do(WithdrawConsent(employer_id=plan.day.scene.employer_id), who)

    assert plan.one(mine).state == AppointmentState.CANCELLED


async def test_when_the_fair_closes_nothing_is_due_any_more(plan):
    [slot] = await plan.slots()
    mine = await plan.booked(await plan.day.seeker(), slot)

    await plan.world.do(CloseFair(fair_id=plan.day.scene.fair_id), plan.day.scene.organiser)

    assert (plan.one(mine).state, plan.one(mine).cause) == (AppointmentState.BROKEN, "fair")


# --- second talks --------------------------------------------------------------------------------


async def test_after_served_a_booth_may_invite_to_a_second_talk_at_a_set_time(plan):
    who, talked = await plan.after_a_talk()
    [slot] = await plan.slots()
    invite = InviteAgain(interview_id=talked, slot_id=slot)
    consents = len(plan.world.look(people.consents_of, who.person_id))

    made = await plan.world.do(invite, plan.day.scene.recruiter)

    assert plan.one(made.appointment_id).second
    await plan.world.do(AcceptSlot(appointment_id=made.appointment_id), who)
    await plan.until(made.appointment_id)
    ticket = plan.day.ticket(plan.one(made.appointment_id).ticket_id)
    assert ticket.lane is Lane.APPOINTMENT
    assert len(plan.world.look(people.consents_of, who.person_id)) == consents


async def test_without_a_talk_that_is_over_nobody_is_invited_and_by_no_other_employer(plan):
    who = await plan.day.seeker()
    ticket = await plan.day.join(who)
    call = await plan.day.call()
    await plan.day.answer(who, call.call_id)
    [talked] = plan.world.look(interviews.interviews_of_ticket, ticket)
    [slot] = await plan.slots()
    invite = InviteAgain(interview_id=talked.id, slot_id=slot)

    with pytest.raises(refusals.NoFirstTalk):
        await plan.world.do(invite, plan.day.scene.recruiter)
    with pytest.raises(NotYourBooth):
        await plan.world.do(invite, plan.day.scene.stranger)


async def test_who_took_the_consent_back_is_invited_by_nobody(plan):
    who, talked = await plan.after_a_talk()
    [slot] = await plan.slots()
    await plan.world.do(WithdrawConsent(employer_id=plan.day.scene.employer_id), who)

    with pytest.raises(NotReached):
        await plan.world.do(
            InviteAgain(interview_id=talked, slot_id=slot), plan.day.scene.recruiter
        )


async def test_the_ledger_adds_up_to_every_slot_and_appointment(plan):
    one, two = await plan.slots(many=2)
    who = await plan.day.seeker()
    mine = await plan.booked(who, one)
    await plan.world.do(MoveAppointment(appointment_id=mine, slot_id=two), who)
    await plan.until(mine)
    await plan.until(mine, minutes=11)
    await plan.day.talk(who, (await plan.day.call()).call_id)

    found = plan.world.look(verify_rows)
    theirs = {"slot", "appointment", "ticket", "queue", "overtake"}
    assert [str(one) for one in found.differences if one.table in theirs] == []
    assert plan.world.chain_holds()


# --- pages ---------------------------------------------------------------------------------------


async def test_the_calendar_file_keeps_its_uid_counts_changes_and_says_when_it_is_cancelled(plan):
    one, two = await plan.slots(many=2)
    who = await plan.day.seeker()
    mine = await plan.booked(who, one)
    path = f"/appointments/{mine}.ics"
    token = plan.day.tokens[who.person_id]

    first = Calendar.from_ical(await seen(plan.day.scene, path, token))
    await plan.world.do(MoveAppointment(appointment_id=mine, slot_id=two), who)
    moved = Calendar.from_ical(await seen(plan.day.scene, path, token))
    await plan.world.do(CancelAppointment(appointment_id=mine), who)
    gone = Calendar.from_ical(await seen(plan.day.scene, path, token))

    events = [one.events[0] for one in (first, moved, gone)]
    assert len({event["uid"] for event in events}) == 1
    assert [event["sequence"] for event in events] == [0, 1, 2]
    assert [one["method"] for one in (first, moved, gone)] == ["PUBLISH", "PUBLISH", "CANCEL"]
    assert events[1].start == plan.one(mine).starts_at
    async with plan.world.web(plan.day.tokens[(await plan.day.seeker()).person_id]) as web:
        assert (await web.get(path)).status_code == 404


async def test_the_booth_my_queues_and_the_desk_say_the_same(plan):
    one, _ = await plan.slots(many=2)
    who = await plan.day.seeker()
    scene, token = plan.day.scene, plan.day.tokens[who.person_id]
    assert "Take this time" in await seen(scene, f"/booths/{plan.day.booth_id}", token)
    assert "2 times are free" in await seen(scene, f"/booths/{plan.day.booth_id}", "")

    await plan.booked(who, one)

    assert "You have an appointment here" in await seen(
        scene, f"/booths/{plan.day.booth_id}", token
    )
    assert "You need not queue for it" in await seen(scene, "/queues", token)
    desk = await seen(scene, f"/desk/{plan.day.booth_id}/appointments", "recruiter")
    assert "Zhao 1" in desk
    assert "Take this time back" in desk
    async with plan.world.web(scene.tokens["stranger"]) as web:
        answer = await web.get(f"/desk/{plan.day.booth_id}/appointments")
        assert answer.status_code == 403
