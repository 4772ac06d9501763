"""Four booths close back to back: everybody at the fair hears each, by sockets and on pages."""

import asyncio
from collections.abc import AsyncIterator
from time import monotonic

import pytest
from playwright.async_api import expect

from tests.journeys.harness.browsers import Browsers
from tests.journeys.harness.server import Server
from tests.journeys.harness.town import Town
from tests.journeys.harness.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(150)]

NAMES = ("Huafeng", "Lianhe", "Dongsheng", "Xinhua")


@pytest.fixture
async def town(server: Server) -> AsyncIterator[Town]:
    """Four booths of four employers at an open fair, each with its recruiter on duty."""
    made = Town(server)
    try:
        await made.organise()
        await made.open_fair()
        for name in NAMES:
            await made.on_duty(await made.stand(name, [("Sewer", 3)]))
        yield made
    finally:
        await made.close()


def closed(visitor: Visitor) -> list[str]:
    """Return the booths of whose closing somebody heard, each packet in its order."""
    return [
        event["booth_id"]
        for name, events in visitor.heard
        for event in events
        if name == "booth.changed" and event["state"] == "closed"
    ]


async def heard(visitor: Visitor, booth_ids: set[str], *, within_s: float = 5) -> None:
    deadline = monotonic() + within_s
    while set(closed(visitor)) != booth_ids and monotonic() < deadline:
        await asyncio.sleep(0.02)


async def test_four_booths_that_close_back_to_back_are_all_heard(
    town: Town, people: Browsers
) -> None:
    booth_ids = {stand.booth_id for stand in town.stands}
    listener = town.visitor("listener")
    await listener.watch(f"fair:{town.fair_id}")
    ada = await people.person("Ada", device="desktop")
    pages = [await ada.new_page() for _ in town.stands]
    for page, stand in zip(pages, town.stands, strict=True):
        await page.goto(f"{people.base_url}/booths/{stand.booth_id}")
        await expect(page.locator('live-fragment .booth[data-state="open"]')).to_be_visible()
    for stand in town.stands:
        await stand.recruiters[0].connect()

    for stand in town.stands:
        await stand.recruiters[0].ask("booth.close", booth_id=stand.booth_id)

    await heard(listener, booth_ids)
    assert sorted(closed(listener)) == sorted(booth_ids)
    assert sum(name == "booth.changed" for name, _ in listener.heard) <= len(NAMES)
    for page in pages:
        await expect(page.locator('live-fragment .booth[data-state="closed"]')).to_be_visible()


async def test_what_comes_onto_a_page_later_misses_nothing(town: Town, people: Browsers) -> None:
    stand = town.stands[0]
    ada = await people.person("Ada", device="desktop")
    sent: list[str] = []
    ada.page.on("websocket", lambda one: one.on("framesent", lambda frame: sent.append(str(frame))))
    await ada.goto(f"/booths/{stand.booth_id}")
    line = ada.page.locator("live-fragment queue-line")
    await expect(line).to_be_visible()
    await until(sent, f"queue:{stand.booth_id}")

    # A part that is shown afresh watches the same again: it never stops to be told in between.
    await line.evaluate("(old) => { old.dataset.old = '1'; }")
    async with ada.page.expect_response(lambda one: stand.booth_id in one.url):
        await ada.page.evaluate("document.dispatchEvent(new CustomEvent('fair:changed'))")
    await expect(ada.page.locator("live-fragment queue-line[data-old]")).to_have_count(1)
    assert not [frame for frame in sent if "unwatch" in frame]

    # A part that comes later is out of date by what was told before it could hear: it is fetched.
    other = town.stands[1]
    await ada.page.evaluate(
        """([booth, fair]) => {
          const part = document.createElement("live-fragment");
          part.setAttribute("src", `/booths/${booth}/head`);
          part.setAttribute("on", "message.posted");
          part.setAttribute("watch", `room:${booth}`);
          part.id = "late";
          document.querySelector("main").append(part);
        }""",
        [other.booth_id, town.fair_id],
    )
    await expect(ada.page.locator("#late .booth")).to_be_visible()
    await ada.page.evaluate("document.querySelector('#late').remove()")
    await until(sent, '"unwatch"', f"room:{other.booth_id}")


async def until(sent: list[str], *words: str) -> None:
    """Wait until something with these words was sent."""
    deadline = monotonic() + 10
    while not any(all(word in frame for word in words) for frame in sent):
        assert monotonic() < deadline, f"{words} were not sent: {sent[-3:]}"
        await asyncio.sleep(0.02)
