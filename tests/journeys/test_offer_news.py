"""An offer opens where its person is, keeps its answer under the thumb, and is unsaid when gone."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import expect

from fair.contract.queue import JoinQueue, LeaveQueue
from tests.hiring.stage import a_post
from tests.journeys.harness.axe import assert_accessible
from tests.journeys.harness.browsers import Browsers, Device, Person
from tests.journeys.harness.server import Server, a_server
from tests.rooms.meeting import Meeting, a_meeting
from tests.world import running

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]


@pytest.fixture
async def meeting(tmp_path: Path) -> Meeting:
    """Lan alone in the line of a booth with a post; she types, so that nobody needs sound."""
    async with running(tmp_path) as world:
        made = await a_meeting(world)
        post = await a_post(world, made.scene, 3)
        for name, who in (("lan", made.lan), ("bo", made.bo)):
            await world.do(LeaveQueue(ticket_id=made.tickets[name]), who)
        booth = {"booth_id": made.scene.booth_id, "vacancy_ids": (post,)}
        await world.do(JoinQueue(**booth, ready_in=0, text_only=True), made.lan)
        return made


@pytest.fixture
async def server(
    meeting: Meeting, tmp_path: Path, request: pytest.FixtureRequest
) -> AsyncIterator[Server]:
    assert meeting.tickets
    async with a_server(request, tmp_path) as own:
        yield own


async def signed_in(people: Browsers, meeting: Meeting, name: str, device: Device) -> Person:
    person = await people.person(name.capitalize(), device=device)
    await person.context.add_cookies(
        [{"name": "fair_login", "value": meeting.tokens[name], "url": people.base_url}]
    )
    return person


async def under_the_thumb(person: Person, name: str) -> None:
    """The button stands in the lowest fifth of the screen without scrolling."""
    button = person.page.get_by_role("dialog", name="Offer").get_by_role("button", name=name)
    await expect(button).to_be_in_viewport(ratio=1)
    box, size = await button.bounding_box(), person.page.viewport_size
    assert box
    assert size
    assert box["y"] + box["height"] > 0.8 * size["height"]


async def test_an_offer_opens_in_the_talk_and_is_unsaid_when_it_is_taken_back(
    people: Browsers, meeting: Meeting
) -> None:
    lan, mei = await asyncio.gather(
        signed_in(people, meeting, "lan", "phone"),
        signed_in(people, meeting, "recruiter", "desktop"),
    )
    await asyncio.gather(lan.goto("/queues"), mei.goto(f"/desk/{meeting.scene.booth_id}"))
    await mei.page.locator('form[data-command="ticket.call_next"] button').click()
    await lan.page.get_by_role("dialog").get_by_role("button", name="Answer").click()
    await lan.page.wait_for_url("**/calls/*")
    await lan.page.get_by_role("button", name="Thank you.", exact=True).click()
    await mei.page.get_by_role("button", name="When could you start?").click()
    news = lan.page.locator("offer-news [data-fill=news]")

    await mei.page.get_by_role("button", name="Make the offer").click()
    await expect(news).to_contain_text("You have an offer.")
    made = mei.page.locator('offer-panel [data-state="firm"] a')
    letter = await mei.new_page()
    await letter.goto(people.base_url + str(await made.get_attribute("href")))
    await letter.get_by_text("Withdraw", exact=False).first.click()
    form = letter.locator('form[data-command="offer.withdraw"]')
    await form.locator("label", has_text="certificate").click()
    await form.get_by_role("button").click()

    await expect(news).to_be_hidden()
    await mei.page.get_by_text("Another offer").click()
    await mei.page.get_by_role("button", name="Make the offer").click()
    await news.get_by_role("link", name="Read it").click()
    await expect(news).to_be_hidden()
    await under_the_thumb(lan, "Open the terms")
    await mei.page.get_by_role("button", name="Hang up", exact=True).click()
    sheet = lan.page.get_by_role("dialog", name="Offer")
    await sheet.get_by_role("button", name="Open the terms").click()
    await under_the_thumb(lan, "Accept")
    await assert_accessible(lan.page)
    await sheet.get_by_role("button", name="Later").click()

    await expect(lan.page.get_by_text("The call is over")).to_be_visible()
    await expect(lan.page.get_by_text("Your offer")).to_be_in_viewport()
    await lan.shot("offer-ended-call")
    await lan.page.get_by_role("link", name="Read and answer").click()
    await sheet.get_by_role("button", name="Accept").click()
    await under_the_thumb(lan, "Confirm the hire")
    assert "/calls/" in lan.page.url
