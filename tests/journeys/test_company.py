"""Somebody is brought into a call: nothing is heard before the yes, all hear all after it."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.journeys.harness.axe import assert_accessible
from tests.journeys.harness.browsers import Browsers, Person
from tests.journeys.harness.server import Server, a_server
from tests.journeys.harness.tones import assert_hears, assert_silent
from tests.journeys.test_bridge_call import bridge_of
from tests.journeys.test_call import LAN_HZ, MEI_HZ, answered, hear_each_other
from tests.rooms.meeting import Meeting

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
IDA_HZ = 1320
THIRD = 'audio[data-line="1"]'

PACKETS = """async () => {
  const stats = [...await document.querySelector("call-stage").stats()];
  const third = stats.filter((one) => one.type === "inbound-rtp" && one.mid !== "0");
  return third.reduce((sum, one) => sum + one.packetsReceived, 0);
}"""


@pytest.fixture
async def server(
    meeting: Meeting, tmp_path: Path, request: pytest.FixtureRequest
) -> AsyncIterator[Server]:
    assert meeting.tickets
    env = {"FAIR_CALLS": "auto", "FAIR_BRIDGE_PORTS": "46200-46399"}
    async with a_server(request, tmp_path, env=env) as own:
        yield own


async def at_the_door(people: Browsers, lan: Person) -> tuple[Person, str]:
    """Ida opens Lan's link on a small phone that reads Chinese; return her and the link's path."""
    await lan.page.get_by_text("Bring somebody in").click()
    await lan.page.get_by_role("button", name="A helper, by a link").click()
    link = await lan.page.locator("[data-guest-link]").text_content()
    await lan.shot("guest-link")
    path = "/" + (link or "").split("/", 3)[3]
    ida = await people.person("Ida", device="phone", hz=IDA_HZ, locale="zh-CN")
    await ida.page.set_viewport_size({"width": 360, "height": 740})
    await ida.goto(path)
    await ida.shot("guest-door-zh")
    await assert_accessible(ida.page)
    await ida.page.locator("[name=given_name]").fill("王爱达")
    await ida.page.locator("[name=country]").select_option("JP")
    await ida.page.locator("main form button").click()
    return ida, path


async def test_a_helper_hears_and_is_heard_from_the_yes_until_she_is_put_out(
    people: Browsers, meeting: Meeting, server: Server
) -> None:
    lan, mei, _ = await answered(people, meeting)
    await hear_each_other(lan, mei)

    ida, path = await at_the_door(people, lan)

    # At the door: no sound to her, none of hers to anybody, no leg at the bridge.
    door = lan.page.locator("[data-guest=waiting]")
    await expect(door).to_contain_text("王爱达")
    await expect(door).to_contain_text("Japan")
    await expect(ida.page.locator("[data-guest=waiting]")).to_be_visible()
    assert await ida.page.locator("audio, guest-stage").count() == 0
    assert (await bridge_of(server))["legs"] == 0
    await lan.shot("guest-asks")
    await ida.shot("guest-waits-zh")
    await assert_accessible(lan.page)
    await door.get_by_role("button", name="Yes, let").click()
    await expect(door.locator(".form__refusal").first).to_contain_text("Tick that you agree")
    assert (await bridge_of(server))["legs"] == 0
    await door.get_by_role("checkbox").check()
    await door.get_by_role("button", name="Yes, let").click()

    await asyncio.gather(
        hears(lan.page, MEI_HZ, IDA_HZ, own=LAN_HZ),
        hears(mei.page, LAN_HZ, IDA_HZ, own=MEI_HZ),
        hears(ida.page, LAN_HZ, MEI_HZ, own=IDA_HZ),
    )
    await legs_are(server, 3)
    assert await of_the_third(lan.page) > 0
    await asyncio.gather(lan.shot("guest-in"), mei.shot("guest-in"), ida.shot("guest-in-zh"))
    await assert_accessible(ida.page)

    await lan.page.get_by_role("button", name="Send 王爱达 out").click()
    await expect(ida.page.locator("[data-guest=out]")).to_be_visible()
    await legs_are(server, 2)
    assert await ida.page.locator("audio, guest-stage").count() == 0
    before = await asyncio.gather(of_the_third(lan.page), of_the_third(mei.page))
    await hear_each_other(lan, mei)
    assert await asyncio.gather(of_the_third(lan.page), of_the_third(mei.page)) == before
    await asyncio.gather(*(assert_silent(one.page, selector=THIRD) for one in (lan, mei)))
    await ida.goto(path)
    await expect(ida.page.locator("main")).not_to_contain_text("Huafeng")
    lan.excuse("409")
    ida.excuse("410")


async def of_the_third(page: Page) -> int:
    """Return how many packets of those who were brought in have come to this page."""
    return int(await page.evaluate(PACKETS))


async def legs_are(server: Server, many: int) -> None:
    """So many are connected to the bridge, which tells its figures once a second."""
    async with asyncio.timeout(3):
        while (await bridge_of(server))["legs"] != many:
            await asyncio.sleep(0.1)


async def hears(page: Page, first: int, second: int, *, own: int) -> None:
    """Both others are heard, each on a line of its own, and not oneself."""
    await asyncio.gather(
        assert_hears(page, first, own=own, timeout_s=40),
        assert_hears(page, second, own=own, selector=THIRD, timeout_s=40),
    )
