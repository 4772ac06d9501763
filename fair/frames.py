"""WebSocket frames, counted before anything is made of them: uvicorn's own protocol with bounds.

An application is told of whole messages only. Pings, empty fragments and a hundred thousand tiny
messages in one packet of the network cost time and memory before it hears of any; and a connection
whose browser reads nothing can only be ended here. This touches insides of uvicorn: it is used with
the version that it was tried with, and otherwise uvicorn's own protocol is.
"""

import asyncio
import itertools
import logging
import socket
from typing import Any

import uvicorn
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from fair.budgets import Budgets
from fair.open_socket import CUT
from fair.packets import MOST_BYTES
from fair.quiet_log import QuietLog

log = logging.getLogger("fair.frames")
TRIED_WITH = "0.54."
SLICE_BYTES = 4096  # at most some 700 frames are made at once
MOST_WAITING = 256
BUFFER_BYTES = 64_000
GOODBYE_S = 1.0
# Pings, pongs and fragments, which no browser sends by itself: so many in so many seconds.
CONTROLS = (100, 10)
NO_TEXT = 1007
TOO_MUCH = 4029  # as a socket hears that sent too many packets

_numbers = itertools.count(1)


class Frames(WebSocketsSansIOProtocol):
    """One connection. The application finds `cut(code, reason)` in its scope's extensions."""

    budgets = Budgets(most=10_000)
    quiet = QuietLog(log)

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self._number = str(next(_numbers))
        self._ended, self._after_end = False, 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Bound what waits for a slow reader, here and in the system."""
        super().connection_made(transport)
        self.transport.set_write_buffer_limits(high=BUFFER_BYTES)
        if raw := transport.get_extra_info("socket"):
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, BUFFER_BYTES)

    def pause_writing(self) -> None:
        """Let whoever sends wait until this browser reads, unless that is over."""
        if not self._ended:
            super().pause_writing()

    def handle_connect(self, event: Any) -> None:
        """Let the application end this connection at once."""
        super().handle_connect(event)
        if hasattr(self, "scope"):
            self.scope["extensions"][CUT] = {"cut": self.cut}

    async def send(self, message: Any) -> None:
        """Send; a handshake that was answered with a refusal is over, which uvicorn forgets."""
        await super().send(message)
        if self.close_sent:
            self.handshake_complete = True

    def data_received(self, data: bytes) -> None:
        """Read a little at a time, and after the end no more than a farewell."""
        if self._ended:
            self._after_end += len(data)
            if self._after_end > BUFFER_BYTES:
                self.transport.abort()
            return
        for start in range(0, len(data), SLICE_BYTES):
            super().data_received(data[start : start + SLICE_BYTES])
            if self._is_over():
                return

    def _is_over(self) -> bool:
        return self._ended or self.transport.is_closing()

    def handle_events(self) -> None:
        """Take in what was read, up to the end."""
        if not self._ended:
            super().handle_events()

    def handle_text(self, event: Any) -> None:
        """Take in a text, unless as many wait already as no page of ours sends."""
        if not self._ended and self._few():
            super().handle_text(event)

    def handle_cont(self, event: Any) -> None:
        """Take in a fragment."""
        if not self._ended and self._counted() and self._few():
            super().handle_cont(event)

    def handle_ping(self) -> None:
        """Answer a ping, where the answers to earlier ones were read."""
        if not self._ended and self._counted():
            if self.writable.is_set():
                super().handle_ping()
            else:
                self._refuse("answers are not read")

    def handle_pong(self, event: Any) -> None:
        """Take in a pong."""
        if not self._ended and self._counted():
            super().handle_pong(event)

    def send_receive_event_to_app(self) -> None:
        """Hand a message on, unless it is no text: uvicorn would log that with a traceback."""
        if self.curr_msg_data_type == "text":
            try:
                b"".join(self.frames).decode()
            except UnicodeDecodeError:
                self._refuse("a text that is none", code=NO_TEXT)
                return
        super().send_receive_event_to_app()

    def _counted(self) -> bool:
        if self.budgets.try_to_spend("frames", self._number, CONTROLS):
            self._refuse("too many frames")
            return False
        return True

    def _few(self) -> bool:
        if self.queue.qsize() >= MOST_WAITING:
            self._refuse("too many packets at once")
            return False
        return True

    def _refuse(self, reason: str, code: int = TOO_MUCH) -> None:
        self.quiet.tell(f"a connection was ended: {reason}")
        self.cut(code, reason)

    def cut(self, code: int, reason: str) -> None:
        """Say why and end, whether the browser reads it or not. What it still sends is not read."""
        if self._ended:
            return
        self._ended = True
        self.frames = []
        while not self.queue.empty():
            self.queue.get_nowait()  # what waits is answered no more
        self.queue.put_nowait({"type": "websocket.disconnect", "code": code, "reason": reason})
        if self.handshake_complete and not self.close_sent and not self.transport.is_closing():
            self.conn.send_close(code, reason)
            self.transport.write(b"".join(self.conn.data_to_send()))
        self.close_sent = self.disconnected = True
        self.writable.set()  # whoever waits for it is told that the connection is gone
        if self.read_paused:
            self.read_paused = False
            self.transport.resume_reading()  # so that the browser's farewell meets no closed door
        self.loop.call_later(GOODBYE_S, self.transport.abort)


def options() -> dict[str, Any]:
    """Return how uvicorn is to be run: with these bounds, or as it comes where it has changed."""
    bounds: dict[str, Any] = {
        "ws_max_size": MOST_BYTES,
        "ws_per_message_deflate": False,
        "ws_ping_interval": None,
    }
    if uvicorn.__version__.startswith(TRIED_WITH):
        bounds["ws"] = Frames
    else:
        log.warning(
            "uvicorn %s was not tried with Fair (%sx was): floods of tiny frames cost more, and "
            "who reads nothing stays longer",
            uvicorn.__version__,
            TRIED_WITH,
        )
    return bounds
