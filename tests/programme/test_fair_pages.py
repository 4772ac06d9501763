"""What people read about a fair: first page, hours, preview, drafts, the organiser's form."""

import re

import pytest

from fair.contract.programme import CloseFair, CreateFair, OpenFair, PauseFair, PublishFair
from fair.contract.programme_halls import AddHall, AddSession, PostAnnouncement
from fair.decisions import Actor
from fair.glossary import FairState, Role
from fair.programme import reads, views
from tests.booths.scene import staff
from tests.world import World

DAY = {"opens_at": "2031-11-24T09:00", "closes_at": "2031-11-24T17:00"}
ORGANISER = Actor(Role.ORGANISER, account_id="a00000000001")


async def a_fair(world: World, *commands: type, **fields: object) -> str:
    told = {
        "title": "Spring fair",
        "zone": "Asia/Shanghai",
        "hall_titles": {"en": "Garments"},
        **DAY,
        **fields,
    }
    made = await world.do(CreateFair.model_validate(told))
    for command in commands:
        await world.do(command(fair_id=made.fair_id), ORGANISER)
    return str(made.fair_id)


async def page(world: World, path: str, *, zone: str = "Asia/Shanghai", lang: str = "en",
               token: str = "", status: int = 200) -> str:  # fmt: skip
    async with world.web(token, lang) as browser:
        browser.cookies.set("fair_zone", zone, domain="127.0.0.1")
        answer = await browser.get(path)
    assert answer.status_code == status, answer.text
    return answer.text


async def test_without_a_fair_the_first_page_says_so_kindly(world: World) -> None:
    assert "No job fair yet" in await page(world, "/")


async def test_the_first_page_is_the_one_fair(world: World) -> None:
    await a_fair(world, PublishFair, OpenFair)
    seen = await page(world, "/")
    assert "Spring fair" in seen
    assert "Open now" in seen
    assert "Garments" in seen
    for href in (
        "/vacancies#f-work",
        "/vacancies#f-where",
        "/vacancies#f-pay",
        "/vacancies?home=1",
    ):
        assert f'href="{href}"' in seen


async def test_of_several_fairs_the_reader_chooses(world: World) -> None:
    first = await a_fair(world, PublishFair, OpenFair)
    second = await a_fair(world, PublishFair, title="Autumn fair")
    draft = await a_fair(world, title="Secret fair")
    seen = await page(world, "/")
    assert f"/fairs/{first}" in seen
    assert f"/fairs/{second}" in seen
    assert draft not in seen


async def test_hours_are_read_on_the_readers_own_clock(world: World) -> None:
    fair_id = await a_fair(world, PublishFair)
    there = await page(world, f"/fairs/{fair_id}")
    assert "Mon, Nov 24 09:00 – 17:00" in there
    assert "Time: China Standard Time" in there
    tokyo = await page(world, f"/fairs/{fair_id}", zone="Asia/Tokyo")
    assert "Mon, Nov 24 10:00 – 18:00" in tokyo
    assert "Your time, Japan Standard Time" in tokyo
    assert "At the fair (China Standard Time): Mon, Nov 24 09:00 – 17:00" in tokyo


async def test_over_midnight_both_days_are_said(world: World) -> None:
    fair_id = await a_fair(world, PublishFair)
    seen = await page(world, f"/fairs/{fair_id}", zone="America/Los_Angeles")
    assert "Sun, Nov 23 17:00 – Mon, Nov 24 01:00" in seen


async def test_a_messaging_app_shows_title_hours_and_picture(world: World) -> None:
    fair_id = await a_fair(world, PublishFair, about="Come to Fuyang.")
    tags = dict(
        re.findall(
            r'<meta property="og:(\w+)" content="([^"]*)"', await page(world, f"/fairs/{fair_id}")
        )
    )
    assert tags["title"] == "Spring fair"
    assert "09:00 – 17:00" in tags["description"]
    assert "Come to Fuyang." in tags["description"]
    assert tags["url"] == f"http://127.0.0.1:8000/fairs/{fair_id}"
    assert tags["image"].startswith("http://127.0.0.1:8000/static/")


async def test_a_demo_fair_says_demo_in_title_page_and_preview(world: World) -> None:
    fair_id = await a_fair(world, PublishFair, demo=True)
    seen = await page(world, f"/fairs/{fair_id}")
    assert "<title>DEMO · " in seen
    assert 'class="demo-ribbon"' in seen
    assert 'content="DEMO · Spring fair"' in seen


async def test_a_draft_is_hidden_from_everybody_but_organisers(world: World) -> None:
    fair_id = await a_fair(world)
    (hall,) = world.look(reads.halls, fair_id)
    paths = (f"/fairs/{fair_id}", f"/fairs/{fair_id}/now", f"/halls/{hall.id}")
    _, token = await staff(world, "Olga", Role.ORGANISER)
    for path in paths:
        await page(world, path, status=404)
        await page(world, path, token=token)
    assert not world.look(views.may_hear_fair, Actor(Role.VISITOR), fair_id)


async def test_a_paused_and_a_closed_fair_say_what_that_means(world: World) -> None:
    fair_id = await a_fair(world, PublishFair, OpenFair, PauseFair)
    assert "Every place is kept" in await page(world, f"/fairs/{fair_id}/now")
    await world.do(CloseFair(fair_id=fair_id), ORGANISER)
    assert "This fair is over" in await page(world, f"/fairs/{fair_id}/now")
    assert "These are over." in await page(world, "/")


async def test_an_announcement_and_sessions_are_on_the_fairs_page(world: World) -> None:
    fair_id = await a_fair(world, PublishFair, OpenFair)
    await world.do(PostAnnouncement(fair_id=fair_id, text="Lunch <at> noon"), ORGANISER)
    window = {"opens_at": "2031-11-24T09:00", "closes_at": "2031-11-24T12:00"}
    await world.do(AddSession.model_validate({"fair_id": fair_id, **window}))
    seen = await page(world, f"/fairs/{fair_id}/now")
    assert "Lunch &lt;at&gt; noon" in seen
    assert "Mon, Nov 24 09:00 – 12:00" in seen
    assert "Lunch" in await page(world, f"/fairs/{fair_id}/announcements")


@pytest.mark.parametrize(
    ("lang", "word"), [("zh-CN", "第一展厅"), ("ja", "第一ホール"), ("en", "First hall")]
)
async def test_a_hall_is_named_in_the_readers_language(world: World, lang: str, word: str) -> None:
    fair_id = await a_fair(world, PublishFair)
    hall = await world.do(
        AddHall(
            fair_id=fair_id, titles={"zh-Hans": "第一展厅", "ja": "第一ホール", "en": "First hall"}
        )
    )
    assert word in await page(world, f"/halls/{hall.hall_id}", lang=lang)


async def test_an_organiser_creates_a_fair_by_a_plain_form(world: World) -> None:
    _, token = await staff(world, "Olga", Role.ORGANISER)
    async with world.web(token) as browser:
        form = (await browser.get("/organise/fairs/new")).text
        csrf = form.split('name="csrf" value="')[1].split('"')[0]
        answer = await browser.post(
            "/commands/fair.create",
            data={
                "csrf": csrf, "command_id": "n1", "then": "/organise/fairs/{fair_id}",
                "title": "Plain fair", "about": "", "zone": "Asia/Tokyo", **DAY,
                "most_tickets": "4", "languages": ["ja", "en"], "hall_titles.en": "",
                "hall_titles.ja": "ホール", "hall_titles.zh-Hans": "",
            },
        )  # fmt: skip
        assert answer.status_code == 303, answer.text
        seen = (await browser.get(answer.headers["location"])).text
    (fair,) = world.look(reads.fairs)
    assert (fair.title, fair.most_tickets, fair.languages) == ("Plain fair", 4, ("en", "ja"))
    assert fair.state is FairState.DRAFT
    assert "Plain fair" in seen
    assert 'action="/commands/fair.publish"' in seen


async def test_a_form_that_is_opened_again_makes_another_fair_and_no_copy(world: World) -> None:
    _, token = await staff(world, "Olga", Role.ORGANISER)
    async with world.web(token) as browser:
        first = await browser.get("/organise/fairs/new")
        kept = {"if-none-match": first.headers["etag"]}
        again = await browser.get("/organise/fairs/new", headers=kept)

    numbers = [
        one.text.split('name="command_id" value="')[1].split('"')[0] for one in (first, again)
    ]
    assert again.status_code == 200
    assert len(set(numbers)) == 2


async def test_hours_that_run_backwards_are_said_in_the_readers_language(world: World) -> None:
    _, token = await staff(world, "Olga", Role.ORGANISER)
    async with world.web(token, "ja") as browser:
        form = (await browser.get("/organise/fairs/new")).text
        csrf = form.split('name="csrf" value="')[1].split('"')[0]
        answer = await browser.post(
            "/commands/fair.create",
            data={"csrf": csrf, "title": "x", "zone": "Asia/Tokyo",
                  "opens_at": DAY["closes_at"], "closes_at": DAY["opens_at"]},
        )  # fmt: skip
    assert answer.status_code == 422
    assert "終了時刻は開始時刻より後" in answer.text
    assert world.look(reads.fairs) == ()
