"""A booth that calls nobody: it is said, and nobody is told to get ready for it."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from fair import days
from fair.board import board_reads
from fair.board.finding import find
from fair.contract.booths import BoothOpen, BoothPause
from fair.contract.lots import MoveTicket
from fair.contract.programme import PauseFair, ResumeFair
from fair.contract.queue import FreeTicket, JoinQueue, PostponeTicket
from fair.contract.rooms import HangUp
from fair.db import utc_now
from fair.lots.refusals import BoothAnswers
from tests.booths.scene import seen
from tests.lots.morning import a_morning, draws, opens, wrong_rows
from tests.queue.day import Day, a_day
from tests.queue.test_ticket_says import page, plain, says


@pytest.fixture
async def day(world) -> Day:
    return await a_day(world)


def later(day: Day, **time: float) -> None:
    day.world.clock(max(day.world.database._last_now, utc_now()) + timedelta(**time))


async def quiet_for(day: Day, **time: float) -> None:
    """Let all that was a sign of the booth be older."""
    by = timedelta(**time) // timedelta(microseconds=1)
    for table, column in (
        ("duty", "since"),
        ("ticket", "joined_at"),
        ("ticket", "since_at"),
        ("queue", "none_at"),
    ):
        older = text(f"UPDATE {table} SET {column} = {column} - {by}")
        await day.world.work(lambda work, older=older: work.write(older))


async def test_a_silent_booth_is_said_and_warns_nobody(day):
    who, other = await day.seeker(), await day.seeker()
    ticket_id = await day.join(who)
    await day.look()
    assert (await says(day, who))[0].startswith("Get ready: we ring you")
    assert day.ticket(ticket_id).warned_at is not None

    await quiet_for(day, minutes=6)
    second = await day.join(other)
    await day.look()

    assert day.ticket(second).warned_at is None
    for one in (who, other):
        (sentence,) = await says(day, one)
        assert "They have called nobody since" in sentence
        assert "Is there a shorter queue for the same work?" in sentence
        shown = await page(day, one)
        assert shown.count("Is there a shorter queue for the same work?") == 1
        assert "Be ready from" not in shown
        assert "ticket__when" not in shown
    visitor = await seen(day.scene, f"/booths/{day.booth_id}")
    assert "Nobody calls there at this moment, so we give no time." in visitor
    await day.call()
    assert "They have called nobody" not in await page(day, other)


async def test_who_stands_where_nobody_talks_is_told_of_no_long_talks(day):
    ((who, _),) = await day.waiting(1)
    await day.look()
    for _ in range(6):
        later(day, minutes=4)
        await day.look()

    said = plain(await page(day, who))
    assert "They have called nobody since" in said
    assert "Later now" not in said
    assert "the talks take longer" not in said


async def test_a_silent_booth_that_calls_again_is_told_of_no_long_talks(day):
    (_, (who, _)) = await day.waiting(2)
    await day.look()
    later(day, minutes=6)
    await day.look()
    assert "They have called nobody since" in await page(day, who)

    await day.call()
    later(day, seconds=1)
    await day.look()

    said = plain(await page(day, who))
    assert "There is a time again: for a while we could give none." in said
    assert "the talks take longer" not in said


async def test_nobody_called_is_counted_from_when_the_booth_could_call(day):
    ((who, _),) = await day.waiting(1)
    await day.world.do(BoothPause(booth_id=day.booth_id), day.scene.recruiter)
    later(day, minutes=9)
    await day.world.do(BoothOpen(booth_id=day.booth_id), day.scene.recruiter)
    opened = day.world.database._last_now.astimezone(days.zone("Asia/Shanghai"))
    later(day, minutes=4)
    await day.look()
    assert "They have called nobody" not in await page(day, who)
    later(day, minutes=2)
    await day.look()
    (sentence,) = await says(day, who)
    assert f"since {opened:%H:%M}" in sentence


async def test_a_pause_of_the_fair_is_no_silence_of_a_booth(day):
    ((who, _),) = await day.waiting(1)
    fair = {"fair_id": day.scene.fair_id}
    await day.world.do(PauseFair(**fair), day.scene.organiser)
    later(day, minutes=9)
    await day.world.do(ResumeFair(**fair), day.scene.organiser)
    await day.look()
    assert "They have called nobody" not in await page(day, who)
    later(day, minutes=6)
    await day.look()
    assert "They have called nobody" in await page(day, who)


async def test_a_long_talk_is_no_silence_of_the_booth_once_it_ends(day):
    ((who, _), (other, _)) = await day.waiting(2)
    called = await day.call()
    await day.answer(who, called.call_id)
    await day.hear(who, called.call_id)
    later(day, minutes=8)
    await day.look()
    await day.world.do(HangUp(call_id=called.call_id), day.scene.recruiter)
    await day.look()
    assert "They have called nobody" not in await page(day, other)


async def test_a_booth_whose_whole_line_asked_for_five_minutes_is_not_silent(day):
    ((who, ticket_id),) = await day.waiting(1)
    await day.look()
    await day.world.do(PostponeTicket(ticket_id=ticket_id), who)
    later(day, minutes=6)
    await day.look()
    found = day.world.look(board_reads.booths_now, day.scene.fair_id)
    assert find(found[0], utc_now()) is None
    await day.world.do(FreeTicket(ticket_id=ticket_id))
    await day.look()
    assert "They have called nobody" not in await page(day, who)


async def test_ready_now_said_before_the_fair_opens_is_no_notice_of_a_ring(world):
    day = await a_morning(world)
    who = await day.seeker()
    assert "When can you talk?" not in await page(day, who, f"/booths/{day.booth_id}")
    reply = await day.world.do(JoinQueue(booth_id=day.booth_id, ready_in=0), who)
    assert day.ticket(reply.ticket_id).warned_at is None

    await opens(day)
    await draws(day)
    later(day, minutes=3)
    called = await day.call()
    (ring,) = day.world.rows(f"SELECT ring_s FROM call WHERE id = '{called.call_id}'")
    assert ring.ring_s == 90


async def test_a_look_in_a_pause_of_the_fair_finds_no_silence(day):
    ((who, _),) = await day.waiting(1)
    fair = {"fair_id": day.scene.fair_id}
    await day.world.do(PauseFair(**fair), day.scene.organiser)
    later(day, minutes=9)
    await day.look()  # a recruiter comes or goes
    await day.world.do(ResumeFair(**fair), day.scene.organiser)
    assert "They have called nobody" not in await page(day, who)


async def test_a_silence_of_before_a_pause_is_over_when_the_fair_goes_on(day):
    ((who, ticket_id),) = await day.waiting(1)
    later(day, minutes=6)
    await day.look()
    assert "They have called nobody" in await page(day, who)
    fair = {"fair_id": day.scene.fair_id}
    await day.world.do(PauseFair(**fair), day.scene.organiser)
    later(day, minutes=9)
    await day.world.do(ResumeFair(**fair), day.scene.organiser)
    assert "They have called nobody" not in await page(day, who)
    other = await day.another_booth()
    with pytest.raises(BoothAnswers):
        await day.world.do(MoveTicket(ticket_id=ticket_id, booth_id=other), who)
    assert wrong_rows(day.world) == []


async def test_looks_write_nothing_while_still_nobody_can_be_called(day):
    ((who, ticket_id),) = await day.waiting(1)
    await day.world.do(PostponeTicket(ticket_id=ticket_id), who)
    await day.look()
    before = day.world.rows("SELECT nobody, none_at FROM queue")
    later(day, minutes=2)
    await day.look()
    assert day.world.rows("SELECT nobody, none_at FROM queue") == before
    assert before[0].nobody

    later(day, minutes=4)
    await day.world.do(FreeTicket(ticket_id=ticket_id))
    await day.look()
    assert not day.world.rows("SELECT nobody FROM queue")[0].nobody
    later(day, minutes=4)
    await day.look()
    assert "They have called nobody" not in await page(day, who)
    later(day, minutes=2)
    await day.look()
    assert "They have called nobody" in await page(day, who)
