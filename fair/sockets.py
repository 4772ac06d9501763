"""All sockets of this process: who gets one, how many, and when one is taken away.

Around the Socket.IO library, which sees nothing but well-formed packets of sockets that were let
in. Websocket only: there is no polling here, no session to take over, no answer that repeats what
was asked.
"""

import asyncio
import itertools
import logging
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from time import monotonic

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from fair.addresses import address_of, networks
from fair.budgets import Budgets, network, whose
from fair.calm import Calm
from fair.cookies import LOGIN
from fair.decisions import Actor, NotFound
from fair.glossary import Role
from fair.open_socket import CUT, HOSTILE, End, OpenSocket, Rate, come_in
from fair.quiet_log import QuietLog
from fair.socket_limits import Limits

log = logging.getLogger("fair.sockets")

HELLOS = (120.0, 60.0)  # of one person: somebody who opens a page every second has half of it
FINE = (20.0, 2.0)  # so many handshakes, or hellos, does a hostile end cost; beyond what is there
LOOK_EVERY_S = 1.0
MOST_TOLD = 300  # networks whose sockets other processes hear of
_LOGIN = re.compile(rf"{LOGIN}=[^;\s]")
_QUERY = b"EIO=4&transport=websocket"
_KEPT = (b"host", b"origin", b"cookie", b"accept-language", b"x-forwarded-for", b"upgrade",
         b"connection")  # fmt: skip


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
        self.quiet, self.calm = QuietLog(log), Calm(budgets)
        self._budgets, self._ours, self._trusted = budgets, ours, trusted_proxies
        self._numbers = itertools.count(1)
        self._open: set[OpenSocket] = set()
        self._named: dict[str, OpenSocket] = {}
        self._persons: dict[str, set[OpenSocket]] = defaultdict(set)
        self._networks: Counter[str] = Counter()
        self._visitors: Counter[str] = Counter()
        self._signed_in: Counter[str] = Counter()
        # What a network has at other processes: all, those of visitors, of the signed in.
        self.elsewhere: Callable[[str], tuple[int, int, int]] = lambda _network: (0, 0, 0)

    def __len__(self) -> int:
        return len(self._open)

    def by_network(self) -> dict[str, tuple[int, int, int]]:
        """Return what the networks have here that have most, as `elsewhere` does."""
        return {
            one: (many, self._visitors[one], self._signed_in[one])
            for one, many in self._networks.most_common(MOST_TOLD)
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one socket from its handshake to its end, or say no without asking anything.

        Refuses `NotFound` what is no socket: answers by polling are not offered.
        """
        if scope["type"] != "websocket":
            raise NotFound
        headers = Headers(scope=scope)
        peer, forwarded = str((scope.get("client") or ("",))[0]), headers.getlist("x-forwarded-for")
        where = network(address := address_of(peer, forwarded, self._trusted))
        if forwarded and address == peer:
            self.quiet.tell(
                "X-Forwarded-For of a proxy that FAIR_TRUSTED_PROXIES does not name is not believed"
            )
        if status := self._refused(headers, scope["query_string"], where):
            await self.calm.before_no(where)
            await _refuse(scope, send, status)
            return
        ends = scope.get("extensions", {}).get(CUT, {}).get("cut")
        number = str(next(self._numbers))
        socket = OpenSocket(
            number,
            where,
            self._budgets,
            self.quiet,
            together=self.limits.packets,
            visitors=self.limits.visitors_packets,
            receive=receive,
            send=send,
            cut=ends,
            ends=self._ended,
            shows_login=_shows_login(headers),
        )
        come_in(socket)
        self._open.add(socket)
        self._networks[where] += 1
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

    def _refused(self, headers: Headers, query: bytes, where: str) -> int:
        """Return the status of a refusal; 0 where the socket may come in."""
        origin = headers.get("origin")
        if origin and not self._ours(origin, headers.get("host", "")):
            self.quiet.tell("a page of somebody else's asked for a socket")
            return 403
        asked = query.split(b"&")
        if b"EIO=4" not in asked or b"transport=websocket" not in asked or b"sid=" in query:
            return 400
        if self._budgets().try_to_spend(*self._handshakes(headers, where)):
            self.quiet.tell("an address opens sockets too fast")
            return 429
        beside, _, known_beside = self.elsewhere(where)
        have, signed_in = self._networks[where] + beside, self._signed_in[where] + known_beside
        if not self._room(headers, self.limits.per_network, have, signed_in, where):
            self.quiet.tell("an address has as many sockets as it may (FAIR_SOCKETS_PER_NETWORK)")
            return 429
        have, signed_in = len(self._open), self._signed_in.total()
        if not self._room(headers, self.limits.together, have, signed_in, ""):
            self.quiet.tell("there are as many sockets as may be (FAIR_SOCKETS)")
            return 503
        return 0

    def _handshakes(self, headers: Headers, where: str) -> tuple[str, str, Rate]:
        """Return the budget of a handshake: what strangers spend is not that of the signed in."""
        if _shows_login(headers):
            return "socket.handshake", where, self.limits.handshakes
        return "socket.visitors_handshake", where, self.limits.visitors_handshakes

    def _room(self, headers: Headers, most: int, have: int, signed_in: int, where: str) -> bool:
        """Say whether there is room, where need be that of one who has not said hello."""
        stranger = not _shows_login(headers)
        full = have >= most or (stranger and have - signed_in >= self.limits.visitors(most))
        return not full or self._make_room(where)

    def _make_room(self, where: str) -> bool:
        """End the socket that has been without a name for longest, of a network or of all."""
        nameless = [
            one
            for one in self._open
            if not one.sid and where in ("", one.network) and not one.ended
        ]
        if not nameless:
            return False
        longest = min(nameless, key=lambda one: one.lonely_since)
        longest.end(End.UNFINISHED)
        self._forget(longest)
        return True

    # --- those who said hello --------------------------------------------------------------------

    async def may_say_hello(self, socket: OpenSocket, actor: Actor) -> bool:
        """Say whether this socket may be this actor's; a no may take a while (`fair.calm`)."""
        if socket.ended:
            return False
        may = self._visitor_may(socket) if actor.role is Role.VISITOR else self._person_may(actor)
        if not may:
            await self.calm.before_no(whose(actor))
        return may

    def _person_may(self, actor: Actor) -> bool:
        return not self._budgets().try_to_spend("socket.hello", actor.key, HELLOS)

    def _visitor_may(self, socket: OpenSocket) -> bool:
        limits, where = self.limits, socket.network
        if socket.shows_login and self._budgets().try_to_spend(
            "socket.visitors_handshake", where, limits.visitors_handshakes
        ):
            return False  # came in by a login that is none
        visitors = self._visitors[where] + self.elsewhere(where)[1]
        if visitors >= limits.visitors(limits.per_network) or (
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

    def _ended(self, socket: OpenSocket) -> None:
        """Make coming back dear for who did what no page of ours does."""
        if socket.ended not in HOSTILE:
            return
        if socket.person:
            self._budgets().fine("socket.hello", socket.person, HELLOS, *FINE)
        else:
            rate = self.limits.visitors_handshakes
            self._budgets().fine("socket.visitors_handshake", socket.network, rate, *FINE)

    # --- those who say nothing -------------------------------------------------------------------

    async def run(self) -> None:
        """End who never says hello and who reads nothing, until cancelled."""
        while True:
            await asyncio.sleep(LOOK_EVERY_S)
            self.look(monotonic())

    def look(self, now: float) -> None:
        """End each socket without a name, or stuck in sending, for longer than the limits say."""
        for socket in tuple(self._open):
            # Who said hello waits for us, and that is no silence of the browser's.
            silent = not socket.sid and not socket.says_hello
            if silent and now - socket.lonely_since > self.limits.hello_s:
                socket.end(End.UNFINISHED)
            if socket.sending_since and now - socket.sending_since > self.limits.stuck_s:
                socket.end(End.SLOW)


def _shows_login(headers: Headers) -> bool:
    """True where a login is shown, which may be none."""
    return _LOGIN.search(headers.get("cookie", "")) is not None


def _less(counted: Counter[str], where: str) -> None:
    counted[where] -= 1
    if counted[where] <= 0:
        del counted[where]


async def _refuse(scope: Scope, send: Send, status: int) -> None:
    """Say no to a handshake: with a status where the server can, else by closing."""
    if "websocket.http.response" in scope.get("extensions", {}):
        headers = [(b"content-length", b"0"), (b"retry-after", b"30")]
        start = {"type": "websocket.http.response.start", "status": status, "headers": headers}
        await send(start)
        await send({"type": "websocket.http.response.body", "body": b""})
    else:
        await send({"type": "websocket.close", "code": 1008})
