"""Who floods is made to wait and then ended; the honest beside it are answered."""

import asyncio
import logging
import threading
from collections.abc import AsyncIterator
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from sqlalchemy import event
from websockets.exceptions import ConnectionClosed

from fair import audiences
from fair.decisions import SYSTEM
from fair.open_socket import SOCKET, VISITORS_SOCKET
from tests.sockets.attackers import (
    WITHIN_S,
    Town,
    answer,
    ask,
    ended,
    heard,
    hello,
    listening,
    settled,
)

TOO_FAST = 4029
PING = b"\x89\x80\0\0\0\0"
EMPTY_FRAGMENT = b"\x00\x80\0\0\0\0"
TINY_MESSAGE = b"\x81\x81\0\0\0\x003"  # a pong, the shortest packet that there is


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with listening(tmp_path) as town:
        yield town


class Looks:
    """How often the readers were asked who somebody is, or who may hear a booth."""

    def __init__(self, town: Town) -> None:
        self.count = 0
        event.listen(town.world.database.reading, "before_cursor_execute", self._count)

    def _count(self, _connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        # Not what the clock reads meanwhile: its deadlines name booths too.
        self.count += "token_hash" in statement or "FROM booth" in statement


def beside_slow_works(caplog: pytest.LogCaptureFixture) -> list[logging.LogRecord]:
    """Return what the log says, but for what a busy machine took too long for."""
    return [one for one in caplog.records if one.name != "fair.watchdog"]


async def flood(socket: Any, packet: str, times: int) -> int:
    """Send as fast as it is taken, read nothing meanwhile; return the code of the end."""
    try:
        for _ in range(times):
            await socket.send(packet)
    except ConnectionClosed:
        pass
    return await ended(socket)


WATCH = '42["watch",[' + ",".join(f'"queue:b{nth:011}"' for nth in range(20)) + "]]"


@pytest.mark.parametrize(
    "packet",
    [WATCH, '42["nothing",{}]', '421["ticket.join",{"id":"1","payload":{}}]', '42["clock"]', "3",
     '42["unwatch",["queue:x"]]', "430[]", '42["call.describe",{"payload":{}}]'],
    ids=["watch", "unknown", "command", "clock", "pong", "unwatch", "answers", "relay"],
)  # fmt: skip
async def test_who_floods_is_ended_and_the_others_are_answered(
    town: Town, caplog: pytest.LogCaptureFixture, packet: str
) -> None:
    looks = Looks(town)
    async with town.page() as honest:
        async with town.page() as flooder:
            floods = asyncio.create_task(flood(flooder, packet, 5000))
            while not floods.done():
                assert "at" in (await ask(honest, "clock"))["ok"]
                await asyncio.sleep(0.2)
            assert await floods == TOO_FAST
        assert "at" in (await ask(honest, "clock"))["ok"]

    assert looks.count < 300  # of 100,000 that were asked for
    told = [one.getMessage() for one in beside_slow_works(caplog) if one.levelno >= logging.WARNING]
    assert len(told) == 1, told


@pytest.mark.parametrize(
    "frames", [PING * 40_000, EMPTY_FRAGMENT * 40_000, TINY_MESSAGE * 40_000],
    ids=["pings", "empty fragments", "tiny messages"],
)  # fmt: skip
async def test_frames_are_counted_before_anything_is_made_of_them(
    town: Town, caplog: pytest.LogCaptureFixture, frames: bytes
) -> None:
    async with town.page() as flooder:
        if frames.startswith(EMPTY_FRAGMENT):
            flooder.transport.write(b"\x01\x80\0\0\0\0")
        flooder.transport.write(frames)
        assert await ended(flooder) == TOO_FAST
    await settled(lambda: len(town.sockets) == 0)
    assert [one.name for one in beside_slow_works(caplog)] == ["fair.frames"]


async def test_a_text_that_is_none_ends_the_socket_without_a_traceback(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    async with town.page() as flooder:
        flooder.transport.write(b"\x81\x83\0\0\0\0\xff\xfe\xfd")
        assert await ended(flooder) == 1007
    await settled(lambda: len(town.sockets) == 0)
    assert [one.name for one in beside_slow_works(caplog)] == ["fair.frames"]
    assert "Traceback" not in caplog.text


async def test_visitors_cost_no_reading_at_the_door_and_are_told_the_same(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audiences, "SAME_FOR_S", 3600.0)  # a busy machine is slow
    looks = Looks(town)
    async with town.page() as first, town.page() as second:
        assert looks.count == 0
        await ask(first, "watch", ["nothing:x", "fair", "queue:", 5, "unknown:queue:1"])
        assert looks.count == 0
        await ask(first, "watch", ["queue:1"])
        once = looks.count
        await ask(second, "watch", ["queue:1"])
        assert looks.count == once > 0


async def test_pings_whose_answers_nobody_reads_end_the_socket(town: Town) -> None:
    async with town.page() as flooder:
        flooder.transport.pause_reading()
        try:
            while len(town.sockets):
                flooder.transport.write(PING * 50)
                await asyncio.sleep(0.01)
        except OSError:
            pass
        await settled(lambda: len(town.sockets) == 0)


async def test_a_page_is_never_near_its_budget(town: Town) -> None:
    budgets = town.world.server.dispatch.budgets
    async with town.page() as page:
        for number in range(1, 6):  # fragments and lines each watch by themselves
            await ask(page, "watch", ["fair:x", f"queue:{number}"], number=number)
        for number in range(6, 10):
            await ask(page, "clock", number=number)
        (socket,) = town.sockets._open
        spent = budgets.spent("socket", socket.number, VISITORS_SOCKET)

    assert spent < 0.35
    assert budgets.spent("socket", "somebody", SOCKET) == 0.0


async def test_an_office_of_sixty_comes_back_at_once(town: Town) -> None:
    """After a restart: 60 people with three tabs each, behind one address."""

    async def tab() -> Any:
        async with town.page() as page:
            for number in range(1, 6):
                await ask(page, "watch", ["fair:x", f"queue:{number}"], number=number)
            for number in range(6, 10):
                await ask(page, "clock", number=number)
            done.append(1)
            async with asyncio.timeout(40):
                while len(done) < 180:
                    await asyncio.sleep(0.05)
            return await ask(page, "clock", number=10)

    done: list[int] = []
    town.limit(hello_s=60)
    answers = await asyncio.gather(*(tab() for _ in range(180)))

    assert all("at" in one["ok"] for one in answers)
    spent = [
        town.world.server.dispatch.budgets.spent(*asked)
        for asked in (("socket.network", "127.0.0.1", (12_000, 30)),
                      ("socket.visitors_handshake", "127.0.0.1", (360, 60)))
    ]  # fmt: skip
    assert max(spent) < 0.7


async def test_what_a_socket_asks_waits_in_its_own_network(town: Town) -> None:
    async with town.page() as page:
        for number in range(1, 60):
            await page.send(f'42{number}["clock"]')
        told = [await answer(page, number) for number in range(1, 60)]

    assert all("at" in one["ok"] for one in told)


async def test_a_socket_that_never_says_hello_is_ended(town: Town) -> None:
    town.limit(hello_s=0.2)
    async with town.handshake() as silent:
        assert await ended(silent) == 4008
    async with town.page() as left:
        await left.send("41")
        assert await ended(left) == 4008
    async with town.page() as page:
        await page.send('427["clock"]')
        assert "at" in (await answer(page, 7))["ok"]


async def test_who_said_hello_is_not_ended_because_the_server_is_slow(town: Town) -> None:
    gate, begun = threading.Event(), threading.Semaphore(0)

    def hold() -> None:
        begun.release()
        assert gate.wait(WITHIN_S)

    busy = [asyncio.create_task(town.world.database.beside(hold, SYSTEM, "held")) for _ in range(4)]
    try:
        for _ in busy:
            assert await asyncio.to_thread(begun.acquire, True, WITHIN_S)
        async with town.handshake("x" * 40) as patient:
            await heard(patient)
            await patient.send("40")
            await settled(lambda: any(one.says_hello for one in town.sockets._open))
            town.sockets.look(monotonic() + 60)
            gate.set()
            assert str(await heard(patient)).startswith("40")
    finally:
        gate.set()
        await asyncio.gather(*busy)


async def test_hello_again_and_again_is_a_flood(town: Town) -> None:
    looks = Looks(town)
    async with town.handshake("x" * 40) as flooder:
        await heard(flooder)
        code = await flood(flooder, "40", 3000)

    assert code == TOO_FAST
    assert looks.count < 60
    async with town.handshake() as socket:
        await hello(socket)
