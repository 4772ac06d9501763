"""What a browser does when each packet is to go twice: it is held to that in a real Chromium.

Nothing is said to the other end, the connection stays, and what was agreed afterwards still counts.
"""

from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page, Route

from tests.journeys.harness.browsers import Browsers

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

STATIC = Path(__file__).parents[2] / "static"
HOUSE = "https://house.test"
BEGIN = """async (program) => {
  window.sendTwice = (await import(program)).sendTwice;
  const [one, other] = [new RTCPeerConnection(), new RTCPeerConnection()];
  Object.assign(window, { ends: { one, other }, restarted: 0 });
  one.onicecandidate = ({ candidate }) => candidate && other.addIceCandidate(candidate);
  other.onicecandidate = ({ candidate }) => candidate && one.addIceCandidate(candidate);
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const [track] = stream.getAudioTracks();
  for (const kind of ["audio", "video"]) one.addTransceiver(kind, { direction: "sendrecv" });
  window.describe = async (options) => {
    await one.setLocalDescription(await one.createOffer(options));
    await other.setRemoteDescription(one.localDescription);
    for (const each of other.getTransceivers()) each.direction = "sendrecv";
    await other.setLocalDescription();
    await one.setRemoteDescription(other.localDescription);
  };
  await describe();
  for (const pc of [one, other]) await pc.getSenders()[0].replaceTrack(track.clone());
}"""
NOW = """async (name) => {
  const pc = ends[name];
  const stats = [...(await pc.getStats()).values()];
  const sends = stats.find(({ type, kind }) => type === "outbound-rtp" && kind === "audio");
  const hears = stats.find(({ type, kind }) => type === "inbound-rtp" && kind === "audio");
  return {
    // What is sent is counted as Opus either way.
    by: pc.getSenders()[0].getParameters().codecs[0]?.mimeType,
    bytes: sends?.bytesSent ?? 0, packets: sends?.packetsSent ?? 0,
    came: hears?.packetsReceived ?? 0,
    state: pc.connectionState, signalling: pc.signalingState,
    ufrag: /a=ice-ufrag:(\\S+)/.exec(pc.currentLocalDescription.sdp)[1],
  };
}"""


async def serve(route: Route) -> None:
    path = STATIC / route.request.url.removeprefix(HOUSE + "/")
    if path.suffix == ".js":
        await route.fulfill(body=path.read_text(), content_type="text/javascript")
    else:
        await route.fulfill(body="<!doctype html><title>-</title>", content_type="text/html")


async def later(page: Page, name: str, packets: int = 60) -> tuple[dict[str, Any], float]:
    """Wait until so many more packets went and came; return how it is, and bytes a packet."""
    before = await page.evaluate(NOW, name)
    while True:
        now: dict[str, Any] = await page.evaluate(NOW, name)
        if min(now["packets"] - before["packets"], now["came"] - before["came"]) >= packets:
            went = now["packets"] - before["packets"]
            return now, (now["bytes"] - before["bytes"]) / went
        await page.wait_for_timeout(100)


async def twice(page: Page, name: str, on: bool) -> None:
    await page.evaluate("([name, on]) => sendTwice(ends[name], on)", [name, on])


@pytest.fixture
def base_url() -> str:
    return HOUSE


@pytest.fixture
async def page(people: Browsers) -> Page:
    person = await people.person("Lan", permissions=["microphone"])
    await person.page.route("**/*", serve)
    await person.page.goto(HOUSE + "/")
    await person.page.evaluate(BEGIN, HOUSE + "/js/helpers/twice.js")
    return person.page


async def test_each_side_alone_sends_twice_and_once_again_over_the_same_connection(
    page: Page,
) -> None:
    for name, other in (("one", "other"), ("other", "one")):
        before, plain = await later(page, name)
        assert before["by"] == "audio/opus"

        await twice(page, name, True)
        now, doubled = await later(page, name)
        assert (now["by"], now["state"], now["signalling"]) == (
            "audio/red",
            "connected",
            "stable",
        )
        assert now["ufrag"] == before["ufrag"]
        assert doubled > 1.5 * plain
        assert (await later(page, other))[1] < 1.3 * plain

        await twice(page, name, False)
        now, again = await later(page, name)
        assert now["by"] == "audio/opus"
        assert again < 1.3 * plain


async def test_a_restart_afterwards_is_agreed_on_as_ever_and_each_packet_can_go_twice_again(
    page: Page,
) -> None:
    for name in ("one", "other"):
        await twice(page, name, True)
    before, doubled = await later(page, "one")
    await page.evaluate("describe({ iceRestart: true })")
    for name in ("one", "other"):
        now, plain = await later(page, name)
        assert (now["by"], now["state"]) == ("audio/opus", "connected")
        assert plain < 0.75 * doubled
        await twice(page, name, True)
        now, again = await later(page, name)
        assert now["by"] == "audio/red"
        assert again > 1.5 * plain
    assert (await page.evaluate(NOW, "one"))["ufrag"] != before["ufrag"]


async def test_in_the_midst_of_a_description_nothing_is_changed(page: Page) -> None:
    await later(page, "one")
    await page.evaluate("ends.one.setLocalDescription()")
    await twice(page, "one", True)
    assert (await page.evaluate(NOW, "one"))["signalling"] == "have-local-offer"
    await page.evaluate("ends.one.setLocalDescription({ type: 'rollback' })")
    now, _ = await later(page, "one")
    assert now["by"] == "audio/opus"
