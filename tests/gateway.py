"""A gateway for texts on loopback, which a test makes slow, busy, odd or dead."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

from fair.signals.carriers import Gateway

OK = 200


class LoopbackGateway:
    """Hears what is posted; `answer` says with which status, and may wait as long as it likes."""

    def __init__(self) -> None:
        self.url = self.elsewhere = ""
        self.heard: list[dict[str, Any]] = []
        self.taken: list[str] = []
        self.under_way = self.most = 0
        self.something = asyncio.Event()
        self.tasks: set[asyncio.Task[None] | None] = set()
        self.answer: Callable[[dict[str, Any]], Awaitable[int]] = self.takes_all

    @staticmethod
    async def takes_all(_text: dict[str, Any]) -> int:
        return 200

    def says(self, status: int, *numbers: str) -> None:
        """Answer with a status, or only to these numbers."""

        async def answer(text: dict[str, Any]) -> int:
            return status if not numbers or text["to"] in numbers else 200

        self.answer = answer

    def hold(self) -> asyncio.Event:
        """Answer nobody before the returned event is set."""
        go = asyncio.Event()

        async def answer(_text: dict[str, Any]) -> int:
            await go.wait()
            return 200

        self.answer = answer
        return go

    def heard_keys(self) -> list[str]:
        """Return the keys that were heard, in order."""
        return [one["key"] for one in self.heard]

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something that was heard makes it true."""
        while not holds():
            await self.something.wait()
            self.something.clear()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.tasks.add(asyncio.current_task())
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                lines = head.decode().lower().split("\r\n")
                fields = dict(line.split(": ", 1) for line in lines if ": " in line)
                text = json.loads(await reader.readexactly(int(fields["content-length"])))
                self.heard.append(text)
                assert fields["idempotency-key"] == text["key"]
                self.under_way += 1
                self.most = max(self.most, self.under_way)
                self.something.set()
                status = await self.answer(text)
                self.under_way -= 1
                self.taken += [text["key"]] if status == OK else []
                self.something.set()
                where = f"Location: {self.elsewhere}\r\n" if self.elsewhere else ""
                said = f"HTTP/1.1 {status} Said\r\n{where}Content-Length: 0\r\n\r\n"
                writer.write(said.encode())
                await writer.drain()
        except (asyncio.IncompleteReadError, asyncio.CancelledError, ConnectionError):
            pass
        finally:
            writer.close()
            with suppress(ConnectionError, asyncio.CancelledError):
                await writer.wait_closed()

    def carrier(self, token: str = "") -> Gateway:
        return Gateway(self.url, token)


@asynccontextmanager
async def a_gateway() -> AsyncIterator[LoopbackGateway]:
    """Listen on loopback until the test is over."""
    made = LoopbackGateway()
    server = await asyncio.start_server(made.serve, "127.0.0.1", 0)
    made.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/send"
    try:
        yield made
    finally:
        server.close()
        for task in filter(None, made.tasks):
            task.cancel()
        await asyncio.gather(*filter(None, made.tasks), return_exceptions=True)
