"""A seeker at the smallest phone, text at 200 %: nothing breaks out, with programs or without."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.journeys.harness.browsers import Person
from tests.journeys.house import House, a_house

pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(300),
    pytest.mark.asyncio(loop_scope="module"),
]

NARROW = (Path(__file__).parent / "harness" / "narrow.js").read_text("utf-8")
LARGE = "document.documentElement.style.fontSize = '200%'"
COLUMN_EM = 2
"""Two signs of Chinese: narrower than that nobody reads."""
LOCALES = {"en": "en-GB", "zh-Hans": "zh-CN", "ja": "ja-JP"}
HERS = ("/", "/vacancies?q=sewing", "/queues", "/me", "/me/knows", "/me/questions", "/help")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """The furnished fair; one browser for everybody."""
    async with a_house(tmp_path_factory.mktemp("large")) as made:
        yield made


async def on_the_phone(house: House, who: str, lang: str, *, programs: bool = True) -> Person:
    """Return somebody at the smallest phone, reading a language."""
    one = await house.people.person(
        f"{who} {lang}", locale=LOCALES[lang], java_script_enabled=programs,
        viewport={"width": 360, "height": 740},
    )  # fmt: skip
    await one.context.add_cookies(
        [{"name": "fair_login", "value": house.tokens[who], "url": house.server.url}]
    )
    return one


async def faults_of(one: Person, where: str) -> list[str]:
    """Return what does not fit of the page that somebody is on, with large text."""
    await one.page.evaluate(LARGE)
    found: list[str] = await one.page.evaluate(NARROW, {"em": COLUMN_EM})
    return [f"{where}: {fault}" for fault in found]


async def faults_at(one: Person, *paths: str) -> list[str]:
    """Return what does not fit of pages with large text."""
    faults = []
    for path in paths:
        await one.goto(path)
        faults += await faults_of(one, path)
    return faults


@pytest.mark.parametrize("programs", [True, False], ids=["programs", "no programs"])
@pytest.mark.parametrize("lang", LOCALES)
async def test_nothing_of_a_seekers_pages_breaks_out(
    house: House, lang: str, *, programs: bool
) -> None:
    here = (house.paths["post"], house.paths["booth"])
    lan = await on_the_phone(house, "lan", lang, programs=programs)
    qi = await on_the_phone(house, "qi", lang, programs=programs)
    zhi = await on_the_phone(house, "zhi", lang, programs=programs)

    faults = await faults_at(lan, *HERS, *here)
    await expect(lan.page.locator(".top__fair")).to_be_visible()
    cut = await lan.page.locator(".top__fair").evaluate("it => it.scrollHeight - it.clientHeight")
    assert cut < 10, "a line of the fair's name is cut off"
    faults += await faults_at(qi, *here)  # there is a form to join
    faults += await faults_at(zhi, "/queues", house.paths["offer"])
    terms = zhi.page.locator('form[data-command="offer.open_terms"] button:visible')
    if await terms.count():
        await terms.click()
        await expect(terms).to_have_count(0)
    faults += await faults_of(zhi, "the open terms")

    assert not faults, "\n".join(faults)


async def test_nothing_of_a_talk_breaks_out(house: House) -> None:
    lan, mei = await on_the_phone(house, "lan", "ja"), await house.person("mei")
    await lan.goto("/queues")
    await mei.goto(house.paths["desk"])
    await mei.page.locator('form[data-command="ticket.call_next"] button').click()
    ring = lan.page.get_by_role("dialog")
    await expect(ring).to_be_visible()
    await expect(lan.page.locator('main [data-state="called"]')).to_have_count(1)
    faults = await faults_of(lan, "the ring")
    await ring.locator('form[data-command="call.answer"] button').click()
    await lan.page.wait_for_url("**/calls/*")
    await expect(mei.page.get_by_label("Type instead of talking")).to_be_visible()
    faults += await faults_of(lan, "the talk")
    await mei.page.get_by_role("button", name="Hang up", exact=True).click()
    await expect(lan.page.get_by_text("通話は終わりました")).to_be_visible()
    faults += await faults_of(lan, "the end of the talk")

    assert not faults, "\n".join(faults)
