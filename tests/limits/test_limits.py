"""How much waiting there may be: set by the organiser, shown where it acts, and explained."""

import pytest

from fair.board.rows_reads import verify_rows
from fair.contract.limits import SetLimits
from fair.contract.queue import CallByName, LeaveQueue, StayInQueue
from fair.decisions import NotAllowed, NotFound
from fair.limits import refusals
from fair.rooms.call_store import call_table
from fair.tickets import refusals as queue_refusals
from tests.queue.day import Day, a_day
from tests.queue.test_queue_pages import read


@pytest.fixture
async def day(world) -> Day:
    return await a_day(world)


async def limit(day: Day, booth_id: str = "", **limits) -> None:
    command = SetLimits(fair_id=day.scene.fair_id, booth_id=booth_id, **limits)
    await day.world.do(command, day.scene.organiser)


async def box(day: Day, who) -> str:
    async with day.world.web(day.tokens[who.person_id]) as web:
        return (await web.get(f"/booths/{day.booth_id}/queue")).text


async def test_a_full_line_takes_nobody_more_and_says_who_else_has_room(day):
    other = await day.another_booth()
    await limit(day, capacity=2)
    (one, _), _ = await day.waiting(2)
    late = await day.seeker()
    with pytest.raises(queue_refusals.LineFull) as refused:
        await day.join(late)
    assert refused.value.values["most"] == 2

    page = await box(day, late)
    assert "This queue is full: it takes 2 people." in page
    assert f'href="/booths/{other}"' in page
    assert "ticket.join" not in page
    await day.join(late, other)

    await day.answer(one, (await day.call()).call_id)
    assert "This queue is full" not in await box(day, late)
    await day.join(late)


async def test_the_booths_own_limit_goes_before_the_fairs(day):
    other = await day.another_booth()
    await limit(day, capacity=1)
    await limit(day, other, capacity=2)
    first, second = await day.seeker(), await day.seeker()
    await day.join(first)
    with pytest.raises(queue_refusals.LineFull):
        await day.join(second)
    await day.join(first, other)
    await day.join(second, other)


async def test_nobody_who_waits_is_sent_away_by_a_lower_limit_or_by_leaving_for_a_moment(day):
    (who, ticket_id), _ = await day.waiting(2)
    await limit(day, capacity=1)
    assert day.ticket(ticket_id).live
    await day.world.do(LeaveQueue(ticket_id=ticket_id), who)
    await day.world.do(StayInQueue(ticket_id=ticket_id), who)
    assert day.ticket(ticket_id).live


async def test_a_ring_is_as_long_as_the_organiser_set_it_and_never_shorter_than_the_rule(day):
    with pytest.raises(refusals.RingTooShort):
        await limit(day, ring_s=30)
    with pytest.raises(refusals.RingTooLong):
        await limit(day, ring_s=91)
    await limit(day, ring_s=60)
    ((_, ticket_id),) = await day.waiting(1)
    await day.warned_a_while_ago(ticket_id)
    called = await day.call()
    rang = {row.id: row.ring_s for row in day.world.rows(call_table.select())}
    assert rang[called.call_id] == 60


async def test_the_organiser_allows_fewer_calls_by_name_never_more(day):
    with pytest.raises(refusals.ByNameTooOften):
        await limit(day, by_name_every=4)
    people = await day.waiting(7)
    for who, _ in people[:4]:
        await day.talk(who, (await day.call()).call_id)
    await day.answer_first()
    by_name = CallByName(ticket_id=people[6][1], reason="promised")
    await limit(day, by_name_every=6)
    with pytest.raises(queue_refusals.TooManyByName):
        await day.world.do(by_name, day.scene.recruiter)
    await limit(day, day.booth_id, by_name_every=0)
    with pytest.raises(queue_refusals.NoneByName):
        await day.world.do(by_name, day.scene.recruiter)
    await limit(day, day.booth_id, by_name_every=5)
    assert (await day.world.do(by_name, day.scene.recruiter)).ticket_id == people[6][1]


async def test_only_an_organiser_sets_limits_and_only_those_of_the_fair(day):
    command = SetLimits(fair_id=day.scene.fair_id, capacity=5)
    for who in (day.scene.recruiter, day.scene.stranger, await day.seeker()):
        with pytest.raises(NotAllowed):
            await day.world.do(command, who)
    with pytest.raises(NotFound):
        await limit(day, "b99999999999", capacity=5)


async def test_the_page_shows_what_counts_and_the_ledger_tells_of_it(day):
    await limit(day, capacity=40, ring_s=60)
    await limit(day, day.booth_id, by_name_every=0)
    page = await read(day, "organiser", f"/organise/fairs/{day.scene.fair_id}/limits")
    assert "At most 40 people wait" in page
    assert "nobody by name" in page
    assert day.world.look(verify_rows).differences == []
