"""What a connection may cost before a request is whole: heads, bodies and connections have bounds.

uvicorn reads a head of any length for as long as it takes. Here each connection is watched: how
many there are, how long a head may be and take, how slowly a body may come, how long an answer may
stay unread. Built on what asyncio and httptools promise (`connection_made`, `on_header`, …) and on
few names of uvicorn's, which `bounded` looks for before it is used.
"""

import asyncio
import logging
from collections.abc import Collection
from time import monotonic
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from fair.budgets import network
from fair.connections import Bounds, Missed, Open
from fair.decisions import Refusal
from fair.http_words import LargeHead, LongAddress, ManyConnections, NoRequest, TooSlow, answer
from fair.quiet_log import QuietLog
from fair.traffic import KNOWN

log = logging.getLogger("fair.http_bounds")
quiet = QuietLog(log)
NEEDED = ("on_message_begin", "on_url", "on_header", "on_headers_complete", "on_body",
          "on_message_complete", "send_400_response", "handle_websocket_upgrade")  # fmt: skip


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
        self.known = False
        self.cycles: list[Any] = []
        if not self.open.add(self):
            self._end(ManyConnections())

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        self.open.remove(self)
        self._nobody_hears()
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
        # The application says here that whoever asks is known.
        self.scope["extensions"] = {KNOWN: {"known": self.is_known}}
        super().on_headers_complete()
        self.cycles = [one for one in self.cycles if not one.response_complete]
        made: Any = self.cycle  # none for a socket
        if made and made not in self.cycles:
            self.cycles.append(made)
        if len(self.pipeline) > self.open.bounds.waiting:
            self._refuse(NoRequest())

    def on_body(self, body: bytes) -> None:
        """Count the body while it arrives, and what still comes after the answer."""
        self.body += len(body)
        if self.cycle.response_complete and not self.open.may_throw_away(self, len(body)):
            self._abort()
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

    # --- what it is worth ---

    def is_known(self) -> None:
        """Hear that a login was shown on this connection."""
        self.known = True

    @property
    def missed(self) -> Missed:
        """How much it would be missed."""
        if self.phase == "idle" and any(not one.response_complete for one in self.cycles):
            return Missed.MUCH
        asks = self.started or self.phase == "body"
        if self.known:
            return Missed.MUCH if asks else Missed.SOMEWHAT
        return Missed.HARDLY if asks else Missed.NOT

    def make_room(self) -> None:
        """End it for another one."""
        if self.missed is Missed.HARDLY and not self.why:
            self._end(ManyConnections())
        else:
            self.transport.close()

    def _nobody_hears(self) -> None:
        """Tell whatever is still being answered, one after the other, that nobody hears it."""
        for cycle in self.cycles:
            cycle.disconnected = True
            cycle.message_event.set()

    def _abort(self) -> None:
        self._nobody_hears()
        self.transport.abort()

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
                self._abort()
        elif self.unread_since and now - self.unread_since > bounds.unread_s:
            self._abort()
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
                self._abort()  # in the middle of an answer there is no place for words
                return
            self._nobody_hears()
        if not self.transport.is_closing():
            self.transport.write(answer(why))
            if self in self.open.all:
                self.transport.write_eof()
            else:
                self.transport.close()


def _calm(record: logging.LogRecord) -> bool:
    if record.levelno < logging.WARNING:
        return True
    error = record.exc_info[1] if record.exc_info else None
    cause = str(record.msg).strip() + (f": {type(error).__name__}" if error else "")
    quiet.tell(cause, record.levelno, error)
    return False


def missing(protocol: type = HttpToolsProtocol) -> Collection[str]:
    """Name what this module needs of uvicorn and does not find."""
    return [name for name in NEEDED if not callable(getattr(protocol, name, None))]


def bounded(bounds: Bounds) -> Any:
    """Return the protocol for `uvicorn.run(http=…)`; "auto" with a warning if it does not fit."""
    if lacks := missing():
        log.warning("uvicorn has changed (%s): heads and bodies have no bounds", ", ".join(lacks))
        return "auto"
    # Of whatever else strangers can make uvicorn tell, one line a minute for each cause will do.
    logging.getLogger("uvicorn.error").addFilter(_calm)
    return type("Bounded", (BoundedProtocol,), {"open": Open(bounds)})
