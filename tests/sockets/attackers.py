"""A real server on a loopback port, and raw websockets to it, as an attacker has them."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import uvicorn
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from fair import frames
from fair.app import Server
from fair.quiet_log import QuietLog
from fair.settings import Settings
from fair.sockets import Sockets
from tests import databases
from tests.world import World

WITHIN_S = 15
HANDSHAKE = "/socket.io/?EIO=4&transport=websocket"


class Town:
    """The server, and where it listens."""

    def __init__(self, world: World, port: int) -> None:
        self.world, self.port = world, port
        self.origin = f"http://127.0.0.1:{port}"

    @property
    def sockets(self) -> Sockets:
        return self.world.server.live.sockets

    def limit(self, **limits: Any) -> None:
        self.sockets.limits = replace(self.sockets.limits, **limits)

    @asynccontextmanager
    async def handshake(
        self, token: str = "", path: str = HANDSHAKE, **headers: str
    ) -> AsyncIterator[ClientConnection]:
        """A websocket that has said nothing yet; `headers` with _ for -."""
        said = {name.replace("_", "-"): value for name, value in headers.items()}
        if token:
            said["Cookie"] = f"fair_login={token}"
        async with connect(
            f"ws://127.0.0.1:{self.port}{path}",
            additional_headers=said,
            compression=None,
            ping_interval=None,
            proxy=None,
            open_timeout=WITHIN_S,
            close_timeout=1,
            max_size=None,
        ) as socket:
            yield socket

    @asynccontextmanager
    async def page(self, token: str = "", **headers: str) -> AsyncIterator[ClientConnection]:
        """A socket as our own pages have it."""
        async with self.handshake(token, **headers) as socket:
            await hello(socket)
            yield socket

    async def refused(self, **asked: Any) -> int:
        """The status that a handshake is refused with; 101 where it is not."""
        try:
            async with self.handshake(**asked):
                return 101
        except InvalidStatus as error:
            return error.response.status_code


@asynccontextmanager
async def listening(folder: Path, **settings: Any) -> AsyncIterator[Town]:
    """Start a server as `fair serve` does, in this process; `stock=True`: uvicorn as it comes."""
    frames.Frames.quiet = QuietLog(frames.log)
    bounds = {} if settings.pop("stock", False) else {"ws": frames.options()["ws"]}
    server = Server(
        Settings.read(
            database_url=databases.make(folder),
            ledger_key=str(folder / "fair.db.ledger.key"),
            secret="a secret for tests " * 3,
            **settings,
        )
    )
    options = {**frames.options(), "ws": "auto", **bounds}
    serving = uvicorn.Server(
        uvicorn.Config(
            server.app, port=0, log_level="warning", timeout_graceful_shutdown=1, **options
        )
    )
    serving.install_signal_handlers = lambda: None  # type: ignore[attr-defined]
    task = asyncio.create_task(serving._serve())
    try:
        async with asyncio.timeout(WITHIN_S):
            while not serving.started:
                await asyncio.sleep(0.01)
        yield Town(World(server), serving.servers[0].sockets[0].getsockname()[1])
    finally:
        serving.should_exit = True
        await task


async def hello(socket: ClientConnection) -> None:
    """Come in as a page does."""
    assert str(await heard(socket)).startswith("0{")
    await socket.send("40")
    assert str(await heard(socket)).startswith("40{")


async def heard(socket: ClientConnection) -> str | bytes:
    async with asyncio.timeout(WITHIN_S):
        return await socket.recv()


async def ask(socket: ClientConnection, *said: Any, number: int = 1) -> Any:
    """Ask and return the answer, whatever else is told meanwhile."""
    await socket.send(f"42{number}{json.dumps(said)}")
    return await answer(socket, number)


async def answer(socket: ClientConnection, number: int) -> Any:
    while True:
        told = str(await heard(socket))
        if told.startswith(f"43{number}["):
            return json.loads(told.removeprefix(f"43{number}"))[0]
        if told == "2":
            await socket.send("3")


async def ended(socket: ClientConnection) -> int:
    """Read until the server has ended it; return the code that a browser hears."""
    with suppress(ConnectionClosed):
        async with asyncio.timeout(WITHIN_S):
            async for _ in socket:
                pass
    return int(socket.close_code or 0)


async def settled(is_so: Any) -> None:
    """Wait until something is so."""
    async with asyncio.timeout(WITHIN_S):
        while not is_so():
            await asyncio.sleep(0.01)
