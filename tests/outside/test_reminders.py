"""Who asks for it is reminded of a fair by text, once; it can be taken back."""

from datetime import timedelta

import pytest

from fair.board.rows_reads import verify_rows
from fair.contract.outside import RemindMe, TakeBackReminder
from fair.contract.people import Erase
from fair.decisions import NotAllowed, NotFound
from fair.outside import reads
from fair.outside.refusals import NoNumberToRemind, NothingToRemind
from fair.outside.reminder import BEFORE
from fair.programme import reads as programme
from tests.outside.test_calendars import ORGANISER, a_fair, later
from tests.queue.day import Day, a_day
from tests.reach.locked_phone import texted


@pytest.fixture
async def day(world) -> Day:
    return await a_day(world)


async def time_is(day: Day, at) -> None:
    """Let it be this instant, with all done that is due by then."""
    day.world.clock(at)
    while await day.world.server.leader.fire(at):
        pass


def reminded(day: Day, who) -> int:
    return sum("You asked us to remind you" in one for one in texted(day, who.person_id))


async def test_who_asked_is_texted_once_an_hour_before_the_fair_opens(day):
    fair_id = await a_fair(day.world)
    who, other = await day.seeker(), await day.seeker()
    for _ in range(2):
        await day.world.do(RemindMe(fair_id=fair_id), who)
    opens_at = day.world.look(programme.fair, fair_id).opens_at
    await time_is(day, opens_at - BEFORE - timedelta(minutes=1))
    assert reminded(day, who) == 0
    await time_is(day, opens_at - BEFORE + timedelta(seconds=1))
    await time_is(day, opens_at - BEFORE + timedelta(minutes=9))
    assert (reminded(day, who), reminded(day, other)) == (1, 0)
    assert day.world.look(verify_rows).differences == []


async def test_a_reminder_is_taken_back_and_no_text_comes(day):
    fair_id = await a_fair(day.world)
    who = await day.seeker()
    await day.world.do(RemindMe(fair_id=fair_id), who)
    await day.world.do(TakeBackReminder(fair_id=fair_id), who)
    await time_is(day, day.world.look(programme.fair, fair_id).opens_at - timedelta(minutes=50))
    assert reminded(day, who) == 0
    assert day.world.look(verify_rows).differences == []


async def test_who_asked_hears_once_of_changed_hours_and_is_reminded_by_the_new_ones(day):
    fair_id = await a_fair(day.world)
    who = await day.seeker()
    await day.world.do(RemindMe(fair_id=fair_id), who)
    await later(day.world, fair_id, 2)
    fair = day.world.look(programme.fair, fair_id)
    await time_is(day, fair.moved_at + timedelta(seconds=65))
    assert sum("hours have changed" in one for one in texted(day, who.person_id)) == 1
    await time_is(day, fair.opens_at - timedelta(minutes=59))
    assert reminded(day, who) == 1


async def test_who_was_reminded_of_old_hours_is_reminded_again_by_the_new_ones(day):
    fair_id = await a_fair(day.world)
    who = await day.seeker()
    await day.world.do(RemindMe(fair_id=fair_id), who)
    opens_at = day.world.look(programme.fair, fair_id).opens_at
    await time_is(day, opens_at - timedelta(minutes=40))
    async with day.world.web(day.tokens[who.person_id]) as web:
        assert (
            "We have texted you when the fair opens." in (await web.get(f"/fairs/{fair_id}")).text
        )
        await later(day.world, fair_id, 72, opens=72)
        await time_is(day, opens_at - timedelta(minutes=37))
        page = (await web.get(f"/fairs/{fair_id}")).text
    assert "We text you an hour before the fair opens." in page
    await time_is(day, opens_at + timedelta(hours=71, minutes=5))
    assert reminded(day, who) == 2
    assert day.world.look(verify_rows).differences == []


async def test_asking_again_and_again_brings_one_text(day):
    """Somebody who plays with the two buttons costs the office one text."""
    fair_id = await a_fair(day.world)
    who = await day.seeker()
    opens_at = day.world.look(programme.fair, fair_id).opens_at
    day.world.clock(opens_at - timedelta(minutes=40))
    for minutes in range(6):
        await day.world.do(RemindMe(fair_id=fair_id), who)
        await time_is(day, opens_at - timedelta(minutes=39 - minutes))
        await day.world.do(TakeBackReminder(fair_id=fair_id), who)
    assert reminded(day, who) == 1


async def test_nobody_is_promised_a_text_that_cannot_come(day):
    fair_id = await a_fair(day.world)
    unknown = await day.seeker(confirmed=False)
    with pytest.raises(NoNumberToRemind, match="Confirm your number"):
        await day.world.do(RemindMe(fair_id=fair_id), unknown)
    async with day.world.web(day.tokens[unknown.person_id]) as web:
        page = (await web.get(f"/fairs/{fair_id}")).text
    assert "fair.remind_me" not in page
    assert "Confirm your number, and we remind you by text." in page


async def test_a_fair_that_is_open_reminds_nobody_and_a_draft_is_not_there(day):
    who = await day.seeker()
    with pytest.raises(NothingToRemind):
        await day.world.do(RemindMe(fair_id=day.scene.fair_id), who)
    draft = await a_fair(day.world, published=False)
    with pytest.raises(NotFound):
        await day.world.do(RemindMe(fair_id=draft), who)
    for by in (day.scene.recruiter, ORGANISER):
        with pytest.raises(NotAllowed):
            await day.world.do(RemindMe(fair_id=await a_fair(day.world)), by)


async def test_the_page_reminds_without_a_script_and_says_so(day):
    fair_id = await a_fair(day.world)
    who = await day.seeker()
    async with day.world.web(day.tokens[who.person_id]) as web:
        assert "Remind me by text" in (await web.get(f"/fairs/{fair_id}")).text
        await day.world.do(RemindMe(fair_id=fair_id), who)
        page = (await web.get(f"/fairs/{fair_id}")).text
    assert "We text you an hour before the fair opens." in page
    assert "fair.remind_no_more" in page
    assert f"/fairs/{fair_id}/calendar.ics?lang=en" in page


async def test_who_is_erased_is_reminded_of_nothing(day):
    fair_id, another = await a_fair(day.world), await a_fair(day.world)
    who = await day.seeker()
    await day.world.do(RemindMe(fair_id=fair_id), who)
    await day.world.do(RemindMe(fair_id=another), who)
    await day.world.do(Erase(sure="yes"), who)
    assert day.world.look(reads.count_of_fair, fair_id) == 0
    assert day.world.look(verify_rows).differences == []
