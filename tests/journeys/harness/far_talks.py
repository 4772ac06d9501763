"""A talk between two people in networks of bad weather, by one path, and what each of them hears.

Everything is the product's: the server, the bridge or coturn, two real browsers. What they hear is
read from the browsers' own counts, several times a second.
"""

import asyncio
import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from time import time
from typing import Any, Literal

from tests.journeys.harness.bad_networks import Far, bad_networks
from tests.journeys.harness.browsers import Browsers, Person, browsers
from tests.journeys.harness.coturn import Coturn, coturn
from tests.journeys.harness.nat import Kind
from tests.journeys.harness.server import Server
from tests.rooms.meeting import Meeting, a_meeting
from tests.world import running

Path_ = Literal["direct", "bridge", "turn"]
LAN_HZ, MEI_HZ = 440, 880
STEADY_S, GAP_S = 1.0, 0.4
SLOW_MS = 60_000  # a page over a line of bad weather

COUNTED = """
window.counted = [];
setInterval(async () => {
  const stage = document.querySelector("call-stage");
  if (!stage?.stats) return;
  const at = Date.now() / 1000;
  for (const one of await stage.stats()) {
    if (one.type !== "inbound-rtp" || one.kind !== "audio") continue;
    const { packetsReceived, totalSamplesReceived, concealedSamples } = one;
    counted.push([at, packetsReceived, totalSamplesReceived ?? 0, concealedSamples ?? 0]);
  }
  if (counted.length > 6000) counted.splice(0, 3000);
}, 50);
"""
WAY = """async (stage) => {
  const stats = new Map(Array.from(await stage.stats(), (stat) => [stat.id, stat]));
  const transport = [...stats.values()].find((stat) => stat.type === "transport");
  const pair = stats.get(transport?.selectedCandidatePairId);
  const [mine, theirs] = [stats.get(pair?.localCandidateId), stats.get(pair?.remoteCandidateId)];
  const sends = ({ type, kind }) => type === "outbound-rtp" && kind === "audio";
  const outbound = [...stats.values()].find(sends);
  return { mine: mine?.candidateType, theirs: theirs?.candidateType, port: theirs?.port,
    relay: mine?.relayProtocol ?? null,
    fec: stats.get(outbound?.codecId)?.sdpFmtpLine ?? "" };
}"""


@dataclass(frozen=True)
class Counted:
    """What had come in at one moment: packets, and samples of which some were made up."""

    at: float
    packets: int
    samples: int
    concealed: int


@dataclass
class Side:
    """One of the two, with the network that is theirs."""

    person: Person
    network: Far

    async def counted(self, since: float = 0) -> list[Counted]:
        """Return what was counted on the present page since an instant."""
        script = "(since) => counted.filter(([at]) => at >= since)"
        return [Counted(*one) for one in await self.person.page.evaluate(script, since)]

    async def way(self) -> dict[str, Any]:
        """Return by which kinds of address this side's sound goes, and what it says of Opus."""
        found: dict[str, Any] = await self.person.page.locator("call-stage").evaluate(WAY)
        return found


@dataclass
class FarTalk:
    """Lan, whose weather a test makes, and Mei, whose line is good."""

    lan: Side
    mei: Side
    server: Server
    turn: Coturn | None

    @property
    def sides(self) -> tuple[Side, Side]:
        return self.lan, self.mei

    async def rings(self) -> None:
        """Mei calls, and Lan sees it."""
        await asyncio.gather(self.lan.person.goto("/queues"), self.mei.person.goto("/desk"))
        page = self.mei.person.page
        await page.locator('form[data-command="ticket.call_next"] button').click()
        await self.lan.person.page.get_by_role("dialog").wait_for()

    async def answered(self, within_s: float = 60) -> dict[str, float | None]:
        """Lan answers; return how long each then waits for the first packet of the other."""
        at = time()
        ring = self.lan.person.page.get_by_role("dialog")
        await ring.get_by_role("button", name="Answer").click()
        found = await asyncio.gather(*(_first(side, at, within_s) for side in self.sides))
        return {"lan": found[0], "mei": found[1]}

    async def back(self, at: float, within_s: float = 60) -> dict[str, float | None]:
        """Return how long after `at` each hears the other again without a gap."""
        found = await asyncio.gather(*(_back(side, at, within_s) for side in self.sides))
        return {"lan": found[0], "mei": found[1]}


async def _first(side: Side, at: float, within_s: float) -> float | None:
    while time() < at + within_s:
        await asyncio.sleep(0.1)
        if "/calls/" not in side.person.page.url:
            continue
        for one in await side.counted(at):
            if one.packets:
                return round(one.at - at, 2)
    return None


async def _back(side: Side, at: float, within_s: float) -> float | None:
    while time() < at + within_s:
        await asyncio.sleep(0.2)
        found = steady_from(await side.counted(at), at)
        if found is not None:
            return round(found - at, 2)
    return None


def steady_from(found: list[Counted], at: float) -> float | None:
    """Return from when on packets came for a whole second without a gap; None: not yet."""
    came = [one.at for before, one in itertools.pairwise(found) if one.packets != before.packets]
    start = last = None
    for moment in came:
        if last is None or moment - last > GAP_S:
            start = moment
        last = moment
        assert start is not None
        if moment - start >= STEADY_S:
            return max(at, start)
    return None


def concealed_of(found: list[Counted]) -> float | None:
    """Return the share of samples that the browser made up, in percent; None: it had none."""
    samples = concealed = 0
    for before, one in itertools.pairwise(found):
        if one.samples >= before.samples:  # a new connection counts anew
            samples += one.samples - before.samples
            concealed += one.concealed - before.concealed
    return round(100 * concealed / samples, 2) if samples else None


@asynccontextmanager
async def far_talk(
    directory: Path, path: Path_, *nats: Kind | None, calls: str = "", script: str = ""
) -> AsyncIterator[FarTalk]:
    """A fair where Lan waits for Mei; the only way that is open to their sound is `path`.

    `nats` are Lan's and Mei's address translation. `calls` is FAIR_CALLS, where a test says it;
    `script` runs on each of their pages first.
    """
    meeting = await _meeting(directory)
    apart = path != "direct"
    with bad_networks(directory, *(nats or (None, None)), apart=apart) as (lan, mei):
        host = lan.server
        env = {
            "FAIR_HOSTS": host,
            "FAIR_BRIDGE_BIND": host,
            "FAIR_BRIDGE_PORTS": "46000-46199",
            "FAIR_CALLS": calls or ("bridge" if path == "bridge" else "direct"),
        }
        async with _turn(directory, host, path) as turn:
            own = Server(
                directory,
                env={**env, **(turn.env if turn else {})},
                arguments=("--host", "0.0.0.0"),
            )
            try:
                await own.start(within_s=180)
                url = f"http://{host}:{own.port}"
                async with browsers(directory, url) as people:
                    here = await asyncio.gather(
                        _side(people, meeting, "lan", LAN_HZ, lan, script),
                        _side(people, meeting, "recruiter", MEI_HZ, mei, script),
                    )
                    try:
                        yield FarTalk(*here, own, turn)
                    finally:
                        await people.close(failed=False)
            finally:
                await own.stop()


async def _meeting(directory: Path) -> Meeting:
    async with running(directory) as world:
        return await a_meeting(world)


@asynccontextmanager
async def _turn(directory: Path, host: str, path: Path_) -> AsyncIterator[Coturn | None]:
    if path != "turn":
        yield None
        return
    async with coturn(directory, host=host) as own:
        yield own


async def _side(
    people: Browsers, meeting: Meeting, name: str, hz: int, network: Far, script: str
) -> Side:
    person = await people.person(
        name.capitalize(),
        device="phone" if name == "lan" else "desktop",
        hz=hz,
        program=network.chromium,
        flags=network.flags(people.base_url),
    )
    person.context.set_default_timeout(SLOW_MS)
    await person.context.add_init_script(COUNTED + script)
    await person.context.add_cookies(
        [{"name": "fair_login", "value": meeting.tokens[name], "url": people.base_url}]
    )
    return Side(person, network)
