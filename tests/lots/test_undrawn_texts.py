"""Before the lot nobody is told a turn or a number that the draw will change."""

import pytest

from fair.contract.queue import JoinQueue
from fair.decisions import Actor
from fair.signals.texts import TEXTS
from tests.lots.morning import a_morning, draws, opens
from tests.queue.day import Day
from tests.reach.locked_phone import link_in, texted
from tests.world import running

SECRET = "a secret of the gateway, long enough"
# These are sent to nobody whose number is still to be drawn.
DRAWN = {"carried", "last_call"}


@pytest.fixture
async def day(tmp_path):
    async with running(tmp_path, sms_reply_secret=SECRET) as world:
        yield await a_morning(world)


async def early(day: Day, count: int) -> list[tuple[Actor, str]]:
    """Let so many join before the fair opens; then open it."""
    made = []
    for _ in range(count):
        who = await day.seeker()
        made.append((who, await day.join(who)))
    await opens(day)
    await day.look()
    return made


async def test_before_the_draw_only_who_is_next_is_told_to_get_ready_and_no_number(day):
    people = await early(day, 4)
    warned = [who for who, ticket_id in people if day.ticket(ticket_id).warned_at]
    assert len(warned) == 1
    (said,) = texted(day, warned[0].person_id)
    assert "get ready" in said
    assert "number" not in said
    for who, _ in people:
        if who not in warned:
            assert texted(day, who.person_id) == []
    async with day.world.web() as web:
        shown = (await web.get(link_in(said))).text
    assert "your place is kept." in shown
    assert "Your number is" not in shown

    await draws(day)
    async with day.world.web() as web:
        assert "Your number is" in (await web.get(link_in(said))).text


def test_no_text_that_goes_out_before_the_draw_has_a_place_for_a_number():
    assert {one.name for one in TEXTS if "number" in one.variables} <= DRAWN


async def test_ready_now_before_the_draw_names_no_number(day):
    await opens(day)
    who = await day.seeker()
    reply = await day.world.do(JoinQueue(booth_id=day.booth_id, ready_in=0), who)
    assert day.ticket(reply.ticket_id).undrawn
    await day.look()
    assert not any("number" in said for said in texted(day, who.person_id))
