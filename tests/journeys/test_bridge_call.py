"""Calls over the fair's own bridge: two browsers that find no way to each other hear each other."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from playwright.async_api import expect

from tests.journeys.harness.browsers import A_DEAD_SERVER, Browsers, Person
from tests.journeys.harness.server import Server, a_server
from tests.journeys.test_call import answered, hear_each_other
from tests.rooms.meeting import Meeting

pytestmark = [pytest.mark.browser, pytest.mark.timeout(150)]

RECORDED = """
const made = window.RTCPeerConnection;
window.connections = [];
window.RTCPeerConnection = class extends made {
  constructor(...given) { super(...given); window.connections.push(this); }
};
"""
# Neither browser sees an address of the other: whatever is told of them is thrown away. What the
# bridge says has no video in it, and is left alone.
NO_DIRECT_WAY = """
const taken = RTCPeerConnection.prototype.setRemoteDescription;
RTCPeerConnection.prototype.setRemoteDescription = function ({ type, sdp }) {
  const cut = sdp.includes("m=video") ? sdp.replace(/^a=candidate.*\\r\\n/gm, "") : sdp;
  return taken.call(this, { type, sdp: cut });
};
RTCPeerConnection.prototype.addIceCandidate = async () => {};
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
async def recorded(people: Browsers) -> Browsers:
    """Everybody's connections are known to the test."""
    return _with_script(people, RECORDED)


@pytest.fixture
async def apart(people: Browsers) -> Browsers:
    """Everybody who comes finds no direct way to anybody."""
    return _with_script(people, RECORDED + NO_DIRECT_WAY)


@pytest.fixture
async def hiding(people: Browsers) -> Browsers:
    """The seeker hides the network address."""
    hides = "localStorage.setItem('fair:hide-address', 'yes');"
    return _with_script(_with_script(people, RECORDED), hides, only="Lan")


def _with_script(people: Browsers, script: str, *, only: str = "") -> Browsers:
    come = people.person

    async def person(*given, **named) -> Person:
        one = await come(*given, **named)
        if only in given[0]:
            await one.context.add_init_script(script)
        return one

    people.person = person  # type: ignore[method-assign]
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
    async with asyncio.timeout(10):
        while (state := await bridge_of(server)).get("went", 0) < 50:
            await asyncio.sleep(0.1)
    assert state["calls"] == 1
    assert state["legs"] == 2


async def test_who_hides_the_address_is_heard_over_the_bridge_at_once(
    hiding: Browsers, meeting: Meeting, server: Server
) -> None:
    lan, mei, _ = await answered(hiding, meeting)
    await hear_each_other(lan, mei)
    await over_the_bridge(server, lan, mei)
    assert await lan.page.get_by_text("this fair has no relay").count() == 0


@pytest.mark.parametrize("calls", ["bridge"])
async def test_a_fair_may_send_every_call_over_its_own_bridge(
    recorded: Browsers, meeting: Meeting, server: Server, calls: str
) -> None:
    assert calls
    lan, mei, _ = await answered(recorded, meeting)
    await hear_each_other(lan, mei)
    await over_the_bridge(server, lan, mei)
    for person in (lan, mei):
        await expect(person.page.locator("call-stage p[data-fill=state]")).to_have_text(
            "Clear connection, over the fair's own line"
        )
        await expect(person.page.get_by_role("button", name="Video")).to_be_hidden()
    await asyncio.gather(lan.shot("call-bridged"), mei.shot("call-bridged"))


async def test_two_who_find_no_direct_way_go_over_the_bridge_together_and_stay_there(
    apart: Browsers, meeting: Meeting, server: Server
) -> None:
    lan, mei, _ = await answered(apart, meeting)
    await asyncio.gather(
        *(
            expect(person.page.locator("call-stage p[data-fill=state]")).to_have_text(
                "Clear connection, over the fair's own line", timeout=40_000
            )
            for person in (lan, mei)
        )
    )
    await hear_each_other(lan, mei)
    await over_the_bridge(server, lan, mei)

    await lan.page.reload()
    await hear_each_other(lan, mei)
    await over_the_bridge(server, lan, mei)


@pytest.mark.parametrize("calls", ["bridge"])
async def test_a_media_process_that_dies_in_mid_call_is_back_and_so_is_the_sound(
    recorded: Browsers, meeting: Meeting, server: Server, calls: str
) -> None:
    assert calls
    lan, mei, _ = await answered(recorded, meeting)
    await hear_each_other(lan, mei)

    [child] = children_of(server.pid)
    os.kill(child, signal.SIGKILL)
    async with asyncio.timeout(10):
        while children_of(server.pid) in ([], [child]):
            await asyncio.sleep(0.05)
    await over_the_bridge(server, lan, mei)
    await hear_each_other(lan, mei)
    [another] = children_of(server.pid)

    for person in (lan, mei):
        person.excuse(A_DEAD_SERVER)
    await server.stop()
    assert not Path(f"/proc/{another}").exists()


def children_of(pid: int) -> list[int]:
    """The media processes of this server, by what started them."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(status.read_text().rpartition(")")[2].split()[1])
            said = (status.parent / "cmdline").read_bytes()
        except OSError:
            continue
        if parent == pid and b"fair.rooms.media" in said:
            found.append(int(status.parent.name))
    return found
