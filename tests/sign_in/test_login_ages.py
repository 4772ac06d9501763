"""Logins end by age and by rest, their sockets too; and the page says so kindly."""

import asyncio
import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from fair.contract.sign_in import RevokeLogin
from fair.decisions import NotFound
from fair.sign_in import reads
from fair.sign_in.login import ends_at
from tests.people.helpers import later, recruiter, registered, send, signed_in
from tests.sign_in.staff_door import inside

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def test_staff_are_signed_out_after_twelve_hours_of_rest_and_seven_days_in_any_case():
    assert ends_at("a1", NOW, NOW) == NOW + 12 * HOUR
    assert ends_at("a1", NOW, NOW + 3 * DAY) == NOW + 3 * DAY + 12 * HOUR
    assert ends_at("a1", NOW, NOW + 6 * DAY + 23 * HOUR) == NOW + 7 * DAY


def test_seekers_are_signed_out_after_ninety_days_however_long_they_rest():
    assert ends_at("", NOW, NOW) == ends_at("", NOW, NOW + 80 * DAY) == NOW + 90 * DAY


async def rested(world, by):
    micro = by // timedelta(microseconds=1)
    await world.work(lambda work: work.write(text(f"UPDATE login SET seen_at = seen_at - {micro}")))


@pytest.mark.parametrize(("rest", "open_"), [(12 * HOUR - 60 * SECOND, True), (12 * HOUR, False)])
async def test_a_recruiter_who_went_home_is_signed_out_in_the_morning(world, rest, open_):
    mei = await recruiter(world)
    async with world.web(await signed_in(world, account_id=mei)) as browser:
        assert await inside(browser)
        await rested(world, rest)
        assert await inside(browser) is open_


async def test_a_login_that_is_used_all_the_time_ends_after_seven_days(world):
    mei = await recruiter(world)
    async with world.web(await signed_in(world, account_id=mei)) as browser:
        await later(world, "login", 7 * DAY - 60 * SECOND)
        assert await inside(browser)
        await later(world, "login", 60 * SECOND)
        assert not await inside(browser)


async def test_a_seeker_is_signed_out_after_ninety_days(world):
    lan = await registered(world)
    async with world.web(await signed_in(world, person_id=lan)) as browser:
        await rested(world, 89 * DAY)
        await later(world, "login", 89 * DAY)
        assert await inside(browser)
        await later(world, "login", DAY)
        assert not await inside(browser)


async def seen(world):
    return world.rows("SELECT seen_at FROM login")[0].seen_at


async def test_use_is_noted_by_the_round_and_at_most_every_five_minutes(world):
    mei = await recruiter(world)
    async with world.web(await signed_in(world, account_id=mei)) as browser:
        first = await seen(world)
        await inside(browser)
        await world.server.logins.round()
        assert await seen(world) == first
        await rested(world, 6 * timedelta(minutes=1))
        before = await seen(world)
        # what a page fetches by itself is nobody's use of it
        await browser.get("/me", headers={"x-partial": "1"})
        await world.server.logins.round()
        assert await seen(world) == before
        await inside(browser)
        assert await seen(world) == before  # a request writes nothing
        await world.server.logins.round()
        assert await seen(world) > before


async def test_the_round_ends_what_is_over_and_its_sockets_close(world):
    mei, lan = await recruiter(world), await registered(world)
    token = await signed_in(world, account_id=mei)
    stays = await signed_in(world, person_id=lan)
    live, left = world.server.live, []

    async def disconnect(sid):
        left.append(sid)

    async def enter_room(_sid, _room):
        pass

    live.server.disconnect, live.server.enter_room = disconnect, enter_room
    for sid, held in (("old", token), ("new", stays)):
        await live._connect(sid, {"HTTP_COOKIE": f"fair_login={held}"})
    await rested(world, 12 * HOUR)
    await world.server.logins.round()

    assert [row.revoked_at is not None for row in world.rows("SELECT * FROM login")] == [
        True,
        False,
    ]
    assert world.kinds().count("login.revoked") == 1
    await asyncio.gather(*(one for one in asyncio.all_tasks() if one is not asyncio.current_task()))
    assert left == ["old"]
    await world.server.logins.round()
    assert world.kinds().count("login.revoked") == 1


async def test_the_page_says_that_the_sign_in_ended_and_leads_back(world):
    mei = await recruiter(world)
    async with world.web(await signed_in(world, account_id=mei)) as browser:
        page = await browser.get("/me")
        await rested(world, 12 * HOUR)
        ended = await browser.get("/me/second?then=x")
        assert ended.status_code == 401
        assert "Your sign-in has ended" in ended.text
        assert 'href="/sign-in?then=/me/second%3Fthen%3Dx"' in ended.text
        # a form that was sent leads back to the page it stood on, as JSON in words
        posted = await send(
            browser, page, "/commands/account.change", given_name="Mei Zhou",
        )  # fmt: skip
        assert 'href="/sign-in?then=/"' in posted.text
        said = await browser.get("/me", headers={"accept": "application/json"})
        assert said.json()["refused"] == "sign-in-over"
    async with world.web() as stranger:
        assert "Sign in first" in (await stranger.get("/me")).text


async def test_the_devices_say_since_when_and_when_last_and_each_can_be_ended(world):
    mei = await recruiter(world)
    here, there = [
        await signed_in(world, account_id=mei, device=one) for one in ("Linux · Firefox", "iPhone")
    ]
    async with world.web(here) as browser, world.web(there) as other:
        page = await browser.get("/me")
        section = page.text[page.text.index('id="devices"') :]
        assert "iPhone" in section
        assert section.count("this device") == 1
        assert section.count("last used") == 2
        ref = re.search(r'name="login_id" value="([^"]+)"', section)
        assert ref
        done = await send(browser, page, "/commands/login.revoke")
        assert done.status_code == 303
        assert await inside(browser)
        assert not await inside(other)


async def test_nobody_ends_a_device_of_somebody_else(world):
    mei, li = await recruiter(world), await recruiter(world, "li@huafeng.example")
    hers = await signed_in(world, account_id=mei)
    theirs = world.look(reads.identify, await signed_in(world, account_id=li), "")
    login_id = world.look(reads.identify, hers, "").login_id
    with pytest.raises(NotFound):
        await world.do(RevokeLogin(login_id=login_id), theirs)


async def test_a_login_that_ended_is_no_device(world):
    mei = await recruiter(world)
    await signed_in(world, account_id=mei, device="An old phone")
    await rested(world, 13 * HOUR)
    async with world.web(await signed_in(world, account_id=mei)) as browser:
        assert "An old phone" not in (await browser.get("/me")).text
