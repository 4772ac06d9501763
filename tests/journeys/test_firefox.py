"""A call between Firefox and Chromium by each way: what works where stands in docs/browsers.md."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.async_api import expect

from fair.upgrade import upgrade
from tests.journeys.harness.browsers import Person, browsers
from tests.journeys.harness.coturn import coturn
from tests.journeys.harness.firefox import Firefox, firefox
from tests.journeys.harness.report import FAILED
from tests.journeys.harness.server import Server
from tests.journeys.harness.tones import listen
from tests.rooms.meeting import Meeting, a_meeting
from tests.world import running

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]
STATS = """document.querySelector("call-stage").stats().then((all) => [...all])"""
HEARD = f"""{STATS}.then((all) => {{
  const sound = all.find((one) => one.type === "inbound-rtp" && one.kind === "audio");
  return (sound?.packetsReceived ?? 0) > 50 && (sound.totalAudioEnergy ?? 0) > 0.001;
}})"""
PAIR = f"""{STATS}.then((all) => {{
  const pair = all.find((one) => one.type === "candidate-pair" && one.selected);
  const [mine, theirs] = [pair?.localCandidateId, pair?.remoteCandidateId]
    .map((id) => all.find((one) => one.id === id));
  return {{ mine: mine?.candidateType, theirs: theirs?.candidateType, port: theirs?.port }};
}})"""


@dataclass
class Two:
    lan: Firefox
    mei: Person


@pytest.fixture
async def meeting(tmp_path: Path) -> Meeting:
    upgrade(f"sqlite:///{tmp_path}/fair.db")
    async with running(tmp_path) as world:
        return await a_meeting(world)


@pytest.fixture
async def two(
    meeting: Meeting, tmp_path: Path, way: str, request: pytest.FixtureRequest
) -> AsyncIterator[Two]:
    async with AsyncExitStack() as stack:
        env = {
            "FAIR_BRIDGE_PORTS": "46200-46399",
            "FAIR_CALLS": "bridge" if way == "bridge" else "auto",
        }
        if way == "turn":
            env |= (await stack.enter_async_context(coturn(tmp_path, ways=("udp",)))).env
        server = Server(tmp_path, env=env)
        stack.push_async_callback(server.stop)
        await server.start(within_s=60)
        lan = await stack.enter_async_context(firefox(tmp_path, server.url))
        people = await stack.enter_async_context(browsers(tmp_path, server.url))
        mei = await people.person("Mei", device="desktop", hz=880)
        await mei.context.add_cookies(
            [{"name": "fair_login", "value": meeting.tokens["recruiter"], "url": server.url}]
        )
        await lan.sign_in(meeting.tokens["lan"])
        yield Two(lan, mei)
        await people.close(failed=request.node.stash.get(FAILED, False))


@pytest.mark.parametrize("way", ["direct", "bridge", "turn"])
async def test_firefox_and_chromium_hear_each_other(two: Two, meeting: Meeting, way: str) -> None:
    lan, mei = two.lan, two.mei
    await asyncio.gather(lan.goto("/queues"), mei.goto(f"/desk/{meeting.scene.booth_id}"))
    if way == "turn":
        await lan.evaluate("localStorage.setItem('fair:hide-address', 'yes')")
    await mei.page.locator('form[data-command="ticket.call_next"] button').click()
    await lan.until("document.querySelector('dialog[open] .button--answer') !== null")
    await lan.evaluate("document.querySelector('dialog[open] .button--answer').click()")
    await lan.until("location.pathname.startsWith('/calls/')")

    await lan.until(HEARD, within_s=40)
    heard = await listen(mei.page, timeout_s=20)
    assert heard.level > -60, heard
    await expect(mei.page.locator("call-stage p[data-fill=state]")).to_contain_text("Clear")

    pair = await lan.evaluate(PAIR)
    if way == "turn":
        assert pair["mine"] == "relay", pair
    elif way == "bridge":
        assert 46200 <= pair["port"] <= 46399, pair
    else:
        assert pair["mine"] != "relay", pair
    await mei.page.get_by_role("button", name="Hang up", exact=True).click()
    await lan.until("document.body.innerText.includes('The call is over')")
    assert lan.troubles == []
