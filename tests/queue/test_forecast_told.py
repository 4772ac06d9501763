"""The wait that is told knows of breaks and of the closing, and learns from what came."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select, text, update

from fair.contract.booths import DutyBackIn
from fair.contract.programme import PauseFair, ResumeFair
from fair.contract.queue import LeaveQueue
from fair.db import utc_now
from fair.interviews import forecast
from fair.interviews.forecast_store import forecast_table
from fair.programme.store import fair_table
from fair.queue import line_store
from fair.reign import QUIET_AFTER_OUTAGE_S
from tests.appointments.plan import Clock
from tests.queue.day import Day, a_day
from tests.queue.test_ticket_says import page, plain, says
from tests.reach.locked_phone import texted
from tests.values import some


@pytest.fixture
async def day(world) -> Day:
    return await a_day(world)


def visible(html):
    """Return the texts of a page without what is hidden."""
    return plain(re.sub(r"<(p|span|div)[^>]*\shidden[^>]*>.*?</\1>", "", html, flags=re.DOTALL))


async def known(day):
    """Return what is told of the booth's waits now."""
    return await day.world.work(
        lambda work: line_store.points_of(line_store.queue(work.connection, day.booth_id))
    )


async def test_a_break_of_the_whole_booth_says_when_it_ends_and_the_wait_begins_there(day):
    *_, (who, _) = await day.waiting(3)
    await day.look()
    await day.world.do(DutyBackIn(booth_id=day.booth_id, minutes=10), day.scene.recruiter)
    (sentence,) = await says(day, who)
    assert re.fullmatch(
        r"They take a break and are back about \d\d:\d\d\. "
        r"Nobody is rung before, and your place is kept\.",
        sentence,
    )
    first = (await known(day))[0]
    assert first[1] >= 540
    assert "Be ready from" in visible(await page(day, who))


async def test_a_break_that_runs_late_is_said_and_no_time_with_it(day):
    *_, (who, _) = await day.waiting(3)
    await day.world.do(DutyBackIn(booth_id=day.booth_id, minutes=5), day.scene.recruiter)
    over = text("UPDATE duty SET back_at = back_at - 360000000")
    await day.world.work(lambda work: work.write(over))
    (sentence,) = await says(day, who)
    assert sentence.startswith("They were to be back at ")
    assert "and are late. Nobody is rung before they are, and your place is kept." in sentence
    assert "Be ready from" not in visible(await page(day, who))


async def test_a_wait_beyond_the_closing_says_so_to_who_waits_and_to_who_would_join(day):
    people = await day.waiting(12)
    await day.look()
    stranger = await day.seeker()
    unlikely = re.compile(r"The fair closes at \d\d:\d\d: (your|a) turn is unlikely before\.")
    box = f"/booths/{day.booth_id}"
    assert not unlikely.search(visible(await page(day, people[-1][0])))
    assert not unlikely.search(visible(await page(day, stranger, box)))
    await day.world.work(
        lambda work: work.write(
            update(fair_table).values(closes_at=utc_now() + timedelta(minutes=40))
        )
    )
    assert unlikely.search(visible(await page(day, people[-1][0])))
    assert unlikely.search(visible(await page(day, stranger, box)))
    assert not unlikely.search(visible(await page(day, people[0][0])))


async def last_calls(day, people):
    """Look four times; return how often each was texted that a turn is unlikely."""
    for _ in range(4):
        day.world.clock(max(day.world.database._last_now, utc_now()) + timedelta(seconds=10))
        await day.look()
    return [sum("unlikely" in one for one in texted(day, who.person_id)) for who, _ in people]


async def test_last_call_is_texted_to_each_of_many_who_hear_their_wait_at_once(day):
    people = await day.waiting(50)
    soon = update(fair_table).values(closes_at=utc_now() + timedelta(minutes=40))
    await day.world.work(lambda work: work.write(soon))
    told = await last_calls(day, people)
    assert told[0] == 0
    assert sum(told[20:]) == 30
    assert max(told) == 1


async def test_a_closing_that_comes_nearer_is_last_call_for_whose_own_time_did_not_move(day):
    people = await day.waiting(12)
    await day.look()
    assert not any("unlikely" in one for one in texted(day, people[-1][0].person_id))
    soon = update(fair_table).values(closes_at=utc_now() + timedelta(minutes=40))
    await day.world.work(lambda work: work.write(soon))
    assert (await last_calls(day, people))[-1] == 1


async def test_nobody_is_told_to_get_ready_and_that_a_turn_is_unlikely(day):
    """Each ticket, and each text, says one thing."""
    ((who, ticket_id), *_) = await day.waiting(2)
    await day.look()
    assert day.ticket(ticket_id).warned_at is not None
    soon = update(fair_table).values(closes_at=utc_now() - timedelta(seconds=1))
    await day.world.work(lambda work: work.write(soon))
    for _ in range(3):
        day.world.clock(max(day.world.database._last_now, utc_now()) + timedelta(minutes=5))
        await day.look()
    assert "unlikely before" not in visible(await page(day, who))
    (said,) = texted(day, who.person_id)
    assert "get ready" in said


async def test_what_was_thought_is_kept_beside_what_came_and_who_left_is_known_to_have_left(day):
    (_, one), (leaver, other) = await day.waiting(2)
    await day.look()
    await day.call()
    await day.world.do(LeaveQueue(ticket_id=other), leaver)
    rows = {row.ticket_id: row for row in day.world.rows(select(forecast_table))}
    for row in rows.values():
        assert row.fair_id == day.scene.fair_id
        assert 0 <= row.played_p10_s <= row.played_p50_s <= row.played_p90_s
    assert (rows[one].called_at is None, rows[one].left_at is None) == (False, True)
    assert (rows[other].called_at is None, rows[other].left_at is None) == (True, False)


async def test_the_plays_are_played_once_for_a_look_and_not_by_the_writer(day):
    await day.waiting(5)
    forecast.played.cache_clear()
    await day.look()
    info = forecast.played.cache_info()
    assert info.misses <= 2  # a step of five seconds may begin between the two
    assert info.hits >= 1
    assert some((await known(day))[0])


@pytest.mark.sqlite_file("on PostgreSQL a clock that alone is ahead saves nothing")
async def test_after_an_outage_no_time_is_told_that_has_passed(day, monkeypatch):
    monkeypatch.setattr("fair.db.datetime", Clock)
    Clock.at = utc_now()
    people = await day.waiting(7)
    await day.look()
    leader = day.world.server.leader
    await leader.wake()
    Clock.at += timedelta(minutes=40)

    await leader.wake()
    said = visible(await page(day, people[-1][0]))
    assert "Nobody calls there at this moment. Your place is kept." in said
    Clock.at += timedelta(seconds=QUIET_AFTER_OUTAGE_S)
    while await leader.fire(Clock.at):
        pass

    rows = day.world.rows(select(forecast_table))
    assert len(rows) == len(people)
    assert all((row.told_p10_at or row.p10_at) >= Clock.at for row in rows[1:])


async def test_after_a_pause_of_the_fair_no_time_is_told_that_has_passed(day):
    await day.waiting(7)
    await day.look()
    fair = {"fair_id": day.scene.fair_id}
    await day.world.do(PauseFair(**fair), day.scene.organiser)
    later = max(day.world.database._last_now, utc_now()) + timedelta(minutes=40)
    day.world.clock(later)
    await day.world.do(ResumeFair(**fair), day.scene.organiser)
    while await day.world.server.leader.fire(later):
        pass
    rows = day.world.rows(select(forecast_table))
    assert all((row.told_p10_at or row.p10_at) >= later for row in rows[1:])
