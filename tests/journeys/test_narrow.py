"""Staff at the smallest phone: whatever a page offers can be read and pressed, folds open."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Page, ViewportSize, expect

from tests.journeys.crowded import crowded
from tests.journeys.harness.walks import kind_of, walked
from tests.journeys.house import House, a_house

pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(300),
    pytest.mark.asyncio(loop_scope="module"),
]

NARROW = (Path(__file__).parent / "harness" / "narrow.js").read_text("utf-8")
PHONE: ViewportSize = {"width": 360, "height": 740}
STAFF = ("/board", "/organise", "/desk", "/offers/", "/me")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """The furnished fair with what makes rows long."""
    async with a_house(tmp_path_factory.mktemp("narrow"), crowded) as made:
        yield made


async def on_the_phone(house: House, who: str, lang: str = "en") -> Page:
    """Return somebody's page on the smallest phone, in a language."""
    person = await house.person(who, device="phone")
    await person.page.set_viewport_size(PHONE)
    await person.goto("/me")
    choose = f"form[action='/language'] button[value='{lang}']"
    async with person.page.expect_navigation():
        await person.page.locator(choose).evaluate("button => button.click()")
    await expect(person.page.locator("html")).to_have_attribute("lang", re.compile(lang))
    return person.page


async def faults_of(house: House, who: str, lang: str, *begin: str) -> tuple[dict[str, str], str]:
    """Walk every page that links lead to, one of each kind; return what did not fit, and where."""
    page = await on_the_phone(house, who, lang)
    met, faults = [], dict[str, str]()
    async for path in walked(page, house.server.url, begin, lambda path: path.startswith(STAFF)):
        met.append(kind_of(path))
        if found := await page.evaluate(NARROW):
            faults[path] = "; ".join(found)
    print(*(f"{path}: {found}" for path, found in faults.items()), sep="\n")
    return faults, " ".join(sorted(met))


@pytest.mark.parametrize("lang", ["en", "ja"])
async def test_an_organiser_can_read_and_press_everything_on_a_phone(
    house: House, lang: str
) -> None:
    begin = "/board", "/organise", "/organise/people", "/organise/team", "/organise/vacancies"
    faults, met = await faults_of(house, "olga", lang, *begin)

    assert "/organise/employers/*" in met
    assert "/organise/cases/*" in met
    assert "/organise/fairs/*" in met
    assert not faults


@pytest.mark.parametrize("lang", ["en", "ja"])
async def test_a_recruiter_can_read_and_press_everything_on_a_phone(
    house: House, lang: str
) -> None:
    begin = "/desk", house.paths["new offer"], house.paths["offer"], "/desk/colleagues"
    faults, met = await faults_of(house, "mei", lang, *begin)

    assert "/desk/vacancies" in met
    assert "/desk/people" in met
    assert not faults


@pytest.mark.parametrize("height", [740, 640])
async def test_the_whole_ring_is_in_sight_on_a_phone(house: House, height: int) -> None:
    page = await on_the_phone(house, "lan", "ja")
    await page.set_viewport_size({"width": 360, "height": height})
    ring = page.locator("dialog.ring")
    if not await ring.get_attribute("open"):
        mei = await house.at("mei", "desk")
        call = mei.page.locator("form[data-command='ticket.call_next'] button")
        if await call.count():
            await call.click()
    await expect(ring).to_have_attribute("open", "")
    await expect(ring.locator(".ring__money")).to_be_in_viewport(ratio=1)

    below = await ring.evaluate("ring => ring.scrollHeight - ring.clientHeight")
    assert below <= 0
