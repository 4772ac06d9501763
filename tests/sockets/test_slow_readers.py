"""What waits for a browser that reads nothing has a bound; the browser comes back and fetches."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from types import SimpleNamespace

import pytest

from fair.backlog import MOST_WAITING_BYTES, Backlog
from tests.sockets.attackers import Town, ask, ended, listening, settled

NEWS = "x" * 20_000


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with listening(tmp_path) as town:
        yield town


def test_a_backlog_takes_so_many_bytes_and_says_when_it_is_full() -> None:
    full: list[int] = []
    backlog = Backlog(full=lambda: full.append(1), most_bytes=1000)
    backlog.put_nowait(SimpleNamespace(data="x" * 5000))  # alone, it goes out whatever its length
    backlog.put_nowait(SimpleNamespace(data="x"))
    assert (len(full), backlog.qsize()) == (1, 1)

    backlog.get_nowait()
    for _ in range(9):
        backlog.put_nowait(SimpleNamespace(data={"sid": "x"}))
    backlog.put_nowait(SimpleNamespace(data="x" * 101))
    backlog.put_nowait(None)

    assert (len(full), backlog.qsize(), backlog.waiting_bytes) == (2, 10, 900)


async def test_who_reads_nothing_is_ended_and_the_others_hear_all(town: Town) -> None:
    live = town.world.server.live
    async with AsyncExitStack() as stack:
        reader = await stack.enter_async_context(town.page())
        unread = [await stack.enter_async_context(town.page()) for _ in range(20)]
        for socket in unread:
            socket.transport.pause_reading()

        most, number = 0, 0
        while len(town.sockets) > 1:
            number += 1
            await live.server.emit("news", {"number": number, "text": NEWS})
            assert f'"number":{number},' in str(await reader.recv())
            held = [one.backlog.waiting_bytes for one in town.sockets._open if one.backlog]
            most = max(most, *held)
            assert number < 2000

        assert most <= MOST_WAITING_BYTES
        assert "at" in (await ask(reader, "clock"))["ok"]
        # Not only told to go: nothing of them is left at the server.
        await settled(lambda: len(live.server.eio.sockets) == 1)
        for socket in unread:
            socket.transport.resume_reading()
            await ended(socket)


async def test_who_is_stuck_in_the_middle_of_news_is_ended(town: Town) -> None:
    live = town.world.server.live
    town.limit(stuck_s=0.2)
    async with town.page() as socket:
        socket.transport.pause_reading()
        (here,) = town.sockets._open
        while len(town.sockets):
            if not here.sending_since:
                await live.server.emit("news", "x" * 60_000)
            await asyncio.sleep(0.01)
