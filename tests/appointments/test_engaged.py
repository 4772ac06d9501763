"""Whose appointment elsewhere is near is rung by nobody else: no booth is blamed for it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from fair import days
from fair.board import board_reads
from fair.board.finding import find
from fair.contract.queue import CallNext
from fair.contract.rooms import HangUp
from fair.glossary import Lane
from fair.sign_in import writes as sign_in
from fair.tickets.refusals import NobodyFree
from tests.appointments.plan import Clock, Plan, a_plan
from tests.booths.scene import seen
from tests.queue.test_ticket_says import page, plain


@pytest.fixture
async def plan(world, monkeypatch) -> Plan:
    Clock.at = datetime.now(UTC)
    monkeypatch.setattr("fair.db.datetime", Clock)
    return await a_plan(world)


async def dan_waits(plan) -> tuple[Any, ...]:
    """Let Dan wait first at one booth, with his appointment at another seven minutes ahead."""
    other = await plan.day.another_booth()
    [slot] = await plan.slots(40)
    dan = await plan.day.seeker()
    mine = await plan.booked(dan, slot)
    starts_at = plan.one(mine).starts_at
    await plan.time_is(starts_at - timedelta(minutes=7))
    await plan.day.join(dan, other)
    await plan.day.look(other)
    return dan, other, starts_at


async def test_who_is_held_by_an_own_appointment_reads_so_and_no_booth_is_silent(plan):
    dan, other, starts_at = await dan_waits(plan)
    for _ in range(2):
        shown = plain(await page(plan.day, dan))
        at = starts_at.astimezone(days.zone("Asia/Shanghai"))
        told = f"Your appointment with Huafeng at {at:%H:%M} comes first; your place here waits."
        assert told in shown
        assert "Any moment now" not in shown
        assert "They have called nobody" not in shown
        for one in plan.world.look(board_reads.booths_now, plan.day.scene.fair_id):
            if one.booth_id == other:
                assert find(one, Clock.at) is None
        await plan.time_is(Clock.at + timedelta(minutes=6))
        await plan.day.look(other)


async def test_the_recruiter_reads_why_nobody_can_be_rung(plan):
    _, other, _ = await dan_waits(plan)
    recruiter = plan.day.recruiter_of(other)
    with pytest.raises(NobodyFree) as refused:
        await plan.world.do(CallNext(booth_id=other), recruiter)
    assert "has an appointment elsewhere in a moment" in str(refused.value.sentence)
    account = recruiter.account_id
    token = await plan.world.work(lambda work: sign_in.issue_login(work, account_id=account))
    desk = plain(await seen(plan.day.scene, f"/desk/{other}", token))
    assert "1 has an appointment elsewhere that comes first." in desk
    assert "talking elsewhere" not in desk


async def test_who_was_cut_off_stays_before_the_line_when_the_own_time_comes(plan):
    day = plan.day
    who = await day.seeker()
    ticket = await day.join(who)
    (slot, *_) = await plan.slots(30)
    booked = await plan.booked(who, slot)
    called = await day.call()
    await day.answer(who, called.call_id)
    await plan.world.do(HangUp(call_id=called.call_id), who)
    assert day.ticket(ticket).lane is Lane.HANDED_ON

    await plan.time_is(plan.one(booked).starts_at)

    assert plan.one(booked).ticket_id == ticket
    assert day.ticket(ticket).lane is Lane.HANDED_ON
