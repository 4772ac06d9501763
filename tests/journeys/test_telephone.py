"""An interview by telephone: the page only says who dials whom, and what was agreed."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Page, expect

from fair.contract.queue import LeaveQueue
from fair.decisions import Actor
from fair.glossary import Role
from fair.queue import reads
from tests.hiring.stage import Stage
from tests.journeys.harness.axe import assert_accessible
from tests.journeys.house import House, a_house

pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(180),
    pytest.mark.asyncio(loop_scope="module"),
]
CALL = 'form[data-command="ticket.call_next"] button'


async def an_empty_line(stage: Stage, _paths: dict[str, str]) -> None:
    """Lan and Bo are at the fair, and in no queue."""
    for ticket in stage.world.look(reads.in_order, stage.scene.booth_id):
        who = Actor(Role.SEEKER, person_id=ticket.person_id)
        await stage.world.do(LeaveQueue(ticket_id=ticket.ticket_id), who)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    async with a_house(tmp_path_factory.mktemp("telephone"), an_empty_line) as made:
        yield made


async def on_a_phone(house: House, name: str, where: str) -> Page:
    person = await house.person(name, "phone")
    await person.page.set_viewport_size({"width": 360, "height": 740})
    return (await house.at(name, where)).page


async def by_telephone(house: House, name: str) -> Page:
    """Join the queue as somebody whose line carries no voice."""
    page = await on_a_phone(house, name, "booth")
    await page.get_by_text("How do you want to talk?").click()
    await page.get_by_label("Call me by telephone at").check()
    await page.get_by_role("button", name="Join the queue").click()
    await page.wait_for_url("**/queues")
    await expect(page.get_by_text("They phone you at")).to_be_visible()
    return page


async def test_joined_by_telephone_called_talked_offered_and_accepted(house: House) -> None:
    lan = await by_telephone(house, "lan")
    await assert_accessible(lan)
    mei = (await house.at("mei", "desk")).page
    await expect(mei.get_by_text("By telephone: you dial")).to_be_visible()

    await mei.locator(f".desk__main {CALL}").click()
    await mei.wait_for_url("**/calls/*")
    number = mei.locator('[data-telephone] a[href^="tel:"]')
    await expect(number).to_be_visible()
    await expect(lan.get_by_text("phones you now at")).to_be_visible()
    await expect(lan.get_by_role("dialog")).to_have_count(0)
    await assert_accessible(mei)
    await mei.get_by_role("button", name="They answer: begin").click()
    clock = mei.get_by_role("timer", name="Talking time")
    await expect(clock).not_to_have_text("0:00")
    await expect(lan.get_by_text("You talk by telephone with Mei")).to_be_visible()
    await lan.goto(mei.url)
    for page in (mei, lan):
        await assert_accessible(page)

    await mei.locator("#offer button[data-firm]").click()
    await expect(mei.locator("#ending").get_by_text("Said: Offer")).to_be_visible()
    await mei.get_by_role("button", name="Hang up", exact=True).click()
    await expect(mei.get_by_text("The call is over")).to_be_visible()
    await expect(number).to_have_count(0)
    await lan.goto(f"{house.server.url}/queues")
    await lan.get_by_role("link", name="Read and answer").click()
    await lan.get_by_role("button", name="Open the terms").click()
    await lan.get_by_role("button", name="Accept").first.click()
    await expect(lan.get_by_role("button", name="Confirm the hire")).to_be_visible()


async def test_nobody_answers_and_the_person_comes_back_at_the_place(house: House) -> None:
    bo = await by_telephone(house, "bo")
    mei = (await house.at("mei", "desk")).page
    await mei.locator(f".desk__main {CALL}").click()
    await mei.wait_for_url("**/calls/*")
    await mei.get_by_role("button", name="Nobody answers").click()
    await mei.wait_for_url("**/desk/*")
    await expect(bo.get_by_text("The recruiter rang and nobody was there.")).to_be_visible()
    await bo.get_by_role("button", name="I am back").click()
    await expect(bo.get_by_text("They phone you at")).to_be_visible()
    await expect(mei.locator(f".desk__main {CALL}")).to_contain_text("Bo")
    await mei.locator(f".desk__main {CALL}").click()
    await expect(mei.locator('[data-telephone] a[href^="tel:"]')).to_be_visible()
    await begun_and_hung_up(mei)
    await expect(bo.get_by_text("The employer says that you talked by telephone")).to_be_visible()
    await assert_accessible(bo)
    await shot(house, "bo", "telephone-said")
    await expect(mei.get_by_text("Not confirmed yet")).to_be_visible()
    await assert_accessible(mei)
    await shot(house, "mei", "telephone-unconfirmed")
    await bo.get_by_role("button", name="Nobody talked with me").click()
    await expect(bo.get_by_text("They phone you at")).to_be_visible()
    await expect(mei.get_by_text("They say that nobody talked with them")).to_be_visible()

    await mei.goto(f"{house.server.url}/desk")
    await mei.locator(f".desk__main {CALL}").click()
    await mei.wait_for_url("**/calls/*")
    await begun_and_hung_up(mei)
    await bo.get_by_role("button", name="Yes, we talked").click()
    await expect(bo.get_by_text("You said: we talked by telephone.")).to_be_visible()
    await expect(bo.get_by_text("The employer answers by")).to_be_visible()
    await expect(mei.get_by_text("Not confirmed yet")).to_have_count(0)


async def begun_and_hung_up(mei: Page) -> None:
    """Say that they answer, and a moment later that it is over."""
    await mei.get_by_role("button", name="They answer: begin").click()
    await expect(mei.get_by_role("timer", name="Talking time")).not_to_have_text("0:00")
    await mei.get_by_role("button", name="Hang up", exact=True).click()
    await expect(mei.get_by_text("The call is over")).to_be_visible()


async def shot(house: House, name: str, what: str) -> None:
    """Keep a picture for who looks at pages as images."""
    await (await house.person(name)).shot(what)


async def test_on_a_phone_no_label_of_the_recruiters_lies_over_another(house: House) -> None:
    olga = await on_a_phone(house, "olga", "case")
    await olga.goto(f"{house.server.url}/board")
    board = await olga.locator('a[href$="/calls"]').first.get_attribute("href")
    await olga.goto(f"{house.server.url}{board}")
    cells = olga.locator(".table--stack td")
    await expect(cells.first).to_be_visible()
    wide = "cells.filter((one) => one.scrollWidth > one.clientWidth)"
    assert await cells.evaluate_all(f"cells => {wide}.map((one) => one.dataset.label)") == []
