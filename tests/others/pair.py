"""Two servers of one fair that hear each other over a real Redis, and what a page hears at each."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

import uvicorn
from websockets.asyncio.client import ClientConnection

from fair import frames
from fair.app import Server
from fair.settings import Settings
from tests import compiled, databases
from tests.redis_server import RedisServer, a_redis
from tests.sockets.attackers import WITHIN_S, Town, hello
from tests.world import World


@dataclass
class Pair:
    """Servers `a` and `b` on one database, and the Redis between them."""

    a: Town
    b: Town
    redis: RedisServer

    async def hear_each_other(self, *, up: bool = True) -> None:
        """Wait until they do, or until neither hears anything any more."""
        both = [one.world.server.others for one in (self.a, self.b)]

        def so() -> bool:
            if not up:
                return not any(one and one.bus.up for one in both)
            return all(one and len(one.present()) == 2 for one in both)

        await until(so)


async def until(so: Callable[[], bool], within_s: float = WITHIN_S) -> None:
    """Ask until it is so."""
    async with asyncio.timeout(within_s):
        while not so():
            await asyncio.sleep(0.01)


@asynccontextmanager
async def pair(folder: Path, **settings: Any) -> AsyncIterator[Pair]:
    """Let two servers live as `fair serve` does, in this process."""
    async with AsyncExitStack() as stack:
        redis = await stack.enter_async_context(a_redis(folder))
        said = {
            "database_url": databases.make(folder), "redis_url": redis.url, "workers": 2,
            "secret": "a secret for tests " * 3, "sms_provider": "outbox", "hosts": "127.0.0.1",
            "calls": "direct", "ledger_key": str(folder / "fair.db.ledger.key"),
        } | settings  # fmt: skip
        a, b = [await stack.enter_async_context(_town(folder, said)) for _ in range(2)]
        made = Pair(a, b, redis)
        await made.hear_each_other()
        yield made


@asynccontextmanager
async def _town(folder: Path, said: dict[str, Any]) -> AsyncIterator[Town]:
    server = Server(Settings.read(**said))
    compiled.share(server.database)
    server.erased.path = folder / "fair.db.erased"
    config = uvicorn.Config(
        server.app, port=0, log_level="warning", timeout_graceful_shutdown=1, **frames.options()
    )
    serving = uvicorn.Server(config)
    serving.install_signal_handlers = lambda: None  # type: ignore[attr-defined]
    task = asyncio.create_task(serving._serve())
    try:
        await until(lambda: serving.started or task.done())
        yield Town(World(server), serving.servers[0].sockets[0].getsockname()[1])
    finally:
        serving.should_exit = True
        await task


class Page:
    """A socket as a page has it, and all that it was told, with when."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.told: list[tuple[str, Any, float]] = []
        self.packets: list[str] = []
        self.over = False

    async def read(self) -> None:
        """Hear until the socket ends."""
        async for message in self.socket:
            if message == "2":
                await self.socket.send("3")
            elif str(message).startswith("42["):
                name, *events = json.loads(str(message)[2:])
                self.packets.append(name)
                self.told += [(name, event, monotonic()) for event in events]
            elif str(message).startswith("41"):
                break
        self.over = True

    def heard(self, name: str) -> list[Any]:
        """What came of this name."""
        return [event for kind, event, _ in self.told if kind == name]

    async def hears(self, name: str, many: int = 1, within_s: float = WITHIN_S) -> Any:
        """Wait until so many have come; return the last."""
        await until(lambda: len(self.heard(name)) >= many, within_s)
        return self.heard(name)[-1]


@asynccontextmanager
async def page(town: Town, token: str = "", *watch: str) -> AsyncIterator[Page]:
    """A page that is open at one of the servers and watches something."""
    async with town.handshake(token) as socket:
        await hello(socket)
        if watch:
            await socket.send(f"42{json.dumps(['watch', list(watch)])}")
            await socket.send(f"421{json.dumps(['clock'])}")
            while not str(await socket.recv()).startswith("431["):
                pass
        own = Page(socket)
        reading = asyncio.create_task(own.read())
        try:
            yield own
        finally:
            reading.cancel()
            await asyncio.gather(reading, return_exceptions=True)
