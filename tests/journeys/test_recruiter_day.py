"""A recruiter's day: the first steps, everything beside a call in sight, nobody lost afterwards."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.booths.scene import a_scene
from tests.hiring.stage import a_post
from tests.journeys.harness.axe import assert_accessible
from tests.journeys.harness.browsers import Browsers, Person
from tests.journeys.harness.server import Server, a_server
from tests.rooms.meeting import Meeting, a_meeting
from tests.world import running

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

PANELS = ["person", "notes", "ending", "offer", "typed"]
# Where an element stands on the screen as it is, without scrolling: top, bottom.
EDGES = (
    "(element) => { const box = element.getBoundingClientRect(); return [box.top, box.bottom]; }"
)


@pytest.fixture
async def meeting(tmp_path: Path) -> Meeting:
    """An open booth with two posts and two people in line."""
    async with running(tmp_path) as world:
        made = await a_meeting(world)
        for title in ("Sewing worker", "Cutter"):
            await a_post(world, made.scene, 2, title=title)
        return made


@pytest.fixture
async def server(
    meeting: Meeting, tmp_path: Path, request: pytest.FixtureRequest
) -> AsyncIterator[Server]:
    assert meeting.tickets
    async with a_server(request, tmp_path) as own:
        yield own


async def signed_in(people: Browsers, token: str, name: str) -> Person:
    phone = name not in ("mei", "new")
    person = await people.person(name.capitalize(), device="phone" if phone else "desktop")
    person.context.set_default_timeout(60_000)
    await person.context.add_cookies(
        [{"name": "fair_login", "value": token, "url": people.base_url}]
    )
    return person


async def talking(people: Browsers, meeting: Meeting) -> tuple[Person, Person]:
    """Mei calls, Lan answers, and they hear each other."""
    lan = await signed_in(people, meeting.tokens["lan"], "lan")
    mei = await signed_in(people, meeting.tokens["recruiter"], "mei")
    await lan.goto("/queues")
    await mei.goto(f"/desk/{meeting.scene.booth_id}")
    await mei.page.locator('form[data-command="ticket.call_next"] button').click()
    await mei.page.wait_for_url("**/calls/*")
    await lan.page.get_by_role("dialog").get_by_role("button", name="Answer").click()
    await expect(mei.page.locator('.call[data-state="live"]')).to_be_visible(timeout=60_000)
    return lan, mei


async def in_sight(page: Page, selector: str) -> bool:
    """True where all of it stands on the screen without scrolling."""
    top, bottom = await page.locator(selector).evaluate(EDGES)
    height = await page.evaluate("innerHeight")
    return bool(await page.locator(selector).is_visible() and top >= 0 and bottom <= height)


async def test_everything_beside_a_call_is_in_sight_without_scrolling(
    people: Browsers, meeting: Meeting
) -> None:
    _, mei = await talking(people, meeting)
    page = mei.page
    await page.set_viewport_size({"width": 1440, "height": 900})
    for part in ("call-stage", "#person .known.stack", "#notes textarea", "#ending .outcome"):
        assert await in_sight(page, part), part
    assert await in_sight(page, "#offer button[data-firm]")
    top, bottom = await page.locator("call-stage").evaluate(EDGES)
    assert bottom - top <= 160
    await mei.shot("call-desk", whole=False)
    await assert_accessible(page)

    await page.set_viewport_size({"width": 390, "height": 844})
    top, bottom = await page.locator("call-stage").evaluate(EDGES)
    assert bottom - top <= 220, "a strip on a phone too"
    for name in PANELS:
        await page.locator(f'.call__tabs a[href="#{name}"]').click()
        assert await in_sight(page, "call-stage"), name
        assert await in_sight(page, ".call__tabs"), name
        top, _ = await page.locator(f"#{name}").evaluate(EDGES)
        assert 0 <= top < 500, name
    await page.locator('.call__tabs a[href="#offer"]').click()
    assert await in_sight(page, "#offer button[data-firm]")
    await mei.shot("call-desk-narrow", whole=False)


async def test_no_way_out_cuts_a_call_unasked_and_its_notes_are_found_again(
    people: Browsers, meeting: Meeting
) -> None:
    _, mei = await talking(people, meeting)
    page = mei.page
    await page.get_by_role("link", name="Vacancies").click()
    await expect(page.get_by_text("If you leave this page, the sound stops.")).to_be_visible()
    async with mei.context.expect_page() as opened:
        await page.get_by_role("link", name="Open it in a new tab").click()
    beside = await opened.value
    await beside.wait_for_url("**/desk/vacancies")
    assert "/calls/" in page.url
    await expect(page.locator('.call[data-state="live"]')).to_be_visible()

    asked: list[str] = []

    async def stay(dialog: object) -> None:
        asked.append(dialog.type)  # type: ignore[attr-defined]
        await dialog.dismiss()  # type: ignore[attr-defined]

    page.on("dialog", stay)
    await page.locator("#notes textarea").fill("Six years of shirts, wants a single bed")
    await page.evaluate("location.assign('/desk')")
    await expect(page.locator('.call[data-state="live"]')).to_be_visible()
    assert asked == ["beforeunload"]
    await expect(page.locator("#notes .save-state")).to_have_text("Saved")

    await page.get_by_role("button", name="Hang up", exact=True).click()
    await expect(page.get_by_text("The call is over")).to_be_visible()
    await page.goto(f"{people.base_url}/desk/people?q=single+bed")
    await expect(page.locator("[data-met] li")).to_have_count(1)
    await page.locator("[data-met] a").click()
    await expect(page.locator("[data-owed]")).to_contain_text("single bed")
    await assert_accessible(page)
    await mei.shot("my-person")


@pytest.fixture
async def newcomer(tmp_path: Path) -> str:
    """A recruiter whose employer was only invited and given a booth; its token."""
    async with running(tmp_path) as world:
        scene = await a_scene(world)
        await scene.open_fair()
        return scene.tokens["recruiter"]


class TestFirstDay:
    @pytest.fixture
    async def server(
        self, newcomer: str, tmp_path: Path, request: pytest.FixtureRequest
    ) -> AsyncIterator[Server]:
        assert newcomer
        async with a_server(request, tmp_path) as own:
            yield own

    async def test_a_new_employer_is_led_and_hears_of_a_fee_while_writing(
        self, people: Browsers, newcomer: str
    ) -> None:
        mei = await signed_in(people, newcomer, "new")
        page = mei.page
        await mei.goto("/desk/vacancies/new")
        next_step = page.locator(".first-day__next")
        await expect(next_step).to_contain_text("submit your licence")
        await mei.shot("first-day")
        await page.get_by_label("Title").fill("Sewing worker")
        duties = page.locator("textarea[name=duties]")
        await duties.fill("Sew shirts. Deposit of 300 yuan.")
        told = page.locator("[data-field=duties] .field__error")
        await expect(told).to_be_visible()
        await duties.fill("Sew shirts.")
        await expect(told).to_be_hidden()
        await page.get_by_role("button", name="Save and go on: Place").click()
        await page.wait_for_url(re.compile(r"/desk/vacancies/edit/\w+\?step=place"))
        await expect(page.locator("input[name=place]")).to_be_visible()
        await expect(page.locator("textarea[name=duties]")).to_be_hidden()
        await page.locator("input[name=place]").fill("Zhuji")
        await page.get_by_role("button", name="Save and go on: Pay").click()
        await page.wait_for_url("**?step=pay")
        await page.locator("[data-step-link=work]").click()
        await expect(page.locator("textarea[name=duties]")).to_have_value("Sew shirts.")
        await assert_accessible(page)
        await page.set_viewport_size({"width": 360, "height": 740})
        await mei.shot("first-day-narrow")
        assert await page.evaluate("document.documentElement.scrollWidth") <= 360
