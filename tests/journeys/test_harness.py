"""The journeys' own tools, proved on a page of their own: tones, troubles, pictures, axe."""

import asyncio
from collections.abc import Iterator

import pytest

from tests.journeys.harness.axe import assert_accessible, violations
from tests.journeys.harness.browsers import Browsers, Person
from tests.journeys.harness.site import site
from tests.journeys.harness.tones import assert_hears, assert_silent

pytestmark = pytest.mark.browser


@pytest.fixture
def base_url() -> Iterator[str]:
    with site() as url:
        yield url


async def connect(ada: Person, bo: Person) -> None:
    """The test is the signalling: it carries two descriptions from page to page."""
    await asyncio.gather(ada.page.evaluate("talk.open()"), bo.page.evaluate("talk.open()"))
    description = await ada.page.evaluate("talk.describe()")
    answer = await bo.page.evaluate("(description) => talk.answer(description)", description)
    await ada.page.evaluate("(description) => talk.settle(description)", answer)


async def test_each_side_hears_the_other_s_tone_and_not_its_own(people: Browsers) -> None:
    ada, bo = await asyncio.gather(
        people.person("Ada", device="phone", hz=440),
        people.person("Bo", device="desktop", hz=880),
    )
    await asyncio.gather(ada.goto("/"), bo.goto("/"))

    await connect(ada, bo)

    await asyncio.gather(assert_hears(ada.page, 880, own=440), assert_hears(bo.page, 440, own=880))


async def test_a_wrong_tone_is_not_taken_for_the_right_one(people: Browsers) -> None:
    ada, bo = await asyncio.gather(
        people.person("Ada", hz=1320), people.person("Bo", device="desktop", hz=880)
    )
    await asyncio.gather(ada.goto("/"), bo.goto("/"))
    await assert_silent(ada.page)

    await connect(ada, bo)

    with pytest.raises(AssertionError, match="expected 440 Hz, heard"):
        await assert_hears(bo.page, 440, own=880)


async def test_troubles_are_collected_and_can_be_excused(people: Browsers) -> None:
    ada = await people.person("Ada")

    await ada.goto("/broken")
    await ada.page.evaluate("fetch('http://foreign.example/').catch(() => 0)")
    await ada.page.evaluate("setTimeout(() => { throw new Error('oops') })")
    await ada.page.wait_for_function("document.readyState === 'complete'")

    seen = "\n".join(ada.troubles)
    assert "script-src" in seen
    assert "oops" in seen
    with pytest.raises(AssertionError, match="People met troubles"):
        people.assert_no_troubles()
    ada.excuse(".")
    assert ada.troubles == []


async def test_axe_finds_what_is_broken_and_passes_what_is_not(people: Browsers) -> None:
    ada = await people.person("Ada")
    ada.excuse("script-src|Content Security Policy|policy:")

    await ada.goto("/")
    await assert_accessible(ada.page)
    await ada.goto("/broken")

    assert "image-alt" in {rule["id"] for rule in await violations(ada.page)}


async def test_pictures_have_the_size_of_the_device(people: Browsers) -> None:
    ada = await people.person("Ada", device="phone")
    await ada.goto("/")

    path = await ada.pictured("harness", scheme="dark")

    width, height = (int.from_bytes(path.read_bytes()[at : at + 4], "big") for at in (16, 20))
    assert (width, height) == (780, 1688)
