"""Somebody who never saw the fair follows the printed lines: sound, or writing, then an offer."""

import re
from collections.abc import AsyncIterator
from pathlib import Path
from time import monotonic

import pytest
from playwright.async_api import expect

from tests.journeys.harness.browsers import Browsers, Person
from tests.journeys.harness.demo import Demo, a_demo

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]
SOUND_S, OFFER_S = 90, 180


@pytest.fixture
async def demo(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Demo]:
    async with a_demo(request, tmp_path, crowd=2) as made:
        yield made


@pytest.fixture
def base_url(demo: Demo) -> str:
    return demo.url


def printed(demo: Demo) -> str:
    """Return the address below "Try it as a seeker"."""
    found = re.search(r"Try it as a seeker.*\n\s+http://localhost:\d+(\S+)", demo.log)
    assert found, demo.log[-2000:]
    return demo.url + found[1]


async def joined(people: Browsers, demo: Demo) -> tuple[Person, float]:
    """Follow the printed link to the ring; return the newcomer and when they began."""
    nia = await people.person("Nia", device="phone")
    begun = monotonic()
    await nia.goto(printed(demo))
    await nia.page.get_by_role("button", name="Sign in on this device").click()
    await nia.page.wait_for_url("**/booths/*")
    await expect(nia.page.get_by_text("Nobody waits. When can you talk?")).to_be_visible()
    await nia.page.get_by_role("button", name="Join the queue").click()
    ring = nia.page.get_by_role("dialog")
    await ring.get_by_role("button", name="Answer").click(timeout=60_000)
    await nia.page.wait_for_url("**/calls/*")
    return nia, begun


async def test_a_newcomer_hears_somebody_in_ninety_seconds_and_has_an_offer_in_three_minutes(
    people: Browsers, demo: Demo
) -> None:
    nia, begun = await joined(people, demo)
    state = nia.page.locator("call-stage p[data-fill=state]")
    await expect(state).to_contain_text("Clear connection", timeout=60_000)
    assert monotonic() - begun < SOUND_S

    letter = nia.page.get_by_role("dialog", name="Offer")
    await expect(letter.get_by_role("button", name="Open the terms")).to_be_visible(timeout=150_000)
    assert monotonic() - begun < OFFER_S
    await nia.shot("newcomer-offer", whole=False)
    await letter.get_by_role("button", name="Open the terms").click()
    await letter.get_by_role("button", name="Accept").click()
    await expect(letter.get_by_role("button", name="Confirm the hire")).to_be_visible()


async def test_a_newcomer_who_types_is_answered_and_nothing_is_said_twice(
    people: Browsers, demo: Demo
) -> None:
    nia, _ = await joined(people, demo)
    await nia.page.get_by_role("button", name="Type instead").click()
    theirs = nia.page.locator(".message--employer .message__body")
    for times, words in enumerate(
        ("I cleaned rooms for two years.", "Is there a staff bus?", "Ok")
    ):
        await expect(theirs.nth(times)).to_be_visible(timeout=60_000)
        before = await theirs.count()
        await nia.page.get_by_label("Write here").fill(words)
        await nia.page.get_by_role("button", name="Send").click()
        await expect(theirs.nth(before)).to_be_visible(timeout=30_000)
    await expect(theirs.filter(has_text="from the metro")).to_have_count(1)
    await expect(nia.page.get_by_text("The call is over")).to_be_visible(timeout=150_000)
    said = await theirs.all_inner_texts()
    assert len(said) == len(set(said)) >= 5
    await expect(
        nia.page.get_by_role("dialog", name="Offer").get_by_role("button", name="Open the terms")
    ).to_be_visible(timeout=60_000)
