"""What leaves a demo fair says DEMO: previews of links, texts and mails (law 8: never pretend)."""

import re
from datetime import timedelta

import pytest

from fair.contract.outside import RemindMe
from fair.contract.programme import CreateFair
from fair.db import utc_now
from fair.outside.reminder import BEFORE
from fair.programme import reads as programme
from tests.booths.scene import Scene, a_scene, seen
from tests.outside.test_calendars import a_fair, later
from tests.outside.test_reminders import time_is
from tests.queue.day import Day
from tests.reach.locked_phone import texted
from tests.vacancies.test_vacancies import opened
from tests.world import World


@pytest.fixture
async def demo(world: World) -> Scene:
    """Return an open demo fair with a booth: what is made beside a demo is a demo."""
    now = utc_now()
    first = CreateFair(
        title="Practice", zone="Asia/Shanghai", demo=True, hall_titles={"en": "Hall"},
        opens_at=now + timedelta(days=3), closes_at=now + timedelta(days=4),
    )  # fmt: skip
    await world.do(first)
    scene = await a_scene(world)
    await scene.started()
    assert world.look(programme.fair, scene.fair_id).demo
    return scene


async def test_a_link_that_is_sent_from_a_demo_says_demo_in_title_and_text(demo):
    post_id = await opened(demo)
    for path in (
        "/", "/vacancies", f"/fairs/{demo.fair_id}", f"/halls/{demo.hall_id}", "/help",
        f"/booths/{demo.booth_id}", f"/vacancies/{post_id}", f"/fairs/{demo.fair_id}/register",
    ):  # fmt: skip
        page = await seen(demo, path)
        said = dict(re.findall(r'<meta (?:property|name)="([\w:]+)" content="([^"]*)"', page))
        for name in ("og:title", "og:description", "description"):
            assert said[name].startswith("DEMO · "), (path, name, said[name])
            assert said[name].count("DEMO") == 1, (path, name)


async def test_a_real_fair_never_says_demo(scene):
    for path in ("/", "/vacancies", f"/booths/{scene.booth_id}"):
        assert "DEMO" not in await seen(scene, path)


async def test_reminders_and_changed_hours_of_a_demo_say_demo(demo):
    day = Day(demo.world, demo)
    fair_id, who = await a_fair(demo.world), await day.seeker()
    await demo.world.do(RemindMe(fair_id=fair_id), who)
    await later(demo.world, fair_id, 2)
    fair = demo.world.look(programme.fair, fair_id)
    await time_is(day, fair.moved_at + timedelta(seconds=5))
    await time_is(day, fair.opens_at - BEFORE + timedelta(seconds=1))
    told = texted(day, who.person_id)
    assert len(told) == 2
    assert all(one.startswith("DEMO · Spring fair") for one in told), told


async def test_who_takes_part_and_who_stands_at_a_booth_read_demo_with_changed_hours(demo):
    day = Day(demo.world, demo)
    who = await day.seeker()
    await later(demo.world, demo.fair_id, 2)
    await time_is(day, utc_now() + timedelta(minutes=2))
    assert [one for one in texted(day, who.person_id) if "DEMO · Spring fair" in one]
    mails = demo.world.rows("select subject, text from signal where account_id is not null")
    about = [one for one in mails if "hours have changed" in one.subject]
    assert about
    assert all("DEMO" in one.subject and "DEMO" in one.text for one in about)
