"""Call next works with two open outcomes, then asks for those that are owed first."""

import pytest

from fair.contract.booths import DutyStart
from fair.contract.queue import CallByName, CallNext
from fair.queue import reads
from fair.tickets import refusals
from tests.queue.day import Day, a_day
from tests.queue.test_calling import no_fit


@pytest.fixture
async def day(world) -> Day:
    return await a_day(world)


async def three_talks(day: Day):
    """Let a recruiter talk with three people and answer none; two more wait."""
    people = await day.waiting(5)
    for who, _ in people[:3]:
        called = await day.world.do(CallNext(booth_id=day.booth_id), day.scene.recruiter)
        await day.talk(who, called.call_id)
    return people


async def test_call_next_works_with_two_open_outcomes_then_asks(day):
    people = await three_talks(day)
    before = day.everything()
    with pytest.raises(refusals.AnswersFirst):
        await day.world.do(CallNext(booth_id=day.booth_id), day.scene.recruiter)
    assert day.everything() == before

    owed = day.world.look(reads.owed_by, day.booth_id, day.scene.recruiter.account_id)
    await day.world.do(no_fit(owed[0].id), day.scene.recruiter)
    called = await day.world.do(CallNext(booth_id=day.booth_id), day.scene.recruiter)
    assert called.ticket_id == people[3][1]


async def test_calling_by_name_is_no_way_around_the_answers_that_are_owed(day):
    people = await three_talks(day)
    with pytest.raises(refusals.AnswersFirst):
        await day.world.do(
            CallByName(ticket_id=people[4][1], reason="promised"), day.scene.recruiter
        )


async def test_a_colleague_who_owes_nothing_calls_on(day):
    people = await three_talks(day)
    await day.world.do(DutyStart(booth_id=day.booth_id), day.scene.colleague)
    called = await day.world.do(CallNext(booth_id=day.booth_id), day.scene.colleague)
    assert called.ticket_id == people[3][1]


async def test_the_desk_says_which_answers_are_owed_before_the_next_call(day):
    await three_talks(day)
    async with day.world.web(day.scene.tokens["recruiter"]) as web:
        desk = (await web.get(f"/desk/{day.booth_id}")).text
    assert "Answers first: 3 are open" in desk
    oldest = day.world.look(reads.owed_by, day.booth_id, day.scene.recruiter.account_id)[0]
    assert f'href="/desk/{day.booth_id}/owed/{oldest.id}"' in desk
    assert "ticket.call_next" not in desk.partition('class="next"')[2].partition("</section>")[0]
