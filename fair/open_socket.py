"""One socket of one browser: what it may send is counted before it is read, and it can be ended.

Counted by the socket, by whom it belongs to and by its network. Who asks a little too fast waits
for an answer; who goes on is ended, with a word that our own page understands. That its neighbours
behind the same address ask much makes it wait, and no more.
"""

import asyncio
from collections.abc import Callable
from contextvars import ContextVar
from enum import Enum
from time import monotonic
from typing import Any

from starlette.types import Message, Receive, Send

from fair.backlog import Backlog
from fair.budgets import Budgets
from fair.packets import MOST_BYTES, Kind, cost, read
from fair.quiet_log import QuietLog

# Where a server can end a connection at once, its scope says so under this name.
CUT = "fair.cut"
Rate = tuple[float, float]
Cut = Callable[[int, str], None]

# Packets (each with a KiB or an audience more costs more), seconds; docs/operating.md says what
# our own pages send.
SOCKET: Rate = (240, 12)
VISITORS_SOCKET: Rate = (120, 12)
PERSON: Rate = (600, 20)
REFUSED = 4.0  # what an answer costs that says no, on top
# Who has had to wait for so many seconds in a minute, because it sends too much, is ended.
TOO_FAST: Rate = (5, 60)
MOST_WAIT_S = 1.0


class End(Enum):
    """Why a socket was ended: the code that its browser hears, and what the log says."""

    TOO_FAST = (4029, "too-many", "a socket that sent too much was ended")
    MALFORMED = (4002, "malformed", "a socket that sent no packet of ours was ended")
    BINARY = (4003, "binary", "a socket that sent binary data was ended")
    TOO_LONG = (4009, "too-long", "a socket that sent a packet of over 64 kB was ended")
    SLOW = (4013, "slow", "a socket whose browser reads nothing was ended")
    UNFINISHED = (4008, "unfinished", "a socket that never said hello was ended")

    def __init__(self, code: int, reason: str, says: str) -> None:
        self.code, self.reason, self.says = code, reason, says


# No page of ours is ever ended for these.
HOSTILE = frozenset({End.TOO_FAST, End.MALFORMED, End.BINARY, End.TOO_LONG})
_GONE: Message = {"type": "websocket.disconnect", "code": 1000}
_here: ContextVar["OpenSocket | None"] = ContextVar("open_socket", default=None)


def here() -> "OpenSocket | None":
    """Return the socket whose packet is being answered; None outside of one."""
    return _here.get()


def come_in(socket: "OpenSocket") -> None:
    """Let everything that is done from now on in this task be done for this socket."""
    _here.set(socket)


def queue_here(maxsize: int = 0) -> asyncio.Queue[Any]:
    """Return what the library keeps the packets in that wait for the browser of this socket."""
    socket = here()
    return socket.make_backlog() if socket else asyncio.Queue(maxsize)


class OpenSocket:
    """A connection from its handshake to its end.

    `sid` is its name at Socket.IO while it has one, `person` whom it belongs to ("" for visitors).
    `together` is what all sockets of its network may send, `visitors` those of visitors. `ends`
    hears of the end that we made.
    """

    def __init__(
        self,
        number: str,
        network: str,
        budgets: Callable[[], Budgets],
        quiet: QuietLog,
        *,
        together: Rate,
        visitors: Rate,
        receive: Receive,
        send: Send,
        cut: Cut | None,
        ends: Callable[["OpenSocket"], None] = lambda _socket: None,
        shows_login: bool = False,
    ) -> None:
        self.number, self.network, self.shows_login = number, network, shows_login
        self.sid = self.person = ""
        self.backlog: Backlog | None = None
        self.heard_at = self.lonely_since = monotonic()
        self.sending_since = 0.0
        self.says_hello = False
        self.ended: End | None = None
        self._budgets, self._quiet = budgets, quiet
        self._together, self._visitors = together, visitors
        self._receive, self._send, self._cut, self._ends = receive, send, cut, ends
        self._closing: asyncio.Task[None] | None = None

    def make_backlog(self) -> Backlog:
        """Return the queue of what waits to be sent to this browser."""
        self.backlog = Backlog(full=lambda: self.end(End.SLOW))
        return self.backlog

    async def receive(self) -> Message:
        """Return the next message that this browser may send, as an ASGI server does."""
        self.says_hello = False  # the library comes for the next packet: that one was answered
        while self.ended is None:
            message = await self._receive()
            if message["type"] != "websocket.receive":
                return message
            text = message.get("text")
            if text is None:
                self.end(End.BINARY)
            elif len(text) > MOST_BYTES:
                self.end(End.TOO_LONG)
            elif await self._may_be_answered(text):
                return message
        return _GONE

    async def _may_be_answered(self, text: str) -> bool:
        if not await self._paid(cost(text)):
            return False
        heard = read(text)
        if heard is None:
            self.end(End.MALFORMED)
            return False
        if heard.kind is not Kind.PONG:
            self.heard_at = monotonic()
        self.says_hello = heard.kind is Kind.CONNECT
        if heard.asks_for and not await self._paid(heard.asks_for):
            return False
        return heard.kind is not Kind.ANSWER

    async def _paid(self, price: float) -> bool:
        """Count what is asked for; wait where it is too much, and end who goes on."""
        budgets, who = self._budgets(), self.person
        wait_s = budgets.try_to_spend(
            "socket", self.number, SOCKET if who else VISITORS_SOCKET, price
        )
        if who:
            wait_s = max(wait_s, budgets.try_to_spend("socket.person", who, PERSON, price))
        wait_s = min(wait_s, MOST_WAIT_S)
        if wait_s and budgets.try_to_spend("socket.too_fast", self.number, TOO_FAST, wait_s):
            self.end(End.TOO_FAST)
            return False
        together = budgets.try_to_spend("socket.network", self.network, self._together, price)
        if not who:
            visitors = budgets.try_to_spend("socket.visitors", self.network, self._visitors, price)
            together = max(together, visitors)
        if together:
            self._quiet.tell("the sockets of one address send too much together: they wait")
        if wait_s or together:
            await asyncio.sleep(min(MOST_WAIT_S, max(wait_s, together)))
        return self.ended is None

    def refused(self) -> None:
        """Count a refusal as some packets more: a page of ours is seldom told no."""
        budgets = self._budgets()
        budgets.fine("socket", self.number, SOCKET if self.person else VISITORS_SOCKET, REFUSED)
        if self.person:
            budgets.fine("socket.person", self.person, PERSON, REFUSED)

    async def send(self, message: Message) -> None:
        """Send to this browser; waits as long as it reads nothing."""
        if message["type"] == "websocket.accept" and self.backlog is None:
            self._quiet.tell("the socket library has changed: what waits to be sent has no bound")
        self.sending_since = monotonic()
        try:
            await self._send(message)
        finally:
            self.sending_since = 0.0

    def end(self, why: End) -> None:
        """End it, and say why to the browser and, quietly, to the log."""
        if self.ended is not None:
            return
        self.ended = why
        self._quiet.tell(why.says)
        self._ends(self)
        if self._cut:
            self._cut(why.code, why.reason)
        else:
            self._closing = asyncio.create_task(self._close(why))

    async def _close(self, why: End) -> None:
        """Close as any ASGI server can: who reads nothing stays until its network gives up."""
        await self._send({"type": "websocket.close", "code": why.code, "reason": why.reason})
