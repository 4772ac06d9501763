"""The next person at this device presses Back: nothing of whoever was here before is shown."""

import re

import pytest
from playwright.async_api import Response, expect

from tests.journeys.harness.browsers import Person
from tests.journeys.house import House

pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(90),
    pytest.mark.asyncio(loop_scope="module"),
]

STORED = "() => Object.keys(localStorage).length + Object.keys(sessionStorage).length"


async def nothing_behind(person: Person, name: str, steps: int) -> None:
    for _ in range(steps):
        await person.page.go_back()
        await person.page.wait_for_load_state()
        await expect(person.page.locator("body")).to_be_visible()
        shown = await person.page.locator("body").inner_text()
        assert not re.search(rf"\b{name}\b", shown), f"{person.page.url} shows who was here"


async def at_home(house: House, who: str) -> tuple[Person, str]:
    """Somebody looks at the places in queues, then at the own page; return the name there."""
    person = await house.person(who)
    person.excuse("401|403|404|Failed to load resource")
    await person.goto("/queues")
    await person.goto("/me")
    name = (await person.page.locator("h1").inner_text()).strip()
    assert name
    await person.page.evaluate("sessionStorage.setItem('kept', 'words of somebody')")
    return person, name


async def test_back_after_signing_out_shows_nothing(house: House) -> None:
    person, name = await at_home(house, "bo")

    await person.page.locator('form[action="/sign-out"] button').first.evaluate("b => b.click()")
    await expect(person.page.get_by_text("You are signed out on this device.")).to_be_visible()

    assert await person.page.evaluate("sessionStorage.getItem('kept')") is None
    await nothing_behind(person, name, 2)


async def test_back_after_erasing_shows_nothing(house: House) -> None:
    person, name = await at_home(house, "lan")

    await person.page.locator("#erase summary").click()
    await person.page.get_by_label("Yes, erase me").check()
    await person.page.get_by_role("button", name="Erase me for good").click()
    await expect(person.page).to_have_url(f"{house.server.url}/erased")

    assert await person.page.evaluate("sessionStorage.getItem('kept')") is None
    await nothing_behind(person, name, 2)


async def test_an_unchanged_part_is_not_sent_again_though_no_cache_keeps_it(house: House) -> None:
    person = await house.person("mei")
    person.excuse("Failed to load resource")
    answers: list[Response] = []

    def heard(answer: Response) -> None:
        answers.append(answer)

    person.page.on("response", heard)  # not `append` itself, on which playwright can keep nothing
    await person.goto("/desk")
    await person.page.wait_for_function("document.documentElement.classList.contains('js')")

    async with person.page.expect_response(lambda one: one.status == 304):
        for _ in range(3):
            await person.page.evaluate("document.dispatchEvent(new Event('fair:changed'))")
            await person.page.wait_for_load_state("networkidle")

    pages = [one for one in answers if one.status == 200 and "/static/" not in one.url]
    kept = [one.url for one in pages if "no-store" not in one.headers.get("cache-control", "")]
    assert kept == []
