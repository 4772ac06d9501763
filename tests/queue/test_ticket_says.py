"""Each ticket says one thing: what happens next and what to do. No two sentences disagree."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from fair.contract.booths import BoothPause, DutyBackIn, DutyStart
from fair.contract.queue import EndQuiet, GetReady, LeaveQueue, PostponeTicket
from fair.db import utc_now
from tests.queue.day import Day, a_day

SAY = re.compile(r'<p\s+class="ticket__say"([^>]*)>(.*?)</p>', re.DOTALL)


@pytest.fixture
async def day(world) -> Day:
    return await a_day(world)


async def page(day, who, path="/queues"):
    async with day.world.web(day.tokens[who.person_id]) as web:
        return (await web.get(path)).text


def plain(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html)).strip()


async def says(day, who, count=1):
    """Return the sentences that can be seen on the tickets, one for each."""
    cards = (await page(day, who)).split("<article")[1:]
    shown = [
        [plain(text) for more, text in SAY.findall(card) if " hidden" not in more] for card in cards
    ]
    assert [len(one) for one in shown] == [1] * count
    return [one[0] for one in shown]


async def test_far_away_it_names_a_time_and_what_to_do(day):
    *_, (who, _) = await day.waiting(4)
    await day.look()
    (sentence,) = await says(day, who)
    assert re.fullmatch(r"About \d\d:\d[05]\. Keep this page open: it rings here\.", sentence)
    site = day.world.server.site
    site.settings = replace(site.settings, sms_provider="http")
    (sentence,) = await says(day, who)
    assert sentence.endswith("You may lock the phone: we text you before your turn.")
    stranger = await day.seeker(confirmed=False)
    await day.join(stranger)
    assert "lock the phone:" not in " ".join(await says(day, stranger))  # nothing confirmed


async def test_who_asked_for_five_minutes_is_not_told_any_moment_now(day):
    ((who, ticket_id),) = await day.waiting(1)
    await day.look()
    assert (await says(day, who))[0].startswith("Get ready: we ring you")
    await day.world.do(GetReady(ticket_id=ticket_id), who)
    assert (await says(day, who))[0].startswith("Good, you are ready.")
    await day.world.do(PostponeTicket(ticket_id=ticket_id), who)
    (sentence,) = await says(day, who)
    assert re.fullmatch(r"Your five minutes end at \d\d:\d\d\. Your place is kept\.", sentence)
    assert "Be ready from" not in await page(day, who)


async def test_a_talk_elsewhere_and_its_quiet_minutes_hold_every_other_ticket(day):
    other = await day.another_booth()
    ((who, _),) = await day.waiting(1)
    await day.join(who, other)
    await day.look(other)
    called = await day.call()
    ringing = await says(day, who, 2)
    assert any(one.endswith("is calling you; this place waits.") for one in ringing)
    await day.answer(who, called.call_id)
    assert "You are talking with Huafeng; this place waits." in await says(day, who, 2)
    await day.talk_over(who, called.call_id)
    quiet, talked = await says(day, who, 2)
    assert quiet.startswith("You just talked: nobody rings you until")
    assert talked == "You talked for 5 minutes."
    await day.world.do(EndQuiet(), who)
    assert "nobody rings you until" not in (await says(day, who, 2))[0]


async def test_a_pause_is_said_and_no_time_with_it(day):
    *_, (who, _) = await day.waiting(3)
    await day.look()
    await day.world.do(BoothPause(booth_id=day.booth_id), day.scene.recruiter)
    assert await says(day, who) == ["There is a pause, and nobody is rung. Your place is kept."]
    assert "Be ready from" not in await page(day, who)


async def test_who_has_left_reads_until_when_it_can_be_taken_back(day):
    ((who, ticket_id),) = await day.waiting(1)
    await day.world.do(LeaveQueue(ticket_id=ticket_id), who)
    (sentence,) = await says(day, who)
    assert sentence.startswith("You left this queue. Until ")
    assert "with number 1 and your place." in sentence
    assert 'action="/commands/ticket.stay"' in await page(day, who)


async def test_two_waiting_and_at_once_are_never_said_together(day):
    newcomer = await day.seeker()
    await day.look()
    assert "your talk can begin at once" in await shown_wait(day, newcomer)
    for who, ticket_id in await day.waiting(2):
        await day.world.do(PostponeTicket(ticket_id=ticket_id), who)
    await day.look()
    wait = await shown_wait(day, newcomer)
    assert "2 waiting" in wait
    assert "at once" not in wait


async def shown_wait(day, who):
    html = await page(day, who, f"/booths/{day.booth_id}/wait")
    return plain(re.sub(r"<span[^>]* hidden>.*?</span>", "", html, flags=re.DOTALL))


async def told(day, ticket_id):
    rows = day.world.rows(
        f"select p50_at, told_p50_at, told_why from forecast where ticket_id = '{ticket_id}'"
    )
    return rows[0].told_p50_at or rows[0].p50_at, rows[0].told_why


def between_fives(day, seconds):
    """Let things happen so long after one of the five minutes to which far times are told."""
    five = utc_now().replace(second=0, microsecond=0) + timedelta(minutes=5)
    day.world.clock(five - timedelta(minutes=five.minute % 5) + timedelta(seconds=300 + seconds))


@pytest.mark.parametrize("past", [0, 60, 120, 180, 240])
async def test_calls_that_go_as_thought_move_no_time(day, past):
    """Each call changes all places; what people were told stands, to the minute.

    Wherever the clock is between the five minutes to which times are told.
    """
    between_fives(day, past)
    *_, (who, ticket_id) = await day.waiting(6)
    await day.look()
    before = await told(day, ticket_id)
    sentence = await says(day, who)
    await day.call()
    await day.look()
    assert await told(day, ticket_id) == before
    assert await says(day, who) == sentence


@pytest.mark.parametrize("past", [0, 60, 120, 180, 240])
async def test_a_break_moves_the_time_and_is_named(day, past):
    between_fives(day, past)
    await day.world.do(DutyStart(booth_id=day.booth_id), day.scene.colleague)
    *_, (who, ticket_id) = await day.waiting(5)
    await day.look()
    before, why = await told(day, ticket_id)
    assert why == ""
    assert "Later now" not in await page(day, who)
    await day.world.do(DutyBackIn(booth_id=day.booth_id, minutes=15), day.scene.colleague)
    after, why = await told(day, ticket_id)
    assert (why, after > before) == ("break", True)
    assert "Later now: a recruiter takes a break or has gone." in await page(day, who)


@pytest.mark.parametrize("past", [0, 60, 120, 180, 240])
async def test_when_several_before_one_leave_the_time_moves_and_says_so(day, past):
    between_fives(day, past)
    *others, (who, ticket_id) = await day.waiting(8)
    await day.look()
    before, _ = await told(day, ticket_id)
    for other, left in others[:4]:
        await day.world.do(LeaveQueue(ticket_id=left), other)
    await day.look()
    after, why = await told(day, ticket_id)
    assert (why, after < before) == ("sooner", True)
    assert "Earlier now: it goes faster than we thought." in await page(day, who)
