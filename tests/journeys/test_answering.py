"""*Answer* is quick because much is ready, and nothing of it was told to anybody before."""

import asyncio
import re

import pytest
from playwright.async_api import expect

from tests.journeys.harness.browsers import Browsers, Person
from tests.journeys.harness.server import Server
from tests.journeys.test_call import both, call_next, hear_each_other, server
from tests.rooms.meeting import Meeting

__all__ = ["server"]
pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

OPENED = """
window.opened = [];
const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
navigator.mediaDevices.getUserMedia = async (wish) => {
  const stream = await open(wish);
  window.opened.push(...stream.getTracks());
  return stream;
};
"""


async def with_open_ears(people: Browsers, meeting: Meeting) -> tuple[Person, Person]:
    """Both are there, their microphones allowed, and what they open is known."""
    lan, mei = await both(people, meeting)
    for person in (lan, mei):
        await person.context.grant_permissions(["microphone"])
        await person.context.add_init_script(OPENED)
    return lan, mei


async def test_the_call_stands_in_the_page_that_rang_and_nothing_was_told_before_answer(
    people: Browsers, meeting: Meeting, server: Server
) -> None:
    assert server.pid
    lan, mei = await with_open_ears(people, meeting)
    said: list[str] = []
    for person in (lan, mei):
        person.page.on(
            "websocket", lambda socket: socket.on("framesent", lambda data: said.append(str(data)))
        )
        await person.page.reload()
    await lan.page.evaluate("window.stays = true")

    call_id = await call_next(mei)
    ring = lan.page.get_by_role("dialog")
    await expect(ring).to_be_visible()
    for person in (lan, mei):
        await person.page.wait_for_function("() => window.opened.length === 1")
    # The recruiter's page has its leg, both have passwords of the relay ready: no address is told.
    told = [one for one in said if re.search(r"candidate|sdp|call\.(describe|live|bridge)", one)]
    assert told == []
    assert len([one for one in said if "call.seat" in one]) == 1

    await ring.get_by_role("button", name="Answer").click()
    await lan.page.wait_for_url(f"**/calls/{call_id}")
    await hear_each_other(lan, mei)
    assert await lan.page.evaluate("window.stays")
    assert await lan.page.evaluate("window.opened.length") == 1
    await expect(lan.page).to_have_title(re.compile("Call with"))
    await expect(lan.page.get_by_role("dialog")).to_be_hidden()
    await expect(lan.page.locator("main")).to_be_focused()
    await lan.shot("answered-in-place")

    figures = lan.page.locator("call-figures")
    await figures.get_by_text("How the connection is").click()
    used = re.compile(r"^(0\.[1-9]|[1-9]\d*\.\d) MB$")
    await expect(figures.locator("[data-fill=used]")).to_have_text(used, timeout=60_000)

    await lan.page.reload()
    await hear_each_other(lan, mei)
    await mei.page.get_by_role("button", name="Hang up", exact=True).click()
    await expect(lan.page.get_by_text("The call is over")).to_be_visible()


async def test_what_lay_over_the_page_that_rang_does_not_lie_over_the_talk(
    people: Browsers, meeting: Meeting, server: Server
) -> None:
    assert server.pid
    lan, mei = await with_open_ears(people, meeting)
    await asyncio.gather(lan.page.reload(), mei.page.reload())
    await lan.page.evaluate("document.querySelector('offer-news dialog').showModal()")
    await lan.page.evaluate("window.stays = true")
    call_id = await call_next(mei)
    await lan.page.wait_for_function("() => window.opened.length === 1")
    await lan.page.locator("incoming-call").get_by_role("button", name="Answer").click()
    await lan.page.wait_for_url(f"**/calls/{call_id}")
    assert await lan.page.evaluate("window.stays")
    await expect(lan.page.get_by_role("dialog")).to_have_count(0)
    await expect(lan.page.locator("main")).to_be_focused()


@pytest.mark.parametrize("ends", ["not now", "stopped"])
async def test_a_ring_without_a_call_gives_the_microphone_back(
    people: Browsers, meeting: Meeting, server: Server, ends: str
) -> None:
    assert server.pid
    lan, mei = await with_open_ears(people, meeting)
    await asyncio.gather(lan.page.reload(), mei.page.reload())
    await call_next(mei)
    await lan.page.wait_for_function("() => window.opened.length === 1")

    if ends == "not now":
        await lan.page.get_by_role("dialog").get_by_role("button", name="Not now").click()
    else:
        await mei.page.get_by_role("button", name="Stop ringing").click()

    ended = "() => window.opened.every((one) => one.readyState === 'ended')"
    await lan.page.wait_for_function(ended)
