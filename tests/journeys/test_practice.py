"""Mei practises a call with a robot before anybody waits for her; Olga sees that she has."""

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
    async with a_house(tmp_path_factory.mktemp("practice")) as made:
        yield made


async def test_a_minute_with_a_robot_and_the_organiser_knows(house: House) -> None:
    mei = (await house.at("mei", "desk")).page
    await mei.goto(f"{house.server.url}{house.paths['desk']}/practice")
    await mei.get_by_role("button", name="Call next: Robot").click()
    await expect(mei.get_by_text("your voice came back over the call")).to_be_visible()
    await assert_accessible(mei)
    talked = mei.get_by_role("timer", name="Talking time")
    await expect(talked).to_have_text("0:06", timeout=20_000)  # no call is practised in an instant
    await mei.get_by_role("button", name="Hang up").click()
    await mei.get_by_role("button", name="No fit").click()
    await expect(mei.get_by_text("For the practice choose")).to_be_visible()
    await mei.get_by_role("button", name="Offer", exact=True).click()
    await mei.get_by_role("button", name="Make the sample offer").click()
    await expect(mei.get_by_text("You have practised:")).to_be_visible()

    olga = (await house.person("olga")).page
    await olga.set_viewport_size({"width": 360, "height": 740})
    board = await olga.goto(f"{house.server.url}/board")
    assert board
    await olga.goto(f"{olga.url}/calls")
    row = olga.get_by_role("row").filter(has_text="Mei")
    await expect(row).not_to_contain_text("not yet")
    await expect(olga.locator('[data-stat="tried"]')).to_contain_text("0")  # no practice counts
    await assert_accessible(olga)
