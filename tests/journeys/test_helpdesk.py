"""Lan taps *I need help*; Olga rings the number on file and reads six digits out; Lan is in."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.journeys.harness.axe import assert_accessible
from tests.journeys.house import House, a_house

pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(180),
    pytest.mark.asyncio(loop_scope="module"),
]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    async with a_house(tmp_path_factory.mktemp("helpdesk")) as made:
        yield made


async def test_who_cannot_get_in_is_rung_and_signs_in_by_a_code_read_out(house: House) -> None:
    lan = await house.person("lan", "phone")
    olga = await house.person("olga")
    await lan.goto("/queues")
    await lan.page.get_by_role("link", name="I need help").click()
    await lan.page.get_by_label("What does not work?").fill("The page is empty on my new phone")
    await lan.page.get_by_role("button", name="Ask for help").click()
    await expect(lan.page.get_by_role("heading", name="You asked for help")).to_be_visible()
    await lan.shot("need-help")
    await assert_accessible(lan.page)

    await olga.goto("/board")
    await olga.page.get_by_role("link", name="1 person needs help").click()
    await olga.shot("help-desk")
    await assert_accessible(olga.page)
    await olga.page.get_by_role("button", name="I help").click()
    await expect(olga.page.get_by_role("heading", name="Lan")).to_be_visible()
    await expect(olga.page.get_by_role("heading", name="What their page says")).to_be_visible()
    await expect(lan.page.get_by_role("heading", name="Olga helps you")).to_be_visible()
    phone = await olga.page.locator('a[href^="tel:+861"]').inner_text()

    new = await house.people.person("Lan's new phone", device="phone")
    await new.goto("/sign-in")
    await new.page.get_by_role("link", name="Digits were read out to me").click()
    await new.page.get_by_label("Your mobile number").fill(phone.strip())
    await new.page.get_by_label("Your name").fill("Lan")
    await new.page.get_by_label("The year you were born").fill("1990")

    await olga.page.get_by_role("button", name="Make a code").click()
    code = (await olga.page.locator("[data-code]").inner_text()).replace(" ", "")
    await olga.shot("helping")
    await assert_accessible(olga.page)

    await new.page.get_by_label("The six digits").fill(code)
    await new.shot("read-out")
    await assert_accessible(new.page)
    await new.page.get_by_role("button", name="Sign in").click()
    await new.page.wait_for_url(lambda url: "sign-in" not in url)
    await new.goto("/queues")
    await expect(new.page.get_by_role("link", name="Huafeng").first).to_be_visible()

    await olga.page.get_by_label("What was done?").fill("Signed her in on her new phone.")
    await olga.page.get_by_role("button", name="Done", exact=True).click()
    await expect(olga.page.get_by_text("Nobody waits for help.")).to_be_visible()
    await expect(lan.page.get_by_text("Signed her in on her new phone.")).to_be_visible()
