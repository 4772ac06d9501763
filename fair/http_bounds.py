"""What a connection may cost before a request is whole: heads, bodies and connections have bounds.

uvicorn reads a head of any length for as long as it takes. Here each connection is watched: how
many there are, how long a head may be and take, how slowly a body may come, how long an answer may
stay unread. Built on what asyncio and httptools promise (`connection_made`, `on_header`, …) and on
few names of uvicorn's, which `bounded` looks for before it is used.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from fair.addresses import networks, read
from fair.budgets import network
from fair.decisions import Refusal
from fair.http_words import LargeHead, LongAddress, ManyConnections, NoRequest, TooSlow, answer
from fair.quiet_log import QuietLog

log = logging.getLogger("fair.http_bounds")
quiet = QuietLog(log)
NEEDED = ("on_message_begin", "on_url", "on_header", "on_headers_complete", "on_body",
          "on_message_complete", "send_400_response", "handle_websocket_upgrade")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """Bounds of one connection, in seconds and bytes, and how many connections there may be."""

    connections: int = 4000
    of_network: int = 400
    proxies: str = ""
    head_s: float = 15
    head_bytes: int = 32_000
    address_bytes: int = 8_000
    headers: int = 100
    body_grace_s: float = 30
    body_bytes_a_second: float = 2_000
    after_answer_bytes: int = 8_000_000
    unread_s: float = 60
    linger_s: float = 2
    waiting: int = 16
    look_s: float = 1


@dataclass(slots=True)
class Open:
    """The connections that are open in this process; looked at once in a while."""

    bounds: Bounds
    all: set["BoundedProtocol"] = field(default_factory=set)
    of_network: Counter[str] = field(default_factory=Counter)
    looking: bool = False

    def add(self, one: "BoundedProtocol") -> bool:
        """Count a connection; False where there are too many."""
        peer = read(one.peer)
        proxy = peer is not None and any(peer in net for net in networks(self.bounds.proxies))
        if len(self.all) >= self.bounds.connections:
            return False
        if not proxy and self.of_network[one.network] >= self.bounds.of_network:
            return False
        self.all.add(one)
        self.of_network[one.network] += 1
        if not self.looking:
            self.looking = True
            one.loop.call_later(self.bounds.look_s, self.look, one.loop)
        return True

    def remove(self, one: "BoundedProtocol") -> None:
        """Forget a connection that ended, or became a socket."""
        if one in self.all:
            self.all.remove(one)
            self.of_network[one.network] -= 1
            if not self.of_network[one.network]:
                del self.of_network[one.network]

    def look(self, loop: asyncio.AbstractEventLoop) -> None:
        """End the connections that take too long."""
        now = monotonic()
        for one in list(self.all):
            one.look(now)
        self.looking = bool(self.all)
        if self.looking:
            loop.call_later(self.bounds.look_s, self.look, loop)


class BoundedProtocol(HttpToolsProtocol):
    """uvicorn's protocol, with an end to everything that it waits for."""

    open: Open  # of the subclass that `bounded` makes

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take a connection, or say that there are too many."""
        super().connection_made(transport)
        self.peer = self.client[0] if self.client else ""
        self.network = network(self.peer)
        self.why: Refusal | None = None
        self.phase, self.since = "head", monotonic()
        self.head = self.lines = self.body = 0
        self.started = False
        self.unread_since = 0.0
        if not self.open.add(self):
            self._end(ManyConnections())

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        self.open.remove(self)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read on; nothing more after the connection was refused."""
        if self.why:
            return
        if self.phase == "idle":
            self.phase, self.since = "head", monotonic()
        if self.phase == "head":
            self.started = True
            self.head += len(data)
        super().data_received(data)
        if self.phase == "head" and self.head > self.open.bounds.head_bytes and not self.why:
            self._end(LargeHead())  # pieces of a line that does not end

    # --- what the parser finds ---

    def on_message_begin(self) -> None:
        """Begin to weigh a request."""
        super().on_message_begin()
        self.phase, self.lines, self.weight = "head", 0, 0

    def on_url(self, url: bytes) -> None:
        """Weigh the address."""
        super().on_url(url)
        if len(self.url) > self.open.bounds.address_bytes:
            self._refuse(LongAddress())

    def on_header(self, name: bytes, value: bytes) -> None:
        """Weigh a header."""
        self.lines += 1
        self.weight += len(name) + len(value)
        bounds = self.open.bounds
        if self.lines > bounds.headers or self.weight > bounds.head_bytes:
            self._refuse(LargeHead())
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """The head is whole: its body may come."""
        self.phase, self.since, self.body, self.head = "body", monotonic(), 0, 0
        super().on_headers_complete()
        if len(self.pipeline) > self.open.bounds.waiting:
            self._refuse(NoRequest())

    def on_body(self, body: bytes) -> None:
        """Count the body while it arrives, and what still comes after the answer."""
        self.body += len(body)
        if self.body > self.open.bounds.after_answer_bytes and self.cycle.response_complete:
            self.transport.abort()
        super().on_body(body)

    def on_message_complete(self) -> None:
        """The request is whole: what takes time now is ours."""
        super().on_message_complete()
        self.phase, self.started = "idle", False

    def _refuse(self, why: Refusal) -> None:
        self.why = why
        raise ValueError(why.code)  # the parser stops, and asks for `send_400_response`

    def send_400_response(self, _msg: str) -> None:
        """Say in words why the request is not read, and close."""
        self._end(self.why or NoRequest())

    def handle_websocket_upgrade(self) -> None:
        """Hand the connection on to the socket, which has bounds of its own."""
        self.open.remove(self)
        super().handle_websocket_upgrade()

    # --- time ---

    def pause_writing(self) -> None:
        """The browser does not read: from now on its time runs."""
        super().pause_writing()
        self.unread_since = monotonic()

    def resume_writing(self) -> None:
        """The browser reads on."""
        super().resume_writing()
        self.unread_since = 0.0

    def look(self, now: float) -> None:
        """End the connection where it takes longer than it may."""
        bounds = self.open.bounds
        if self.flow.read_paused:
            self.since += bounds.look_s  # we are busy: that is no time of the browser's
        if self.why or self.transport.is_closing():
            if now - self.since > bounds.linger_s:
                self.transport.abort()
        elif self.unread_since and now - self.unread_since > bounds.unread_s:
            self.transport.abort()
        elif self.phase == "head" and now - self.since > bounds.head_s and not self.started:
            self.transport.close()  # opened in advance and never used: browsers do that
        elif self._is_slow(now - self.since):
            self._end(TooSlow())

    def _is_slow(self, spent_s: float) -> bool:
        bounds = self.open.bounds
        if self.phase == "head":
            return spent_s > bounds.head_s
        spent_s -= bounds.body_grace_s
        return self.phase == "body" and self.body < spent_s * bounds.body_bytes_a_second

    def _end(self, why: Refusal) -> None:
        """Say why and close. What still comes is thrown away for a while: else nobody reads it."""
        self.why, self.since = why, monotonic()
        quiet.tell(f"a connection was ended: {why.code}")
        cycle: Any = self.cycle
        if cycle and not cycle.response_complete:
            if cycle.response_started or self.pipeline:
                self.transport.abort()  # in the middle of an answer there is no place for words
                return
            cycle.disconnected = True
            cycle.message_event.set()
        if not self.transport.is_closing():
            self.transport.write(answer(why))
            if self in self.open.all:
                self.transport.write_eof()
            else:
                self.transport.close()


def _calm(record: logging.LogRecord) -> bool:
    if record.levelno == logging.WARNING:
        quiet.tell(str(record.msg))
    return record.levelno != logging.WARNING


def missing(protocol: type = HttpToolsProtocol) -> Collection[str]:
    """Name what this module needs of uvicorn and does not find."""
    return [name for name in NEEDED if not callable(getattr(protocol, name, None))]


def bounded(bounds: Bounds) -> Any:
    """Return the protocol for `uvicorn.run(http=…)`; "auto" with a warning if it does not fit."""
    if lacks := missing():
        log.warning("uvicorn has changed (%s): heads and bodies have no bounds", ", ".join(lacks))
        return "auto"
    # Of whatever else strangers can make uvicorn warn of, one line a minute will do.
    logging.getLogger("uvicorn.error").addFilter(_calm)
    return type("Bounded", (BoundedProtocol,), {"open": Open(bounds)})
