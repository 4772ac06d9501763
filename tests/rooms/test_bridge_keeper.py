"""The media process as the server keeps it: started, asked, started anew, ended with the server."""

import asyncio
import os
import select
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest

from fair.contract.base import Event
from fair.contract.rooms_bridge import BridgeAfresh, BridgeDescribed
from fair.decisions import Malformed
from fair.glossary import Role
from fair.rooms.leg import ForBridge
from fair.rooms.media.keeper import Keeper
from fair.rooms.refusals import BridgeAway, BridgeFull, LegMoved
from fair.settings import Settings
from tests.rooms.peers import Peer

SECRET = "a secret for tests " * 3


class Kept:
    """A keeper at work, and what it told."""

    def __init__(self, **settings: object) -> None:
        self.told: list[Event] = []
        given = {"secret": SECRET, "bridge_ports": "46200-46399", **settings}
        self.keeper = Keeper(Settings(**given), self._tell)  # type: ignore[arg-type]

    async def _tell(self, event: Event) -> None:
        self.told.append(event)

    async def up(self) -> int:
        """The process id, once the bridge answers."""
        async with asyncio.timeout(30):
            while not self.keeper.state()["up"]:
                await asyncio.sleep(0.02)
        process = self.keeper._process
        assert process is not None
        return process.pid

    async def describes(self, peer: Peer, side: Role, call: str = "c1", epoch: int = 1) -> None:
        asked = ForBridge(f"{side}:{call}", call, side, epoch, 1, await peer.describe())
        answer = await self.keeper.describe(asked)
        assert isinstance(answer, BridgeDescribed)
        assert (answer.to, answer.epoch, answer.n) == (asked.to, epoch, 1)
        await peer.settle(answer.sdp)


@asynccontextmanager
async def kept(**settings: object) -> AsyncIterator[Kept]:
    one = Kept(**settings)
    task = asyncio.create_task(one.keeper.run())
    try:
        yield one
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def alive(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


async def test_a_killed_process_is_replaced_its_calls_are_told_and_the_last_ends_with_us() -> None:
    peers = [Peer(440), Peer(880)]
    try:
        async with kept() as one:
            first = await one.up()
            await one.describes(peers[0], Role.SEEKER)
            await one.describes(peers[1], Role.RECRUITER)
            await asyncio.gather(peers[0].hears(880), peers[1].hears(440))

            os.kill(first, signal.SIGKILL)
            async with asyncio.timeout(30):
                while not one.told:
                    await asyncio.sleep(0.02)
            second = await one.up()
            assert second != first
            assert {event.audience_key() for event in one.told} == {"seeker:c1", "recruiter:c1"}
            assert all(isinstance(event, BridgeAfresh) for event in one.told)
            assert one.keeper.state()["calls"] == 0
        assert not alive(second)
    finally:
        for peer in peers:
            await peer.close()


async def test_a_full_bridge_a_bad_description_and_an_earlier_page_are_refused_in_words() -> None:
    lan, bo = Peer(440), Peer(880)
    try:
        async with kept(bridge_calls=1) as one:
            with pytest.raises(BridgeAway):
                await one.describes(bo, Role.SEEKER)  # it has not come up yet
            await one.up()
            await one.describes(lan, Role.SEEKER, epoch=5)
            said = await bo.describe()
            for asked, why in (
                (ForBridge("x", "c2", Role.SEEKER, 1, 1, said), BridgeFull),
                (ForBridge("x", "c1", Role.RECRUITER, 1, 1, "v=0"), Malformed),
                (ForBridge("x", "c1", Role.SEEKER, 4, 1, said), LegMoved),
            ):
                with pytest.raises(why):
                    await one.keeper.describe(asked)
            one.keeper.end("c1")
            await one.describes(bo, Role.SEEKER, call="c2")
    finally:
        await lan.close()
        await bo.close()


def sockets() -> set[str]:
    """What of the open files of this process are sockets."""
    found = set()
    for one in Path("/proc/self/fd").iterdir():
        with suppress(FileNotFoundError):  # the one that lists them
            found.add(str(one.readlink()))
    return {one for one in found if one.startswith("socket:")}


async def test_a_server_stopped_while_the_bridge_is_starting_leaves_no_end_of_the_pair_open() -> (
    None
):
    """Whenever the stop comes: before the process is there, while it comes, once it is heard."""
    before = sockets()
    for breaths in range(12):
        task = asyncio.create_task(Kept().keeper.run())
        for _ in range(breaths):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await asyncio.sleep(0)  # a transport lets go of its socket in the next turn of the loop
        assert sockets() == before, f"stopped after {breaths} turns of the loop"


def test_a_server_that_is_killed_leaves_no_process_behind(tmp_path: Path) -> None:
    """The server's end of the pair of sockets closes with it, however it dies."""
    program = tmp_path / "server.py"
    program.write_text(
        "import asyncio\n"
        "from fair.rooms.media.keeper import Keeper\n"
        "from fair.settings import Settings\n"
        "async def tell(event): pass\n"
        "async def main():\n"
        f"    keeper = Keeper(Settings(secret={SECRET!r}), tell)\n"
        "    task = asyncio.create_task(keeper.run())\n"
        "    while not keeper.state()['up']: await asyncio.sleep(0.02)\n"
        "    print(keeper._process.pid, flush=True)\n"
        "    await task\n"
        "asyncio.run(main())\n"
    )
    server = subprocess.Popen([sys.executable, str(program)], stdout=subprocess.PIPE, text=True)
    assert server.stdout
    child = int(server.stdout.readline())
    assert alive(child)
    server.kill()
    server.wait()
    server.stdout.close()
    if alive(child):
        ends = os.pidfd_open(child)
        assert select.select([ends], [], [], 20)[0], "the media process outlived its server"
        os.close(ends)
