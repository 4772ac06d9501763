"""All sockets of this process: who gets one, how many, and when one is taken away.

Around the Socket.IO library, which sees nothing but well-formed packets of sockets that were let
in. Websocket only: there is no polling here, no session to take over, no answer that repeats what
was asked.
"""

import asyncio
import itertools
import logging
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import monotonic

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from fair.addresses import address_of, networks
from fair.budgets import Budgets, network
from fair.cookies import LOGIN
from fair.decisions import Actor, NotFound
from fair.glossary import Role
from fair.open_socket import CUT, End, OpenSocket, Rate, come_in
from fair.quiet_log import QuietLog

log = logging.getLogger("fair.sockets")

HELLOS = (120.0, 60.0)  # of one person: somebody who opens a page every second has half of it
VISITORS_PART = 2 / 3
LOOK_EVERY_S = 1.0
_QUERY = b"EIO=4&transport=websocket"
_KEPT = (b"host", b"origin", b"cookie", b"accept-language", b"x-forwarded-for", b"upgrade",
         b"connection")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Limits:
    """How many sockets there may be at once, and how long one may say nothing, in seconds.

    What a network may send grows with the number of sockets that it may have.
    """

    together: int = 5000
    per_network: int = 300
    per_person: int = 8
    hello_s: float = 10.0
    stuck_s: float = 20.0

    @property
    def handshakes(self) -> Rate:
        """What a network may open: each of its pages anew twice in half a minute."""
        return 2.0 * self.per_network, 30.0

    @property
    def packets(self) -> Rate:
        """What the sockets of a network may send together."""
        return 40.0 * self.per_network, 30.0

    @property
    def visitors_packets(self) -> Rate:
        """What those of visitors may."""
        return 30.0 * self.per_network, 30.0

    def visitors(self, most: int) -> int:
        """Return how many of `most` sockets may be those of visitors."""
        return int(most * VISITORS_PART)


class Sockets:
    """An ASGI application around the library's: it lets sockets in, and remembers each.

    `ours` says whether an origin is of our own pages, by origin and host.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        budgets: Callable[[], Budgets],
        ours: Callable[[str, str], bool],
        limits: Limits,
        trusted_proxies: str = "",
    ) -> None:
        networks(trusted_proxies)  # a setting that cannot be read stops the server at its start
        self.app, self.limits = app, limits
        self.quiet = QuietLog(log)
        self._budgets, self._ours, self._trusted = budgets, ours, trusted_proxies
        self._numbers = itertools.count(1)
        self._open: set[OpenSocket] = set()
        self._named: dict[str, OpenSocket] = {}
        self._persons: dict[str, set[OpenSocket]] = defaultdict(set)
        self._networks: Counter[str] = Counter()
        self._visitors: Counter[str] = Counter()
        self._signed_in: Counter[str] = Counter()

    def __len__(self) -> int:
        return len(self._open)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one socket from its handshake to its end, or say no without asking anything.

        Refuses `NotFound` what is no socket: answers by polling are not offered.
        """
        if scope["type"] != "websocket":
            raise NotFound
        headers = Headers(scope=scope)
        peer, forwarded = str((scope.get("client") or ("",))[0]), headers.getlist("x-forwarded-for")
        whose = network(address := address_of(peer, forwarded, self._trusted))
        if forwarded and address == peer:
            self.quiet.tell(
                "X-Forwarded-For of a proxy that FAIR_TRUSTED_PROXIES does not name is not believed"
            )
        if status := self._refused(headers, scope["query_string"], whose):
            await _refuse(scope, send, status)
            return
        ends = scope.get("extensions", {}).get(CUT, {}).get("cut")
        number = str(next(self._numbers))
        socket = OpenSocket(
            number,
            whose,
            self._budgets,
            self.quiet,
            together=self.limits.packets,
            visitors=self.limits.visitors_packets,
            receive=receive,
            send=send,
            cut=ends,
        )
        come_in(socket)
        self._open.add(socket)
        self._networks[whose] += 1
        kept = [(name, value) for name, value in scope["headers"] if name in _KEPT]
        try:
            await self.app(
                {**scope, "headers": kept, "query_string": _QUERY}, socket.receive, socket.send
            )
        except OSError:
            return  # the browser went in the middle of something
        except Exception as error:  # noqa: BLE001 - the library's; what was sent is not for a log
            self.quiet.tell(f"the socket library stumbled: {type(error).__name__}", logging.ERROR)
        finally:
            self._forget(socket)

    def _refused(self, headers: Headers, query: bytes, whose: str) -> int:
        """Return the status of a refusal; 0 where the socket may come in."""
        origin = headers.get("origin")
        if origin and not self._ours(origin, headers.get("host", "")):
            self.quiet.tell("a page of somebody else's asked for a socket")
            return 403
        asked = query.split(b"&")
        if b"EIO=4" not in asked or b"transport=websocket" not in asked or b"sid=" in query:
            return 400
        if self._budgets().try_to_spend("socket.handshake", whose, self.limits.handshakes):
            self.quiet.tell("an address opens sockets too fast")
            return 429
        have, signed_in = self._networks[whose], self._signed_in[whose]
        if not self._room(headers, self.limits.per_network, have, signed_in, whose):
            self.quiet.tell("an address has as many sockets as it may (FAIR_SOCKETS_PER_NETWORK)")
            return 429
        have, signed_in = len(self._open), self._signed_in.total()
        if not self._room(headers, self.limits.together, have, signed_in, ""):
            self.quiet.tell("there are as many sockets as may be (FAIR_SOCKETS)")
            return 503
        return 0

    def _room(self, headers: Headers, most: int, have: int, signed_in: int, whose: str) -> bool:
        """Say whether there is room, where need be that of one who has not said hello."""
        stranger = LOGIN not in headers.get("cookie", "")
        full = have >= most or (stranger and have - signed_in >= self.limits.visitors(most))
        return not full or self._make_room(whose)

    def _make_room(self, whose: str) -> bool:
        """End the socket that has been without a name for longest, of a network or of all."""
        nameless = [
            one
            for one in self._open
            if not one.sid and whose in ("", one.network) and not one.ended
        ]
        if not nameless:
            return False
        longest = min(nameless, key=lambda one: one.lonely_since)
        longest.end(End.UNFINISHED)
        self._forget(longest)
        return True

    # --- those who said hello --------------------------------------------------------------------

    def may_say_hello(self, socket: OpenSocket, actor: Actor) -> bool:
        """Say whether this socket may be this actor's."""
        if socket.ended:
            return False
        if actor.role is not Role.VISITOR:
            return not self._budgets().try_to_spend("socket.hello", actor.key, HELLOS)
        limits, whose = self.limits, socket.network
        if self._visitors[whose] >= limits.visitors(limits.per_network) or (
            self._visitors.total() >= limits.visitors(limits.together)
        ):
            self.quiet.tell("visitors have as many sockets as they may")
            return False
        return True

    def said_hello(self, sid: str, socket: OpenSocket, actor: Actor) -> Sequence[str]:
        """Remember whose it is; return the names of the sockets that this person has too many.

        These are the ones whose pages said nothing for longest.
        """
        if socket not in self._open:
            return ()  # ended meanwhile
        socket.sid, self._named[sid] = sid, socket
        if actor.role is Role.VISITOR:
            self._visitors[socket.network] += 1
            return ()
        socket.person = actor.key
        self._signed_in[socket.network] += 1
        mine = self._persons[actor.key]
        too_many = len(mine) + 1 - self.limits.per_person
        idle = sorted(mine, key=lambda one: one.heard_at)[: max(0, too_many)]
        mine.add(socket)
        return [one.sid for one in idle]

    def said_goodbye(self, sid: str) -> None:
        """Forget the name of a socket. It is ended unless it says hello again soon."""
        socket = self._named.pop(sid, None)
        if socket is None:
            return
        if not socket.person:
            _less(self._visitors, socket.network)
        else:
            _less(self._signed_in, socket.network)
        if mine := self._persons.get(socket.person):
            mine.discard(socket)
            if not mine:
                del self._persons[socket.person]
        socket.sid = socket.person = ""
        socket.lonely_since = monotonic()

    def _forget(self, socket: OpenSocket) -> None:
        if socket not in self._open:
            return
        self.said_goodbye(socket.sid)
        self._open.discard(socket)
        _less(self._networks, socket.network)

    # --- those who say nothing -------------------------------------------------------------------

    async def run(self) -> None:
        """End who never says hello and who reads nothing, until cancelled."""
        while True:
            await asyncio.sleep(LOOK_EVERY_S)
            self.look(monotonic())

    def look(self, now: float) -> None:
        """End each socket without a name, or stuck in sending, for longer than the limits say."""
        for socket in tuple(self._open):
            if not socket.sid and now - socket.lonely_since > self.limits.hello_s:
                socket.end(End.UNFINISHED)
            if socket.sending_since and now - socket.sending_since > self.limits.stuck_s:
                socket.end(End.SLOW)


def _less(counted: Counter[str], whose: str) -> None:
    counted[whose] -= 1
    if counted[whose] <= 0:
        del counted[whose]


async def _refuse(scope: Scope, send: Send, status: int) -> None:
    """Say no to a handshake: with a status where the server can, else by closing."""
    if "websocket.http.response" in scope.get("extensions", {}):
        headers = [(b"content-length", b"0"), (b"retry-after", b"30")]
        start = {"type": "websocket.http.response.start", "status": status, "headers": headers}
        await send(start)
        await send({"type": "websocket.http.response.body", "body": b""})
    else:
        await send({"type": "websocket.close", "code": 1008})
