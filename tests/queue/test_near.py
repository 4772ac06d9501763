"""What an employer reads of age and home: protected or not, and how far; never band or county."""

import re
from datetime import date, timedelta

import pytest
from sqlalchemy import text

from fair import codes
from fair.contract.people import AnswerQuestion
from fair.contract.vacancies import VacancyChange
from fair.days import day_at
from fair.db import utc_now
from fair.desk import call_views, near_views
from fair.queue import reads
from fair.web import Viewer
from tests.hiring.stage import POST
from tests.people.helpers import signed_in
from tests.queue.day import Day, a_day
from tests.queue.test_joining import post

HOME = "511129"
FAR = "Work in another province than home"


@pytest.fixture
async def day(world) -> Day:
    return await a_day(world)


async def at_home_in(day: Day, county: str, **given):
    who = await day.seeker(**given)
    await day.world.do(AnswerQuestion(question="county", values=(county,)), who)
    return who


def near(day: Day, ticket_id: str, lang: str = "en") -> str:
    ticket = day.world.look(reads.ticket, ticket_id)
    viewer = Viewer(day.scene.recruiter, lang, "Asia/Shanghai")
    return day.world.look(near_views.near, viewer, ticket)


async def test_the_recruiter_reads_how_far_and_nothing_tells_county_or_age(day):
    sewing = await post(day)
    who = await at_home_in(day, HOME, born=date(1990, 4, 30))
    await day.join(who, vacancy_ids=(sewing,))
    token = await signed_in(day.world, account_id=day.scene.recruiter.account_id)
    async with day.world.web(token) as web:
        before = await web.get(f"/desk/{day.booth_id}")
        call = await day.call()
        during = await web.get(f"/calls/{call.call_id}")
        await day.talk(who, call.call_id)
        pages = [
            before, during,
            *[await web.get(path) for path in (
                f"/desk/{day.booth_id}", f"/calls/{call.call_id}", "/desk/people", "/desk/offers",
            )],
        ]  # fmt: skip
    assert FAR in before.text
    assert f"18 or over · {FAR}" in during.text
    secret = [codes.place(HOME, lang, levels) for lang in ("en", "zh-Hans") for levels in (1, 2, 3)]
    for page in pages:
        assert page.status_code == 200
        said = re.sub(r'data-[a-z-]+="[^"]*"|<option.*?</option>', "", page.text)
        for word in (*secret, HOME, "35-44", "35–44", "1990", "36"):
            assert not re.search(rf"(?<![\w.]){re.escape(word)}(?![\w.])", said), word


async def test_who_is_under_18_is_protected_and_no_age_is_said(day):
    await post(day)
    born = day_at(utc_now(), "Asia/Shanghai").replace(day=1) - timedelta(days=17 * 365)
    who = await at_home_in(day, HOME, born=born)
    await day.join(who)
    call = await day.call()
    token = await signed_in(day.world, account_id=day.scene.recruiter.account_id)
    async with day.world.web(token) as web:
        page = await web.get(f"/calls/{call.call_id}")
    assert "Protected (under 18)" in page.text
    assert "16–17" not in page.text


async def test_who_told_no_home_is_not_guessed_at(day):
    await post(day)
    assert near(day, await day.join(await day.seeker())) == ""


async def test_moving_a_post_about_does_not_find_the_home(day):
    sewing = await post(day)
    ticket_id = await day.join(await at_home_in(day, HOME), vacancy_ids=(sewing,))
    assert near(day, ticket_id) == FAR
    for county in ("511129", "511123", "510104"):
        change = {**POST, "county": county, "place": "There"}
        await day.world.do(
            VacancyChange(vacancy_id=sewing, head_count="2", **change), day.scene.recruiter
        )
        assert near(day, ticket_id) == FAR


async def test_a_post_opened_later_says_nothing_of_who_waits_already(day):
    await post(day)
    ticket_id = await day.join(await at_home_in(day, HOME))
    await post(day, county=HOME, place="There", title="Cutter")
    assert near(day, ticket_id) == FAR


async def test_of_several_posts_the_nearest_is_said_and_not_which(day):
    named = [await post(day), await post(day, county="510104", place="There", title="Cutter")]
    ticket_id = await day.join(await at_home_in(day, HOME), vacancy_ids=tuple(named))
    assert near(day, ticket_id) == "Work in the home province, in another city"
    assert near(day, ticket_id, "zh-Hans") == "工作地在家乡省内的其他市（州）"


async def test_a_consent_from_before_shows_no_more_than_one_of_today(day):
    await post(day)
    who = await at_home_in(day, HOME)
    await day.join(who)
    old = "name,age_band,work,years,skills,certificates,languages,places,county,cv"
    await day.world.work(lambda work: work.write(text(f"update consent set fields = '{old}'")))
    call = await day.call()
    viewer = Viewer(day.scene.recruiter, "en", "Asia/Shanghai")
    known = day.world.look(call_views.known, viewer, call.call_id)
    assert known["near"] == FAR
    async with day.world.web(day.tokens[who.person_id]) as web:
        page = await web.get("/me/knows")
    assert "how far the work is from home" in page.text
    assert "home county" not in page.text
