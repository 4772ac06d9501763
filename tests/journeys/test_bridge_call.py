"""Calls over the fair's own bridge: two browsers that find no way to each other hear each other."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from playwright.async_api import expect

from fair.upgrade import upgrade
from tests.journeys.harness.browsers import Browsers, Person
from tests.journeys.harness.server import Server, a_server
from tests.journeys.test_call import LAN_HZ, MEI_HZ, answered, hear_each_other
from tests.rooms.meeting import Meeting, a_meeting
from tests.world import running

pytestmark = [pytest.mark.browser, pytest.mark.timeout(150)]

# The two browsers see no address of each other: what they tell each other of theirs is thrown away,
# from whichever side it comes. Their connection to the bridge names no address at all.
NO_DIRECT_WAY = """
const taken = RTCPeerConnection.prototype.setRemoteDescription;
RTCPeerConnection.prototype.setRemoteDescription = function (description) {
  const own = /^o=mozilla|^o=- \\d+ \\d+ IN IP4 127/m.test(description.sdp);
  const sdp = own ? description.sdp.replace(/^a=candidate.*\\r\\n/gm, "") : description.sdp;
  return taken.call(this, { type: description.type, sdp });
};
RTCPeerConnection.prototype.addIceCandidate = async () => {};
const made = window.RTCPeerConnection;
window.connections = [];
window.RTCPeerConnection = class extends made {
  constructor(...given) { super(...given); window.connections.push(this); }
};
"""
PAIRS = """async () => {
  const found = [];
  for (const pc of window.connections) {
    if (pc.connectionState === "closed") continue;
    const stats = [...(await pc.getStats()).values()];
    const transport = stats.find((one) => one.type === "transport");
    const pair = stats.find((one) => one.id === transport?.selectedCandidatePairId);
    const remote = stats.find((one) => one.id === pair?.remoteCandidateId);
    const sound = stats.find((one) => one.type === "inbound-rtp" && one.kind === "audio");
    found.push({ type: remote?.candidateType, protocol: remote?.protocol, port: remote?.port,
      packets: sound?.packetsReceived ?? 0 });
  }
  return found;
}"""


@pytest.fixture
async def meeting(tmp_path: Path) -> Meeting:
    upgrade(f"sqlite:///{tmp_path}/fair.db")
    async with running(tmp_path) as world:
        return await a_meeting(world)


@pytest.fixture
def calls() -> str:
    return "auto"


@pytest.fixture
async def server(
    meeting: Meeting, tmp_path: Path, request: pytest.FixtureRequest, calls: str
) -> AsyncIterator[Server]:
    assert meeting.tickets
    env = {"FAIR_CALLS": calls, "FAIR_BRIDGE_PORTS": "46000-46199"}
    async with a_server(request, tmp_path, env=env) as own:
        yield own


@pytest.fixture
async def apart(people: Browsers) -> Browsers:
    """Everybody who comes finds no direct way to anybody."""
    person = people.person

    async def one(*given, **named) -> Person:
        made = await person(*given, **named)
        await made.context.add_init_script(NO_DIRECT_WAY)
        return made

    people.person = one  # type: ignore[method-assign]
    return people


async def bridge_of(server: Server) -> dict[str, int]:
    async with httpx.AsyncClient(trust_env=False) as client:
        return (await client.get(f"{server.url}/readyz")).json()["bridge"]


async def over_the_bridge(server: Server, *sides: Person) -> None:
    """Each hears over the one connection that it has, which leads to a port of the bridge."""
    for person in sides:
        [pair] = await person.page.evaluate(PAIRS)
        assert 46000 <= pair["port"] <= 46199, pair
        assert pair["protocol"] == "udp"
        assert pair["packets"] > 0
    state = await bridge_of(server)
    assert state["calls"] == 1
    assert state["legs"] == 2
    assert state["went"] > 50


@pytest.mark.parametrize("calls", ["bridge"])
async def test_a_fair_may_send_every_call_over_its_own_bridge(
    people: Browsers, meeting: Meeting, server: Server, calls: str
) -> None:
    assert calls
    lan, mei, _ = await answered(people, meeting)
    await hear_each_other(lan, mei)
