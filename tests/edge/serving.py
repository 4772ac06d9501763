"""A real uvicorn in this process, on a loopback port, for whoever attacks it with bare bytes."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import uvicorn

from fair.connections import Bounds
from fair.http_bounds import bounded
from tests.world import World, running

SOON_S = 20  # no figure is measured by it: a machine that is busy may take so long


class Served:
    """The server, its port, and the protocol whose connections can be counted."""

    def __init__(self, world: World, port: int, protocol: Any) -> None:
        self.world, self.port, self.open = world, port, protocol.open

    async def call(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """Open a connection."""
        return await asyncio.open_connection("127.0.0.1", self.port)

    def waiting(self) -> int:
        """Return how many connections have an answer that is not read."""
        return sum(one.unread_since > 0 for one in self.open.all)

    async def emptied(self) -> None:
        """Wait until no connection is open; fails where one stays."""
        async with asyncio.timeout(SOON_S):
            while self.open.all:
                await asyncio.sleep(0.01)

    async def say(self, *pieces: bytes, end: bool = False) -> bytes:
        """Send bytes and return everything that is answered until the server closes."""
        reader, writer = await self.call()
        try:
            for piece in pieces:
                writer.write(piece)
                await writer.drain()
            if end:
                writer.write_eof()
        except ConnectionError:
            pass  # closed in the middle, which the answer tells as well
        heard = await all_of(reader)
        writer.close()
        return heard


async def all_of(reader: asyncio.StreamReader) -> bytes:
    """Return what comes until the server closes, or breaks off."""
    heard = b""
    async with asyncio.timeout(SOON_S):
        try:
            while piece := await reader.read(65536):
                heard += piece
        except ConnectionError:
            pass
    return heard


def status(heard: bytes) -> int:
    """Return the status of an answer; 0 where the server said nothing."""
    return int(heard.split(b" ", 2)[1]) if heard.startswith(b"HTTP/1.1 ") else 0


@asynccontextmanager
async def served(
    folder: Path, *, bounds: Bounds | None = None, **settings: Any
) -> AsyncIterator[Served]:
    """Serve a fresh fair with these bounds until the block ends."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()  # who calls before the server is up waits
        port = listener.getsockname()[1]
        async with running(folder, base_url=f"http://127.0.0.1:{port}", **settings) as world:
            protocol = bounded(bounds or Bounds())
            config = uvicorn.Config(
                world.server.app, http=protocol, ws="none", lifespan="off", log_config=None,
                server_header=False, proxy_headers=False, timeout_graceful_shutdown=1,
            )  # fmt: skip
            server = uvicorn.Server(config)
            task = asyncio.create_task(server.serve(sockets=[listener]))
            try:
                yield Served(world, port, protocol)
            finally:
                server.should_exit = True
                await task
