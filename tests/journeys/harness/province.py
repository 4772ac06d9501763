"""A fair on several hosts: servers on one PostgreSQL and one Redis, behind one address.

Whoever comes is led to any of the servers, each connection anew. Everything here can be killed as
a machine dies, frozen and thawed, and started again; links can be cut.
"""

import asyncio
import os
import random
import re
import signal
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg

from fair.upgrade import upgrade
from tests.databases import Cluster
from tests.gateway import LoopbackGateway, a_gateway
from tests.journeys.harness.server import Server
from tests.redis_server import RedisServer, a_redis

STARTS_S = 90
_CHUNK = 65_536


class Door:
    """One address in front of many servers, as a proxy is: who comes in goes to any of them."""

    def __init__(self, dice: random.Random) -> None:
        self._dice = dice
        self._links: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None] | None] = set()
        self.servers: list[Server] = []
        self.port = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def lead(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Carry one connection's bytes both ways until either side ends."""
        self._tasks.add(asyncio.current_task())
        self._links.add(writer)
        onward = None
        try:
            back, onward = await asyncio.open_connection(
                "127.0.0.1", self._dice.choice(self.servers).port
            )
            await asyncio.wait(
                [
                    asyncio.ensure_future(_pour(reader, onward)),
                    asyncio.ensure_future(_pour(back, writer)),
                ],
                return_when=asyncio.FIRST_COMPLETED,
            )
        except OSError:
            pass  # nobody is there: the caller finds the line closed
        finally:
            self._links.discard(writer)
            for one in filter(None, (writer, onward)):
                one.transport.abort()

    def cut(self, share: float) -> None:
        """Cut this share of all links at once, without a word to either side."""
        for writer in list(self._links):
            if self._dice.random() < share:
                writer.transport.abort()

    async def close(self) -> None:
        """Cut all, and wait until nothing is carried any more."""
        self.cut(1.1)
        for task in filter(None, self._tasks):
            task.cancel()
        await asyncio.gather(*filter(None, self._tasks), return_exceptions=True)


async def _pour(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await reader.read(_CHUNK):
            writer.write(data)
            await writer.drain()


class Province:
    """The servers, what they stand on, and the door; for a `Town` it is one server."""

    def __init__(
        self, folder: Path, cluster: Cluster, redis: RedisServer, gateway: LoopbackGateway,
        door: Door,
    ) -> None:  # fmt: skip
        self.cluster, self.redis, self.gateway, self.door = cluster, redis, gateway, door
        self.url, self.database_url = door.url, cluster.url("fair")
        self.env = {
            "FAIR_DATABASE_URL": self.database_url, "FAIR_REDIS_URL": redis.url,
            "FAIR_BASE_URL": door.url, "FAIR_HOSTS": "127.0.0.1", "FAIR_CALLS": "direct",
            "FAIR_LEDGER_KEY": str(folder / "ledger.key"),
            "FAIR_SMS_PROVIDER": "http", "FAIR_SMS_URL": gateway.url,
        }  # fmt: skip
        self.folder = folder
        self.servers: list[Server] = []

    async def start(self, many: int) -> None:
        """Let so many servers run."""
        for number in range(many):
            home = self.folder / f"host{number}"
            home.mkdir()
            self.servers.append(Server(home, env=self.env))
        await asyncio.gather(*(one.start(within_s=STARTS_S) for one in self.servers))
        self.door.servers = self.servers

    async def stop(self) -> None:
        """Stop all servers."""
        await asyncio.gather(*(one.stop() for one in self.servers))

    async def run(self, *arguments: str, within_s: float = 60) -> str:
        """Run `fair ARGUMENTS` beside the servers; return what it printed."""
        return await self.servers[0].run(*arguments, within_s=within_s)

    @property
    def log(self) -> str:
        """The end of what each server printed."""
        return "\n".join(f"--- {one.directory.name}\n{one.log[-6000:]}" for one in self.servers)

    def reign(self) -> int:
        """The number of the newest reign."""
        return int(self.rows("SELECT reign FROM heartbeat")[0][0])

    async def leader(self) -> tuple[Server, int]:
        """Who leads, and the number of its reign; waits while nobody does yet."""
        async with asyncio.timeout(STARTS_S):
            while True:
                reign = self.reign()
                for server in self.servers:
                    if re.findall(r"this process leads: reign (\d+)", server.log)[-1:] == [
                        str(reign)
                    ]:
                        return server, reign
                await asyncio.sleep(0.1)

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """Look into the database, beside the servers and without writing."""
        with psycopg.connect(self.database_url) as connection:
            connection.read_only = True
            found = connection.execute(query.replace("?", "%s").encode(), values or None)
            return found.fetchall()


def freeze(server: Server) -> None:
    """Stop a server in its tracks: it neither dies nor does anything."""
    os.kill(server.pid, signal.SIGSTOP)


def thaw(server: Server) -> None:
    """Let a frozen server go on, as if no time had passed."""
    os.kill(server.pid, signal.SIGCONT)


@asynccontextmanager
async def a_province(folder: Path, dice: random.Random, many: int) -> AsyncIterator[Province]:
    """A fair of so many servers, which runs as long as a test."""
    cluster = Cluster(safe=True)
    cluster.start()
    async with AsyncExitStack() as stack:
        stack.callback(cluster.stop)
        cluster.run("CREATE DATABASE fair")
        upgrade(cluster.url("fair"))
        redis = await stack.enter_async_context(a_redis(folder))
        gateway = await stack.enter_async_context(a_gateway())
        door = Door(dice)
        listening = await asyncio.start_server(door.lead, "127.0.0.1", 0)
        stack.callback(listening.close)
        stack.push_async_callback(door.close)
        door.port = listening.sockets[0].getsockname()[1]
        made = Province(folder, cluster, redis, gateway, door)
        stack.push_async_callback(made.stop)
        await made.start(many)
        yield made
