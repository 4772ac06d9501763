"""A recruiter writes one short line to everybody who waits; they see from whom, and when."""

from datetime import timedelta

import pytest

from fair.booths.refusals import NotYourBooth, OffDuty
from fair.contract.queue import LeaveQueue
from fair.contract.rooms_chat import HideMessage, TellLine
from fair.db import utc_now
from fair.decisions import NotAllowed, Refusal
from fair.people import writes as people
from fair.rooms.refusals import ToldLately
from fair.tickets import refusals
from tests.queue.day import Day, a_day
from tests.queue.test_queue_pages import read
from tests.reach.locked_phone import texted

WORDS = "We are back from lunch at one."


@pytest.fixture
async def day(world) -> Day:
    return await a_day(world)


async def tell(day: Day, text: str = WORDS, by=None):
    return await day.world.do(TellLine(booth_id=day.booth_id, text=text), by or day.scene.recruiter)


async def test_everybody_in_the_line_sees_from_whom_it_is_and_nobody_else_does(day):
    (one, _), (two, _) = await day.waiting(2)
    other = await day.another_booth()
    elsewhere = await day.seeker()
    await day.join(elsewhere, other)
    await tell(day)
    late = await day.seeker()
    await day.join(late)
    for who in (one, two):
        page = await read(day, who, "/queues")
        assert "Mei to everybody in this queue:" in page
        assert WORDS in page
        assert texted(day, who.person_id) == []
    for who in (elsewhere, late):
        assert WORDS not in await read(day, who, "/queues")


async def test_it_is_screened_as_every_message_and_at_most_one_in_five_minutes(day):
    await day.waiting(1)
    with pytest.raises(Refusal) as refused:
        await tell(day, "入职前先交押金五百元，谢谢")
    assert refused.value.code in ("fee-asked", "phrase-refused")
    await tell(day, "Ring me at 13812345678")
    with pytest.raises(ToldLately):
        await tell(day)
    day.world.clock(utc_now() + timedelta(minutes=6))
    await tell(day)


async def test_a_number_in_it_is_masked(day):
    ((who, _),) = await day.waiting(1)
    await tell(day, "Ring me at 13812345678")
    assert "13812345678" not in await read(day, who, "/queues")


async def test_hidden_words_are_gone_from_the_tickets_and_open_no_second_try(day):
    ((who, _),) = await day.waiting(1)
    message_id = (await tell(day)).message_id
    await day.world.do(HideMessage(message_id=message_id, reason="off_topic"), day.scene.organiser)
    assert WORDS not in await read(day, who, "/queues")
    with pytest.raises(ToldLately):
        await tell(day)


async def test_only_who_is_on_duty_there_writes_and_only_while_somebody_waits(day):
    with pytest.raises(refusals.NobodyWaits):
        await tell(day)
    ((who, ticket_id),) = await day.waiting(1)
    for by, why in (
        (day.scene.stranger, NotYourBooth),
        (day.scene.colleague, OffDuty),
        (day.scene.organiser, NotAllowed),
        (who, NotAllowed),
    ):
        with pytest.raises(why):
            await tell(day, by=by)
    await day.world.do(LeaveQueue(ticket_id=ticket_id), who)
    with pytest.raises(refusals.NobodyWaits):
        await tell(day)


async def test_who_keeps_the_employer_away_reads_nothing_of_it(day):
    (who, _), _ = await day.waiting(2)
    await tell(day)
    await day.world.work(
        lambda work: people.block(work, who.person_id, day.scene.employer_id, day.scene.fair_id),
        who,
    )
    assert WORDS not in await read(day, who, "/queues")
