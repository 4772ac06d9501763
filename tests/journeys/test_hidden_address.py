"""Who hides the network address at a fair without a relay is told so, and is never just shown."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.journeys.harness.browsers import Browsers
from tests.journeys.harness.server import Server, a_server
from tests.journeys.harness.tones import assert_hears, assert_silent
from tests.rooms.meeting import Meeting

pytestmark = [pytest.mark.browser, pytest.mark.timeout(150)]

LAN_HZ, MEI_HZ = 440, 880


@pytest.fixture
async def server(
    meeting: Meeting, tmp_path: Path, request: pytest.FixtureRequest
) -> AsyncIterator[Server]:
    assert meeting.tickets
    env = {"FAIR_CALLS": "direct"}
    async with a_server(request, tmp_path, env=env) as own:
        yield own


async def test_without_a_relay_a_hidden_address_means_no_sound_until_it_is_shown(
    people: Browsers, meeting: Meeting
) -> None:
    lan, mei = await asyncio.gather(
        people.person("Lan", hz=LAN_HZ), people.person("Mei", device="desktop", hz=MEI_HZ)
    )
    for person, name in ((lan, "lan"), (mei, "recruiter")):
        await person.context.add_cookies(
            [{"name": "fair_login", "value": meeting.tokens[name], "url": people.base_url}]
        )
    await lan.context.add_init_script(
        "if (!sessionStorage.begun) {"
        " sessionStorage.begun = 1; localStorage.setItem('fair:hide-address', 'yes'); }"
    )
    await asyncio.gather(lan.goto("/queues"), mei.goto("/desk"))
    await expect(lan.page.get_by_text("This fair has no relay")).to_be_visible()

    await mei.page.locator('form[data-command="ticket.call_next"] button').click()
    await lan.page.get_by_role("dialog").get_by_role("button", name="Answer").click()
    await lan.page.wait_for_url("**/calls/*")
    await expect(lan.page.get_by_text("this fair has no relay")).to_be_visible()
    await lan.shot("hidden-no-relay")
    await assert_silent(lan.page, timeout_s=2)

    await lan.page.get_by_role("button", name="Show my address and talk").click()
    await asyncio.gather(
        assert_hears(lan.page, MEI_HZ, own=LAN_HZ, timeout_s=30),
        assert_hears(mei.page, LAN_HZ, own=MEI_HZ, timeout_s=30),
    )
    await expect(lan.page.get_by_text("this fair has no relay")).to_be_hidden()
    figures = mei.page.locator("call-figures")
    await figures.get_by_text("How the connection is").click()
    await expect(figures.get_by_text("straight from browser to browser (UDP)")).to_be_visible()
