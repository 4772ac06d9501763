"""Handed on to a named colleague: only that one rings, and the button rings whom it names."""

import pytest

from fair.board.rows_reads import verify_rows
from fair.contract.booths import DutyBackIn, DutyEnd, DutyStart
from fair.contract.lanes import AnswerHandOn, HandOn
from fair.contract.queue import CallByName, CallNext, LeaveQueue
from fair.contract.rooms import HangUp
from fair.glossary import Lane
from fair.queue import reads as queue
from fair.queue.reads import went_before
from fair.tickets import refusals
from tests.booths.scene import seen
from tests.queue.day import Day, a_day


@pytest.fixture
async def day(world) -> Day:
    made = await a_day(world)
    await world.do(DutyStart(booth_id=made.booth_id), made.scene.colleague)
    return made


async def agreed(day):
    """Let somebody say yes to the colleague during the talk; return who and the call."""
    who = await day.seeker()
    ticket = await day.join(who)
    call = (await day.call()).call_id
    await day.answer(who, call)
    command = HandOn(ticket_id=ticket, account_id=day.scene.colleague.account_id, why="The shift")
    handing = (await day.world.do(command, day.scene.recruiter)).handing_id
    await day.world.do(AnswerHandOn(handing_id=handing, go=True), who)
    return who, call


def mine(day, who):
    return day.world.look(queue.live_ticket, who.person_id, day.booth_id)


async def call_next(day, by, ticket=""):
    return await day.world.do(CallNext(booth_id=day.booth_id, ticket_id=ticket), by)


async def test_who_is_handed_on_is_rung_by_the_colleague_and_not_by_who_handed_them_on(day):
    who, call = await agreed(day)
    _, other = (await day.waiting(1))[0]
    await day.talk_over(who, call)

    rung = await call_next(day, day.scene.recruiter, other)

    assert rung.ticket_id == other
    assert (await call_next(day, day.scene.colleague)).ticket_id == mine(day, who).id


async def test_where_only_they_wait_another_recruiter_rings_nobody(day):
    who, call = await agreed(day)
    await day.talk_over(who, call)

    with pytest.raises(refusals.NobodyFree):
        await call_next(day, day.scene.recruiter)
    by_name = CallByName(ticket_id=mine(day, who).id, reason="promised")
    with pytest.raises((refusals.PersonAway, refusals.TooManyByName)):
        await day.world.do(by_name, day.scene.recruiter)


async def test_being_passed_over_for_a_colleague_is_told_as_that_and_as_no_fault(day):
    who, call = await agreed(day)
    await day.waiting(1)
    await day.talk_over(who, call)
    await call_next(day, day.scene.recruiter)

    assert day.world.look(went_before, mine(day, who)) == {"meant": 1}
    page = await seen(day.scene, "/queues", day.tokens[who.person_id])
    assert "you go on to the colleague to whom you said yes" in page
    assert "you talked elsewhere" not in page


async def test_once_the_colleague_has_left_anybody_may_ring_but_not_in_the_quiet_minutes(day):
    who, call = await agreed(day)
    await day.world.do(DutyEnd(booth_id=day.booth_id), day.scene.colleague)
    await day.talk_over(who, call)

    with pytest.raises(refusals.NobodyFree):
        await call_next(day, day.scene.recruiter)
    assert day.world.look(queue.quiet_until, who.person_id)

    other, call = await agreed_anew(day)
    await day.talk_over(other, call)
    await day.world.do(DutyEnd(booth_id=day.booth_id), day.scene.colleague)
    assert (await call_next(day, day.scene.recruiter)).ticket_id == mine(day, other).id


async def agreed_anew(day):
    await day.world.do(DutyStart(booth_id=day.booth_id), day.scene.colleague)
    return await agreed(day)


async def test_a_short_break_of_the_colleague_keeps_the_promise(day):
    who, call = await agreed(day)
    await day.world.do(DutyBackIn(booth_id=day.booth_id, minutes=5), day.scene.colleague)
    await day.talk_over(who, call)

    with pytest.raises(refusals.NobodyFree):
        await call_next(day, day.scene.recruiter)


async def test_after_the_yes_the_call_page_says_what_comes_next(day):
    who, call = await agreed(day)
    token = day.tokens[who.person_id]
    assert "calls you when this talk is over" in await seen(day.scene, f"/calls/{call}", token)

    await day.talk_over(who, call)

    assert "calls you next, before those who wait" in await seen(day.scene, f"/calls/{call}", token)
    await day.world.do(DutyEnd(booth_id=day.booth_id), day.scene.colleague)
    assert "Whoever is free there calls you" in await seen(day.scene, f"/calls/{call}", token)


async def test_the_desk_says_that_somebody_goes_on_to_a_colleague_and_names_who_is_next(day):
    who, call = await agreed(day)
    await day.waiting(1)
    await day.talk_over(who, call)

    desk = await seen(day.scene, f"/desk/{day.booth_id}", "recruiter")

    assert "goes on to" in desk
    assert "Call next: Zhao 2" in desk
    assert "Call next: Zhao 1" in await seen(day.scene, f"/desk/{day.booth_id}", "colleague")


async def test_the_button_rings_whom_it_names_or_nobody_and_says_who_is_next(day):
    (first, ticket), _ = await day.waiting(2)
    await day.world.do(LeaveQueue(ticket_id=ticket), first)
    before = day.everything()

    with pytest.raises(refusals.NextIs) as refused:
        await call_next(day, day.scene.recruiter, ticket)

    assert refused.value.values == {"name": "Zhao 2"}
    assert day.everything() == before


def tickets_that_differ(day):
    """The tests set the clocks of calls back; nothing else may differ."""
    found = [str(one) for one in day.world.look(verify_rows).differences]
    return [one for one in found if not one.startswith("call ")]


async def test_the_ledger_recounts_for_whom_a_place_is_meant(day):
    who, call = await agreed(day)
    await day.talk_over(who, call)
    assert mine(day, who).meant_for == day.scene.colleague.account_id
    assert tickets_that_differ(day) == []

    rung = (await call_next(day, day.scene.colleague)).call_id
    await day.talk(who, rung, day.scene.colleague)
    assert tickets_that_differ(day) == []


async def test_who_was_cut_off_there_goes_on_to_the_colleague_to_whom_they_say_yes(day):
    there = await day.another_booth()
    colleague = day.recruiter_of(there)
    who = await day.seeker()
    ticket = await day.join(who)
    cut = await day.join(who, there)
    call = (await day.call(colleague, there)).call_id
    await day.answer(who, call)
    await day.world.do(HangUp(call_id=call), who)
    assert day.ticket(cut).lane is Lane.HANDED_ON

    await day.answer(who, (await day.call()).call_id)
    asked = HandOn(ticket_id=ticket, account_id=colleague.account_id, why="The night shift")
    handing = (await day.world.do(asked, day.scene.recruiter)).handing_id
    await day.world.do(AnswerHandOn(handing_id=handing, go=True), who)

    assert day.ticket(cut).meant_for == colleague.account_id
    assert day.world.look(verify_rows).differences == []
