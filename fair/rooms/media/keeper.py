"""The server's side of the bridge: starts the media process, asks it, and starts it anew.

The process holds the other end of a pair of sockets: nobody else can speak with it, and it ends
with ours, however we end. It is told what the server has checked, and believes nobody else.
"""

import asyncio
import contextlib
import itertools
import logging
import socket
import sys
from collections.abc import Awaitable, Callable
from typing import Any

from fair.contract.base import Event
from fair.contract.rooms_bridge import BridgeAfresh, BridgeDescribed
from fair.decisions import Malformed, Refusal
from fair.network import addresses_of, ports_of
from fair.rooms.leg import ForBridge
from fair.rooms.media import wire
from fair.rooms.refusals import BridgeAway, BridgeFull, LegMoved, NoBridge
from fair.settings import Settings

log = logging.getLogger("fair.media")
ANSWER_S = 5.0
PARTING_S = 3.0
AGAIN_S = (0.2, 0.5, 1.0, 2.0, 5.0)
STEADY_S = 30.0
REFUSED: dict[str, type[Refusal]] = {
    "full": BridgeFull,
    "outdated": LegMoved,
    "malformed": Malformed,
}


class Keeper:
    """Keeps one media process. `tell` sends an event to its audience."""

    def __init__(self, settings: Settings, tell: Callable[[Event], Awaitable[None]]) -> None:
        first, last = ports_of(settings.bridge_ports)
        self._begin = {
            "first": first,
            "last": last,
            "bind": addresses_of("FAIR_BRIDGE_BIND", settings.bridge_bind),
            "announce": addresses_of("FAIR_BRIDGE_ANNOUNCE", settings.bridge_announce),
            "most": settings.bridge_calls,
        }
        self._log_format = settings.log_format
        self._wanted, self._tell = settings.calls != "direct", tell
        self._process: asyncio.subprocess.Process | None = None
        self._writer: asyncio.StreamWriter | None = None
        self._waiting: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._ids = itertools.count(1)
        self._state: dict[str, int] = {}
        self._pages: dict[str, set[str]] = {}
        self._began = False

    # --- what the server asks ---------------------------------------------------------------------

    async def describe(self, asked: ForBridge) -> Event:
        """Hand a page's description over; return what the page is told.

        Refuses with `BridgeFull`, `BridgeAway`, `Malformed`, and `LegMoved` for an earlier page.
        """
        if not self._wanted:
            raise NoBridge
        answer = await self._ask(
            call=asked.call_id, side=asked.side, epoch=asked.epoch, n=asked.n, sdp=asked.sdp
        )
        if refused := answer.get("refused"):
            raise REFUSED[refused]
        self._pages.setdefault(asked.call_id, set()).add(asked.to)
        return BridgeDescribed(
            to=asked.to,
            call_id=asked.call_id,
            epoch=asked.epoch,
            n=asked.n,
            sdp=answer["sdp"],
        )

    def end(self, call_id: str) -> None:
        """The call is over: its places at the bridge are free."""
        if self._pages.pop(call_id, None) is not None and self._writer:
            wire.say(self._writer, {"do": "end", "call": call_id})

    def put_out(self, call_id: str, side: str, epoch: int) -> None:
        """Somebody is to be in the call no more: their sound stops with this."""
        self._pages.setdefault(call_id, set())
        if self._writer:
            wire.say(self._writer, {"do": "put_out", "call": call_id, "side": side, "epoch": epoch})

    def calls(self) -> tuple[str, ...]:
        """Return the calls that the bridge was given and whose end it has not heard of."""
        return tuple(self._pages)

    def state(self) -> dict[str, int | bool]:
        """Return whether the bridge is up, how many calls it carries of how many, and packets."""
        return {"up": self._writer is not None and bool(self._state), **self._state}

    async def _ask(self, **what: Any) -> dict[str, Any]:
        if self._writer is None:
            raise BridgeAway
        number = next(self._ids)
        waiting: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        self._waiting[number] = waiting
        wire.say(self._writer, {"id": number, "do": "describe", **what})
        try:
            async with asyncio.timeout(ANSWER_S):
                return await waiting
        except TimeoutError:
            raise BridgeAway from None
        finally:
            self._waiting.pop(number, None)

    # --- the process ------------------------------------------------------------------------------

    async def run(self) -> None:
        """Keep a media process until cancelled; then end it, by its id, and wait for it."""
        if not self._wanted:
            return
        loop, falls = asyncio.get_running_loop(), 0
        try:
            while True:
                began = loop.time()
                await self._live()
                falls = 0 if loop.time() - began > STEADY_S else falls + 1
                wait_s = AGAIN_S[min(falls, len(AGAIN_S) - 1)]
                log.warning("the bridge has ended; it starts again in %.1f s", wait_s)
                await asyncio.sleep(wait_s)
        finally:
            await self._part()

    async def _live(self) -> None:
        """Hear a process from its start until it is gone."""
        reader, writer = await self._start()
        wire.say(writer, self._begin)
        try:
            while (told := await wire.read(reader)) is not None:
                await self._hear(told, writer)
        finally:
            self._writer, self._state = None, {}
            for waiting in self._waiting.values():
                if not waiting.done():
                    waiting.set_exception(BridgeAway())
            writer.close()
        await self._ended()

    async def _start(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """Start a process and return our end; cancelled on the way, it leaves neither end open."""
        ours, theirs = socket.socketpair()
        try:
            with theirs:
                self._process = await asyncio.create_subprocess_exec(
                    *(sys.executable, "-m", "fair.rooms.media"),
                    *(str(theirs.fileno()), self._log_format),
                    stdin=asyncio.subprocess.DEVNULL,
                    pass_fds=(theirs.fileno(),),
                )
            return await asyncio.open_connection(sock=ours, limit=wire.LIMIT)
        except BaseException:
            ours.close()
            raise

    async def _hear(self, told: dict[str, Any], writer: asyncio.StreamWriter) -> None:
        if "state" in told:
            self._state = told["state"]
            if self._writer is None:
                self._writer = writer
                await self._afresh()
        elif (waiting := self._waiting.get(told["id"])) and not waiting.done():
            waiting.set_result(told)

    async def _afresh(self) -> None:
        """Tell everybody whose sound went over the process before this one."""
        pages, self._pages = self._pages, {}
        for call_id, audiences in pages.items():
            for to in audiences:
                await self._tell(BridgeAfresh(to=to, call_id=call_id))

    async def _part(self) -> None:
        if self._writer:
            self._writer.close()
        await self._ended()

    async def _ended(self) -> None:
        """Wait for the process, which hears that our end is closed; kill one that does not."""
        process, self._process = self._process, None
        if process is None:
            return
        try:
            async with asyncio.timeout(PARTING_S):
                await process.wait()
        except TimeoutError:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
