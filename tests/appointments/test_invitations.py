"""A booth may invite to a second talk; a no is an answer, and nobody is texted without end."""

from datetime import UTC, datetime

import pytest

from fair.appointments import refusals
from fair.contract.appointments import (
    AcceptSlot,
    AskToBeCalled,
    CancelAppointment,
    CloseSlot,
    InviteAgain,
    OfferSlot,
)
from fair.contract.interviews import ConcludeInterview
from fair.decisions import WrongState
from fair.glossary import AppointmentState, Outcome
from tests.appointments.plan import Clock, Plan, a_plan
from tests.booths.scene import seen


@pytest.fixture
async def plan(world, monkeypatch) -> Plan:
    Clock.at = datetime.now(UTC)
    monkeypatch.setattr("fair.db.datetime", Clock)
    return await a_plan(world)


async def test_who_said_no_to_a_second_talk_is_not_asked_again_after_the_same_talk(plan):
    who, talked = await plan.after_a_talk()
    one, two = await plan.slots(many=2)
    mine = await plan.invited(talked, one)
    await plan.world.do(CancelAppointment(appointment_id=mine), who)
    told = len(plan.texts(who))

    with pytest.raises(refusals.SaidNo):
        await plan.invited(talked, two)

    assert len(plan.texts(who)) == told


async def test_an_invitation_that_nobody_answered_in_time_is_not_followed_by_another(plan):
    _, talked = await plan.after_a_talk()
    [slot] = await plan.slots()
    await plan.until(await plan.invited(talked, slot))
    [later] = await plan.slots(120)

    with pytest.raises(refusals.SaidNo):
        await plan.invited(talked, later)


async def test_a_yes_that_was_given_back_later_is_a_no_as_well(plan):
    who, talked = await plan.after_a_talk()
    one, two = await plan.slots(many=2)
    mine = await plan.invited(talked, one)
    await plan.world.do(AcceptSlot(appointment_id=mine), who)
    await plan.world.do(CancelAppointment(appointment_id=mine), who)

    with pytest.raises(refusals.SaidNo):
        await plan.invited(talked, two)


async def test_while_one_invitation_is_open_no_other_booth_of_the_employer_sends_another(plan):
    _, talked = await plan.after_a_talk()
    [slot] = await plan.slots()
    other = await plan.day.another_booth()
    [there] = await plan.slots(100, booth_id=other)
    await plan.invited(talked, slot)

    with pytest.raises(refusals.AlreadyBooked):
        await plan.invited(talked, there)


async def test_a_time_that_the_employer_took_back_may_be_made_good_once(plan):
    who, talked = await plan.after_a_talk()
    slots = await plan.slots(many=3)
    for slot in slots[:2]:
        await plan.invited(talked, slot)
        await plan.world.do(CloseSlot(slot_id=slot, reason="mistake"), plan.day.scene.recruiter)

    with pytest.raises(refusals.InvitedBefore):
        await plan.invited(talked, slots[2])
    assert len([one for one in plan.texts(who) if "does not take place" in one]) == 2


async def test_a_second_talk_that_took_place_is_followed_by_a_third_only_after_its_own_interview(
    plan,
):
    who, talked = await plan.after_a_talk()
    [slot] = await plan.slots()
    mine = await plan.invited(talked, slot)
    await plan.world.do(AcceptSlot(appointment_id=mine), who)
    await plan.until(mine)
    await plan.day.talk(who, (await plan.day.call()).call_id)
    [later] = await plan.slots(120)

    with pytest.raises(refusals.InvitedBefore):
        await plan.invited(talked, later)


async def test_after_the_answer_that_it_does_not_fit_nobody_is_invited(plan):
    _, talked = await plan.after_a_talk()
    [slot] = await plan.slots()
    no_fit = ConcludeInterview(interview_id=talked, outcome=Outcome.NO_FIT, reason="pay")
    await plan.world.do(no_fit, plan.day.scene.recruiter)

    with pytest.raises(refusals.AfterNoFit):
        await plan.invited(talked, slot)


async def test_the_desk_says_why_nobody_is_invited_before_anybody_taps(plan):
    who, talked = await plan.after_a_talk()
    one, _ = await plan.slots(many=2)
    page = f"/desk/{plan.day.booth_id}/owed/{talked}"
    assert "With the line manager" in await seen(plan.day.scene, page, "recruiter")
    mine = await plan.invited(talked, one)
    await plan.world.do(CancelAppointment(appointment_id=mine), who)

    said = await seen(plan.day.scene, page, "recruiter")

    assert "Nobody is asked twice after the same talk" in said
    assert "With the line manager" not in said


async def test_each_wish_to_be_called_is_answered_by_one_offer_and_a_no_to_it_stands(plan):
    """Who asks again may be offered again: each offer follows a wish of the person's own."""
    who = await plan.day.seeker()
    asked = AskToBeCalled(booth_id=plan.day.booth_id, morning=True)
    slots = await plan.slots(many=2)
    mine = (await plan.world.do(asked, who)).appointment_id
    offer = OfferSlot(appointment_id=mine, slot_id=slots[0])
    await plan.world.do(offer, plan.day.scene.recruiter)
    with pytest.raises(WrongState):
        await plan.world.do(
            OfferSlot(appointment_id=mine, slot_id=slots[1]), plan.day.scene.recruiter
        )
    await plan.world.do(CancelAppointment(appointment_id=mine), who)

    with pytest.raises(WrongState):
        await plan.world.do(offer, plan.day.scene.recruiter)
    again = (await plan.world.do(asked, who)).appointment_id
    await plan.world.do(OfferSlot(appointment_id=again, slot_id=slots[1]), plan.day.scene.recruiter)
    assert plan.one(again).state == AppointmentState.OFFERED


def test_nobody_sends_invitations_as_fast_as_a_machine():
    assert InviteAgain.rate <= (10, 60)
    assert OfferSlot.rate <= (20, 60)
