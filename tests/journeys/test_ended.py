"""A page whose sign-in ended hides what it showed, and says so; Back from a refused form works."""

import pytest
from playwright.async_api import expect

from tests.journeys.house import House

pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(90),
    pytest.mark.asyncio(loop_scope="module"),
]


async def test_back_from_a_refused_form_asks_for_nothing_to_be_sent_again(house: House) -> None:
    new = await house.people.person("New", device="phone")
    new.excuse("403|Failed to load resource")
    await new.goto("/sign-in")
    await new.page.get_by_label("E-mail address").fill("nobody@example.org")
    await new.page.get_by_label("Password", exact=True).fill("not it at all")
    async with new.page.expect_navigation():
        await new.page.locator("form[action='/sign-in'] button").click()
    await new.page.wait_for_function("document.documentElement.classList.contains('js')")
    await new.goto("/help")

    back = await new.page.go_back()

    assert back is not None
    assert (back.request.method, back.status) == ("GET", 200)
    await expect(new.page.get_by_label("E-mail address")).to_be_visible()


async def test_a_page_of_somebody_erased_hides_it_and_leads_to_signing_in(house: House) -> None:
    bo = await house.person("bo", "phone")
    bo.excuse("401|Failed to load resource")
    await bo.goto("/queues")
    await bo.page.wait_for_function("document.documentElement.classList.contains('js')")
    await expect(bo.page.locator("queue-ticket").first).to_be_visible()
    other = await bo.new_page()
    await other.goto(f"{house.server.url}/me")
    await other.locator("#erase summary").click()
    await other.get_by_label("Yes, erase me").check()
    await other.get_by_role("button", name="Erase me for good").click()

    await expect(bo.page.get_by_role("heading", name="Please sign in again")).to_be_visible()

    assert await bo.page.locator("queue-ticket, incoming-call, nav, connection-banner").count() == 0
    way = bo.page.get_by_role("main").get_by_role("link", name="Sign in")
    await expect(way).to_have_attribute("href", "/sign-in?then=%2Fqueues")
    await bo.shot("ended", whole=False)
