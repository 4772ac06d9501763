"""Hostile visitors, each kind by itself: what they send costs them as little as it can.

They run in a process of their own, on a core of their own, and come from loopback addresses of
their own (127.0.0.2, 127.0.0.3, …), so that each is another network. Whoever is cut comes back.

    python -m tests.journeys.harness.flooders '{"url": …, "booth": …, "each": 5}'

They stop when their standard input ends, and print what befell them.
"""

import asyncio
import itertools
import json
import os
import sys
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import asdict, dataclass, field
from typing import Any
from urllib.parse import urlsplit

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidHandshake, WebSocketException

AGAIN_S = 0.02
# An AttributeError is asyncio's own, where a transport is aborted that was cut just before.
CUT = (OSError, EOFError, WebSocketException, InvalidHandshake, TimeoutError, AttributeError)
PAGES = ("/", "/vacancies", "/vacancies?q=x&page=2", "/nowhere", "/help")
MEGABYTES = 5
NICENESS = 10  # the honest ones on the same core come first: what is measured is the server


@dataclass
class Toll:
    """What the flooders of one kind did, and what was done to them."""

    sent: int = 0
    served: int = 0
    refused: int = 0  # told no: a status from 400 on, or a refusal in an answer
    cut: int = 0  # hung up on, or not let in
    held: int = 0  # most connections open at one time
    open: int = 0

    def opened(self, by: int) -> None:
        self.open += by
        self.held = max(self.held, self.open)


@dataclass(frozen=True)
class Flood:
    """Whom to flood, and with whose logins."""

    url: str
    booth: str
    each: int
    seekers: list[str] = field(default_factory=list)
    recruiters: list[str] = field(default_factory=list)
    core: int = -1
    kinds: list[str] = field(default_factory=list)
    until_cut: list[str] = field(default_factory=list)  # ends once each of these kinds was cut

    @property
    def host(self) -> str:
        return urlsplit(self.url).netloc

    @property
    def peer(self) -> tuple[str, int]:
        at = urlsplit(self.url)
        return str(at.hostname), int(at.port or 80)

    def login(self, number: int, among: list[str]) -> str:
        return f"Cookie: fair_login={among[number % len(among)]}\r\n" if among else ""


@dataclass(frozen=True)
class One:
    """One flooder."""

    flood: Flood
    number: int
    address: str
    toll: Toll

    @asynccontextmanager
    async def line(self) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
        """Open a bare connection from this flooder's address."""
        reader, writer = await asyncio.open_connection(
            *self.flood.peer, local_addr=(self.address, 0)
        )
        self.toll.opened(1)
        try:
            yield reader, writer
        finally:
            self.toll.opened(-1)
            writer.close()

    @asynccontextmanager
    async def socket(self, login: str = "") -> AsyncIterator[ClientConnection]:
        """Open a socket as a page does, and enter the namespace."""
        async with connect(
            f"ws://{self.flood.host}/socket.io/?EIO=4&transport=websocket",
            additional_headers={"Origin": self.flood.url, "Cookie": f"fair_login={login}"},
            compression=None,
            ping_interval=None,
            close_timeout=0.1,
            open_timeout=20,
            local_addr=(self.address, 0),
        ) as phone:
            self.toll.opened(1)
            try:
                await phone.recv()
                await phone.send("40")
                await phone.recv()
                yield phone
            finally:
                self.toll.opened(-1)


async def again_and_again(one: One, do: Callable[[One], Awaitable[None]]) -> None:
    """Do it for ever; who is cut comes back at once."""
    while True:
        try:
            await do(one)
        except CUT:
            one.toll.cut += 1
        await asyncio.sleep(AGAIN_S)


async def answer(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    """Read one answer: its status and its body."""
    head = await reader.readuntil(b"\r\n\r\n")
    length = 0
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            length = int(line.split(b":")[1])
    return int(head.split(b" ", 2)[1]), await reader.readexactly(length)


# --- one function for each kind -------------------------------------------------------------------


async def pages(one: One) -> None:
    """Ask for pages as fast as they come."""
    async with one.line() as (reader, writer):
        for turn in itertools.count():
            path = PAGES[turn % len(PAGES)]
            writer.write(f"GET {path} HTTP/1.1\r\nHost: {one.flood.host}\r\n\r\n".encode())
            one.toll.sent += 1
            status, _ = await answer(reader)
            if status < 400:
                one.toll.served += 1
            else:
                one.toll.refused += 1


async def slow_heads(one: One) -> None:
    """Begin a request and never end it: a sign of its head now and then."""
    async with one.line() as (reader, writer):
        writer.write(f"GET / HTTP/1.1\r\nHost: {one.flood.host}\r\nX-Slow: ".encode())
        one.toll.sent += 1
        while not reader.at_eof():
            writer.write(b"x")
            await writer.drain()
            with suppress(TimeoutError):
                await asyncio.wait_for(reader.read(1000), 0.5)
    raise EOFError


async def uploads(one: One) -> None:
    """Send a great file that nobody asked for; every second one by a recruiter's login."""
    async with one.line() as (reader, writer):
        own = one.number % 2 == 0
        path = "/desk/vacancies/import" if own else "/sign-in"
        login = one.flood.login(one.number, one.flood.recruiters) if own else ""
        begin = b'--edge\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
        size = len(begin) + MEGABYTES * 1_000_000 + len(b"\r\n--edge--\r\n")
        writer.write(
            f"POST {path} HTTP/1.1\r\nHost: {one.flood.host}\r\n{login}"
            f"Content-Type: multipart/form-data; boundary=edge\r\nContent-Length: {size}\r\n\r\n"
            "".encode()
            + begin
        )
        one.toll.sent += 1
        for _ in range(MEGABYTES * 10):
            writer.write(b"a,b\n" * 25_000)
            await writer.drain()
        writer.write(b"\r\n--edge--\r\n")
        status, _ = await answer(reader)
        if status < 400:
            one.toll.served += 1
        else:
            one.toll.refused += 1


async def watches(one: One) -> None:
    """Ask to hear twenty things at a time, and never read an answer."""
    asked = [f"queue:{one.flood.booth}", *(f"queue:x{turn:011}" for turn in range(19))]
    async with one.socket() as phone:
        for turn in itertools.count():
            await phone.send(f"42{turn}{json.dumps(['watch', asked])}")
            one.toll.sent += 1


async def _emits(one: One, name: str, asked: dict[str, Any], login: str = "") -> None:
    async with one.socket(login) as phone:

        async def hear() -> None:
            async for frame in phone:
                text = str(frame)
                if text == "2":
                    await phone.send("3")
                elif text.startswith("43"):
                    one.toll.refused += '"code"' in text

        hearing = asyncio.create_task(hear())
        try:
            for turn in itertools.count():
                message = {"id": f"{id(phone)}-{turn}", "payload": asked}
                await phone.send(f"42{turn}{json.dumps([name, message])}")
                one.toll.sent += 1
                if turn % 50 == 0:
                    await asyncio.sleep(0)
        finally:
            hearing.cancel()


async def unknown(one: One) -> None:
    """Send packets that mean nothing, two thousand signs each."""
    await _emits(one, "nonsense", {"x": "y" * 2000})


async def commands(one: One) -> None:
    """Send commands that are refused, by a seeker's login."""
    login = one.flood.seekers[one.number % len(one.flood.seekers)] if one.flood.seekers else ""
    await _emits(one, "ticket.join", {"booth_id": "x" * 12}, login)


async def binary(one: One) -> None:
    """Announce ten thousand attachments and send them, sixty thousand bytes each."""
    many = 10_000
    async with one.socket() as phone:
        holes = [{"_placeholder": True, "num": number} for number in range(many)]
        await phone.send(f"45{many}-{json.dumps(['watch', holes[:200]])}")
        for _ in range(many):
            await phone.send(b"\0" * 60_000)
            one.toll.sent += 1


async def connects(one: One) -> None:
    """Open sockets and keep as many as one may have; the oldest goes where a new one comes."""
    kept: deque[asyncio.Task[None]] = deque()
    most = 100

    async def hold() -> None:
        try:
            async with one.socket() as phone:
                one.toll.served += 1
                async for frame in phone:
                    if frame == "2":
                        await phone.send("3")
            one.toll.cut += 1
        except CUT:
            one.toll.cut += 1

    try:
        for _ in itertools.count():
            one.toll.sent += 1
            kept.append(asyncio.create_task(hold()))
            await asyncio.sleep(0.01)
            while len(kept) > most:
                kept.popleft().cancel()
    finally:
        for task in kept:
            task.cancel()


# How many goes each flooder of a kind has under way at a time.
KINDS: dict[str, tuple[Callable[[One], Awaitable[None]], int]] = {
    "pages": (pages, 8),
    "slow heads": (slow_heads, 60),
    "uploads": (uploads, 2),
    "watches": (watches, 2),
    "unknown": (unknown, 2),
    "binary": (binary, 2),
    "commands": (commands, 2),
    "connects": (connects, 1),
}


async def run(flood: Flood) -> dict[str, dict[str, int]]:
    """Flood until the standard input ends; return the toll of each kind."""
    tolls = {kind: Toll() for kind in KINDS if not flood.kinds or kind in flood.kinds}
    addresses = (f"127.0.0.{last}" for last in itertools.count(2))
    tasks = [
        asyncio.create_task(again_and_again(one, KINDS[kind][0]))
        for kind in tolls
        for one in (
            One(flood, number, next(addresses), tolls[kind]) for number in range(flood.each)
        )
        for _ in range(KINDS[kind][1])
    ]
    over = asyncio.create_task(asyncio.to_thread(sys.stdin.read))
    cut = asyncio.create_task(_all_cut([tolls[kind] for kind in flood.until_cut]))
    await asyncio.wait([over, cut, *tasks], return_when=asyncio.FIRST_COMPLETED)
    ended = [task for task in tasks if task.done()]
    said = {kind: asdict(toll) for kind, toll in tolls.items()}
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks, timeout=5)
    for task in ended:
        task.result()  # a flooder must not stop by a fault of its own
    return said


async def _all_cut(tolls: list[Toll]) -> None:
    while not tolls or not all(toll.cut for toll in tolls):
        await asyncio.sleep(0.1)


def main() -> None:
    """Flood as the one argument says, in JSON; print the tolls."""
    flood = Flood(**json.loads(sys.argv[1]))
    if flood.core >= 0:
        os.sched_setaffinity(0, {flood.core})
    os.nice(NICENESS)
    print(json.dumps(asyncio.run(run(flood))), flush=True)
    os._exit(0)  # thousands of sockets are hung up by the system, not one by one


if __name__ == "__main__":
    main()
