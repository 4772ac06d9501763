"""A call between two networks that do not reach each other: through the TURN server, by each way.

Each test leaves one way open: the two networks have none to each other, and coturn listens by the
one way alone, although the browsers are told of all three.
"""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from playwright.async_api import Route, expect

from tests.journeys.harness.browsers import Browsers, Person, browsers
from tests.journeys.harness.coturn import Coturn, coturn
from tests.journeys.harness.networks import Network, two_networks
from tests.journeys.harness.own_networks import refused
from tests.journeys.harness.report import FAILED
from tests.journeys.harness.server import Server
from tests.journeys.harness.tones import assert_hears
from tests.rooms.meeting import Meeting

pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(150),
    pytest.mark.skipif(bool(refused()), reason=refused()),
]

LAN_HZ, MEI_HZ = 440, 880
PAIR = """async (stage) => {
  const stats = new Map(Array.from(await stage.stats(), (stat) => [stat.id, stat]));
  const transport = [...stats.values()].find((stat) => stat.type === "transport");
  const pair = stats.get(transport?.selectedCandidatePairId);
  const [mine, theirs] = [stats.get(pair?.localCandidateId), stats.get(pair?.remoteCandidateId)];
  const { candidateType, relayProtocol } = mine ?? {};
  return { candidateType, relayProtocol, remote: theirs?.candidateType };
}"""


@dataclass
class Talk:
    """Lan and Mei, each in a network of their own."""

    lan: Person
    mei: Person
    turn: Coturn
    server: Server

    async def begins(self) -> None:
        """Mei calls and Lan answers."""
        await asyncio.gather(self.lan.goto("/queues"), self.mei.goto("/desk"))
        await self.mei.page.locator('form[data-command="ticket.call_next"] button').click()
        await self.lan.page.get_by_role("dialog").get_by_role("button", name="Answer").click()
        await asyncio.gather(*(one.page.wait_for_url("**/calls/*") for one in (self.lan, self.mei)))

    async def pair(self, person: Person) -> dict[str, Any]:
        found: dict[str, Any] = await person.page.locator("call-stage").evaluate(PAIR)
        return found

    async def hear_each_other(self) -> None:
        await asyncio.gather(
            assert_hears(self.lan.page, MEI_HZ, own=LAN_HZ),
            assert_hears(self.mei.page, LAN_HZ, own=MEI_HZ),
        )


@pytest.fixture
def way(request: pytest.FixtureRequest) -> str:
    """The one way that is open; a test says another."""
    return str(getattr(request, "param", "udp"))


@pytest.fixture
async def talk(
    meeting: Meeting, tmp_path: Path, way: str, request: pytest.FixtureRequest
) -> AsyncIterator[Talk]:
    with two_networks(tmp_path) as networks:
        host = networks[0].server
        async with coturn(tmp_path, host=host, ways=(way,)) as turn:
            server = Server(
                tmp_path,
                env={**turn.env, "FAIR_HOSTS": host},
                arguments=("--host", "0.0.0.0"),
            )
            url = f"http://{host}:{server.port}"
            try:
                await server.start(within_s=60)
                async with browsers(tmp_path, url) as people:
                    lan = await _in(people, meeting, "lan", LAN_HZ, networks[0], turn)
                    mei = await _in(people, meeting, "recruiter", MEI_HZ, networks[1], turn)
                    yield Talk(lan, mei, turn, server)
                    failed = request.node.stash.get(FAILED, False)
                    await people.close(failed=failed)
                    if not failed:
                        people.assert_no_troubles()
            finally:
                await server.stop()


async def _in(
    people: Browsers, meeting: Meeting, name: str, hz: int, network: Network, turn: Coturn
) -> Person:
    person = await people.person(
        name.capitalize(),
        device="phone" if name == "lan" else "desktop",
        hz=hz,
        program=network.chromium,
        flags=network.flags(people.base_url, turn.spki),
    )
    await person.context.add_cookies(
        [{"name": "fair_login", "value": meeting.tokens[name], "url": people.base_url}]
    )
    return person


@pytest.mark.parametrize("way", ["udp", "tcp", "tls"], indirect=True)
async def test_two_networks_without_a_way_to_each_other_hear_each_other(
    talk: Talk, way: str
) -> None:
    await talk.begins()
    await talk.hear_each_other()

    for person in (talk.lan, talk.mei):
        assert await talk.pair(person) == {
            "candidateType": "relay", "relayProtocol": way, "remote": "relay",
        }  # fmt: skip
        figures = person.page.locator("call-figures")
        await figures.get_by_text("How the connection is").click()
        await expect(
            figures.get_by_text(f"The sound goes through the fair’s relay ({way.upper()}).")
        ).to_be_visible()
        await expect(figures.locator("[data-fill=rtt]")).to_contain_text(" ms")
    await talk.lan.shot(f"call-relayed-{way}")

    await talk.mei.page.get_by_role("button", name="Hang up", exact=True).click()
    await expect(talk.lan.page.get_by_text("The call is over")).to_be_visible()
    await _both_passed_on(talk.turn)


async def test_who_hides_the_address_is_heard_and_never_named(talk: Talk) -> None:
    told: list[str] = []
    talk.mei.page.on(
        "websocket", lambda socket: socket.on("framereceived", lambda said: told.append(str(said)))
    )
    await _hides_on_a_slow_line(talk.lan)
    await talk.lan.shot("hide-address")

    await talk.begins()
    await talk.hear_each_other()

    assert (await talk.pair(talk.lan))["candidateType"] == "relay"
    own = talk.turn.host.rpartition(".")[0] + ".2"
    heard = [one for one in told if "candidate:" in one]
    assert heard
    assert [one for one in told if own in one or "typ host" in one] == []


async def _hides_on_a_slow_line(person: Person) -> None:
    """Tick the box before the program behind it has come."""
    ticked = asyncio.Event()

    async def late(route: Route) -> None:
        await ticked.wait()
        await route.continue_()

    await person.page.route("**/hide_address.js", late)
    await person.page.goto(f"{person.base_url}/queues", wait_until="commit")
    box = person.page.get_by_label("Hide my network address from the other side")
    await box.check()
    ticked.set()
    await person.page.wait_for_load_state("load")
    await expect(box).to_be_checked()


async def test_a_change_of_network_restarts_at_once_with_new_passwords(talk: Talk) -> None:
    await talk.begins()
    await talk.hear_each_other()
    before = talk.turn.names()

    async with asyncio.timeout(30):  # what was asked for a moment ago is still new
        while len(talk.turn.names() - before) < 2:
            await talk.mei.page.evaluate("dispatchEvent(new Event('online'))")
            await asyncio.sleep(1)

    await talk.hear_each_other()
    marks = {name.partition(":")[2] for name in talk.turn.names()}
    assert len(marks) == 2


async def _both_passed_on(turn: Coturn, packets: int = 50) -> None:
    """Wait until the server's own count says that sound of both sides went through it."""
    deadline = monotonic() + 15
    while monotonic() < deadline:
        passed = sorted(turn.passed_on().values())
        if len(passed) == 2 and passed[0] > packets:
            return
        await asyncio.sleep(0.1)
    raise AssertionError(f"passed on: {turn.passed_on()}\n{turn.said()[-3000:]}")
