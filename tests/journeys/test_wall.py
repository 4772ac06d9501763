"""A screen on the wall of the office: 39 booths and more at a glance, and nothing to press."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import expect

from fair.budgets import Budgets
from fair.contract.booths import BoothCreate
from fair.contract.programme_halls import AddHall
from fair.glossary import EmployerKind
from tests.booths.scene import an_employer
from tests.hiring.stage import Stage
from tests.journeys.harness.axe import assert_accessible
from tests.journeys.house import House, a_house

pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(180),
    pytest.mark.asyncio(loop_scope="module"),
]
BOOTHS, PROVINCE, HALLS = 43, 300, 5
SCREENS = ((1920, 1080), (1440, 900))


async def _many_booths(stage: Stage, paths: dict[str, str]) -> None:
    scene = stage.scene
    await _booths(stage, [scene.hall_id], range(2, BOOTHS + 1))
    paths["wall"] = f"/board/{scene.fair_id}/wall"


async def _a_province(stage: Stage, paths: dict[str, str]) -> None:
    scene, world = stage.scene, stage.world
    halls = [scene.hall_id]
    for n in range(2, HALLS + 1):
        asked = AddHall(fair_id=scene.fair_id, titles={"en": f"Hall {n}"})
        halls.append((await world.do(asked, scene.organiser)).hall_id)
    await _booths(stage, halls, range(2, PROVINCE + 1))
    paths["wall"] = f"/board/{scene.fair_id}/wall"


async def _booths(stage: Stage, halls: list[str], numbers: range) -> None:
    scene = stage.scene
    for n in numbers:
        stage.world.server.dispatch.budgets = Budgets()  # an afternoon's invitations in a moment
        name = f"Company{n}"
        employer_id = await an_employer(stage.world, scene.organiser, name, EmployerKind.DIRECT)
        asked = BoothCreate(hall_id=halls[n % len(halls)], employer_id=employer_id)
        await stage.world.do(asked, scene.organiser)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    async with a_house(tmp_path_factory.mktemp("wall"), _many_booths) as made:
        yield made


async def test_a_whole_fair_is_read_on_one_screen_without_scrolling(house: House) -> None:
    olga = await house.person("olga")
    for width, height in SCREENS:
        await olga.page.set_viewport_size({"width": width, "height": height})
        await olga.goto(house.paths["wall"])
        await expect(olga.page.locator(".wall__booth")).to_have_count(BOOTHS)
        await olga.shot(f"wall-{width}")
        tall = await olga.page.evaluate("document.documentElement.scrollHeight")
        assert tall <= height
        for one in await olga.page.locator(".wall__now").all():
            await expect(one).to_be_in_viewport()
        assert await olga.page.locator("header.top:visible, footer.foot:visible").count() == 0
    await assert_accessible(olga.page)


async def test_what_happens_is_on_the_wall_without_a_hand(house: House) -> None:
    olga, mei = await house.person("olga"), await house.person("mei")
    await olga.goto(house.paths["wall"])
    talking = olga.page.locator(".wall__figures div", has_text="Talking").locator("dd")
    await expect(talking).to_have_text("0")

    await mei.goto(house.paths["desk"])
    await mei.page.locator('form[data-command="ticket.call_next"] button').click()
    lan = await house.person("lan")
    await lan.goto("/queues")
    await lan.page.get_by_role("dialog").get_by_role("button", name="Answer").click()

    await expect(talking).to_have_text("1")


async def test_a_province_of_300_booths_in_five_halls_fits_as_well(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    async with a_house(tmp_path_factory.mktemp("province"), _a_province) as house:
        olga = await house.person("olga")
        for width, height in SCREENS:
            await olga.page.set_viewport_size({"width": width, "height": height})
            await olga.goto(house.paths["wall"])
            await expect(olga.page.locator(".wall__booth")).to_have_count(PROVINCE)
            await olga.shot(f"wall-province-{width}")
            tall = await olga.page.evaluate("document.documentElement.scrollHeight")
            assert tall <= height
