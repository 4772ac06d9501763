"""The Socket.IO edge: identify, validate, dispatch, answer; audiences and news.

Who may hear an audience is decided here when a browser asks to `watch` it (`fair/audiences.py`);
news is computed after the commit, once a round (`fair/rounds.py`), and goes to the audience that
its class declares (`fair/slowing.py`). What each socket may send is `fair/sockets.py`'s.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from typing import Any

import socketio
from pydantic import ValidationError
from sqlalchemy import Connection
from starlette.requests import cookie_parser

from fair import again, log_marks, words
from fair.addresses import address_of
from fair.audiences import Audiences, MayHear, named_in
from fair.budgets import Budgets
from fair.contract.base import COMMANDS, RELAYS, Done, Event, Question, Relay, Reply
from fair.contract.news import EVERYBODY, NewsLost
from fair.cookies import LANGUAGE, LOGIN, Cookies
from fair.db import Database, utc_now
from fair.decisions import N_, VISITOR, Actor, Fact, Malformed, NotAllowed, NotKnown, Refusal
from fair.dispatch import Dispatch, admit
from fair.glossary import Role
from fair.news import News
from fair.open_socket import here, queue_here
from fair.packets import MOST_BYTES
from fair.problems import problem
from fair.quiet_log import hushed
from fair.rounds import Rounds
from fair.slowing import Packet
from fair.socket_limits import Limits
from fair.sockets import Sockets
from fair.told import ToldSoFar

log = logging.getLogger("fair.live")
PassOn = Callable[..., Any]
Carry = Callable[[Any], Awaitable[Event]]
Translate = Callable[[str, Refusal], dict[str, Any]]
LEAST_MS = 500
UNKNOWN_MESSAGE = N_("This page asks for something that we do not know. Reload it, please.")
Who = tuple[Actor, str]
_PLAIN = Cookies()


class Live:
    """Every open socket of this process, and the news for them.

    `audiences` maps the first part of an audience ("queue" of "queue:8f3k") to the rule of who may
    hear it; `news` is what facts mean, as `Telling` takes it; `relays` maps what one browser tells
    another, or asks us, to what checks and answers it, and `carriers` to who takes it to another
    process for an event. `app` is the ASGI application for /socket.io.
    """

    def __init__(
        self,
        *,
        database: Database,
        audiences: Mapping[str, MayHear],
        news: Sequence[News],
        identify: Callable[[Connection, str, str], Actor],
        translate: Translate,
        origins: Sequence[str],
        trusted_proxies: str = "",
        limits: Limits = Limits(),  # noqa: B008 - frozen
        relays: Mapping[type[Relay], PassOn] | None = None,
        cookies: Cookies = _PLAIN,
    ) -> None:
        self._origins = frozenset(origins)
        library = hushed("fair.live.library", "the socket library stumbled", log)
        self.server = socketio.AsyncServer(
            async_mode="asgi",
            transports=["websocket"],
            cors_allowed_origins=self._from_ours,
            max_http_buffer_size=MOST_BYTES,
            ping_interval=20,
            ping_timeout=20,
            # One packet of a socket at a time: what it sends meanwhile waits in its own network.
            async_handlers=False,
            logger=library,
            engineio_logger=library,
        )
        self.server.eio.create_queue = queue_here
        self.dispatch: Dispatch | None = None
        self.app = self.sockets = Sockets(
            socketio.ASGIApp(self.server, socketio_path=""),
            budgets=self._budgets,
            ours=self._ours,
            limits=limits,
            trusted_proxies=trusted_proxies,
        )
        self._own_budgets = Budgets()
        self._database, self._cookies, self._trusted_proxies = database, cookies, trusted_proxies
        self.audiences, self.told = Audiences(audiences, database), ToldSoFar(self.server.emit)
        self._relays, self._identify, self._translate = relays or {}, identify, translate
        self.carriers: dict[type[Relay], Carry] = {}
        self._actors: dict[str, Who] = {}
        self._tokens: dict[str, str] = {}
        self._doing: set[asyncio.Task[None]] = set()
        self.rounds = Rounds(news, database, self._send)
        self.run, self.round = self.rounds.run, self.rounds.round
        # Hears what is told at once, where there are other processes.
        self.pass_on: Callable[[Event], None] = lambda _event: None
        self.server.on("connect", self._connect)
        self.server.on("disconnect", self._disconnect)
        self.server.on("watch", self._watch)
        self.server.on("unwatch", self._unwatch)
        self.server.on("clock", self._clock)
        self.server.on("*", self._command)

    def _budgets(self) -> Budgets:
        return self.dispatch.budgets if self.dispatch else self._own_budgets

    def _from_ours(self, origin: str | None, environ: Mapping[str, Any]) -> bool:
        return self._ours(origin, environ.get("HTTP_HOST", ""))

    def _ours(self, origin: str | None, host: str) -> bool:
        """Let in pages of our own address, whichever of its names was typed, and no others."""
        if not origin:
            return False
        return origin in self._origins or origin.partition("://")[2] == host

    # --- sockets -------------------------------------------------------------------------------

    async def _connect(self, sid: str, environ: dict[str, Any], _auth: Any = None) -> bool:
        sent = cookie_parser(environ.get("HTTP_COOKIE", ""))
        token, language = self._cookies.of(sent, LOGIN), self._cookies.of(sent, LANGUAGE)
        language = language or words.negotiate(environ.get("HTTP_ACCEPT_LANGUAGE", ""))
        peer = str((environ.get("asgi.scope", {}).get("client") or ("",))[0])
        forwarded = environ.get("HTTP_X_FORWARDED_FOR", "")
        address = address_of(peer, [forwarded] if forwarded else (), self._trusted_proxies)
        actor = Actor(VISITOR.role, address=address)
        if token:
            actor = await self._database.read(lambda at: self._identify(at, token, address))
        socket = here()
        if socket and not await self.sockets.may_say_hello(socket, actor):
            return False
        self._actors[sid] = (actor, language)
        self.told.join(sid, EVERYBODY)
        if actor.login_id:
            self._tokens[sid] = token
        own = f"person:{actor.person_id}" if actor.person_id else f"account:{actor.account_id}"
        if actor.role is not Role.VISITOR:
            await self._enter(sid, own)
        for idle in self.sockets.said_hello(sid, socket, actor) if socket else ():
            await self.server.disconnect(idle)
        return True

    async def _disconnect(self, sid: str, *_reason: Any) -> None:
        self.audiences.forget(sid)
        self.told.forget(sid)
        self._actors.pop(sid, None)
        self._tokens.pop(sid, None)
        self.sockets.said_goodbye(sid)

    async def _watch(self, sid: str, audiences: Any = None, *_rest: Any) -> dict[str, Any]:
        """Join the audiences that this person may hear; say which they are."""
        if sid not in self._actors:
            return {"ok": []}  # gone meanwhile
        who = actor, _ = self._actors[sid]
        wanted = named_in(audiences)
        try:
            joined = await self.audiences.allowed(actor, wanted)
        except Refusal as refusal:
            return self._refused(who, refusal, "watch")
        if actor.role is not Role.VISITOR and set(wanted) - set(joined):
            self._refused(who, NotAllowed(), "watch")
        for audience in joined:
            await self._enter(sid, audience)
        return {"ok": joined}

    async def _unwatch(self, sid: str, audiences: Any = None, *_rest: Any) -> dict[str, Any]:
        for audience in audiences if isinstance(audiences, list) else ():
            if isinstance(audience, str) and self.audiences.leave(sid, audience):
                self.told.leave(sid, audience)
                await self.server.leave_room(sid, audience)
        return {"ok": True}

    async def _clock(self, _sid: str, *_asked: Any) -> dict[str, Any]:
        """Say what time it is here: browsers do not believe their own clocks."""
        return {"ok": time_here()}

    async def _enter(self, sid: str, audience: str) -> None:
        if sid not in self._actors:
            return  # gone meanwhile
        actor, _ = self._actors[sid]
        whose = sid if actor.role is Role.VISITOR else actor.key
        if self.audiences.join(sid, whose, audience):
            self.told.join(sid, audience)
            await self.server.enter_room(sid, audience)

    def end_login(self, key: str, login_id: str = "") -> None:
        """Begin to close the sockets of this actor; see `close_login`."""
        self.soon(self.close_login(key, login_id))

    def soon(self, doing: Coroutine[Any, Any, None]) -> None:
        """Do something that nobody waits for; what goes wrong with it is logged."""
        task = asyncio.ensure_future(doing)
        self._doing.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: "asyncio.Task[None]") -> None:
        self._doing.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.error("something for open sockets failed", exc_info=error)

    async def close_login(self, key: str, login_id: str = "") -> None:
        """Close the sockets of this actor (by `Actor.key`): those of one login, or all."""
        for sid, (actor, _) in list(self._actors.items()):
            if actor.key == key and login_id in ("", actor.login_id):
                await self.server.disconnect(sid)

    # --- commands ------------------------------------------------------------------------------

    async def _command(self, name: str, sid: str, *arguments: Any) -> dict[str, Any]:
        """Answer one command `{id, payload}` with {"ok": reply} or {"refused": code, …}."""
        if sid not in self._actors:
            return {}  # gone meanwhile; a browser that comes back asks again
        log_marks.begin_request()
        who = actor, _ = self._actors[sid]
        message = arguments[0] if arguments and isinstance(arguments[0], dict) else {}
        kind = COMMANDS.get(name) or RELAYS.get(name)
        if kind is None or self.dispatch is None:
            return self._refused(who, Malformed(says=UNKNOWN_MESSAGE), "a message")
        try:
            admit(kind, actor)
            asked = kind.model_validate(message.get("payload") or {})
            if isinstance(asked, Relay):
                answer = await self.relay(asked, actor)
                return {"ok": answer.model_dump(mode="json")}
            reply = await self.dispatch.carry_out(asked, actor, str(message.get("id") or ""))
        except ValidationError as error:
            return self._refused(who, problem(error), name)
        except Refusal as refusal:
            return self._refused(who, refusal, name)
        except Exception:
            log.exception("command %s failed", name)
            return self._refused(who, NotKnown(), name)
        return {"ok": reply.model_dump(mode="json")}

    async def relay(self, asked: Relay, actor: Actor) -> Reply:
        """Pass on what one browser tells another, or answer it; raises the rule's `Refusal`."""
        if self.dispatch:
            self.dispatch.permit(asked, actor)
        pass_on = self._relays[type(asked)]
        more = (self._database.settings,) if isinstance(asked, Question) else ()
        said = await self._database.read(lambda at: pass_on(at, actor, asked, *more), actor)
        if isinstance(said, Reply):
            return said
        carry = self.carriers.get(type(asked))
        await self.tell(await carry(said) if carry else said)
        return Done()

    def _refused(self, who: Who, refusal: Refusal, what: str) -> dict[str, Any]:
        actor, language = who
        if self.dispatch:
            self.dispatch.security.refused(what, refusal.status, refusal.code, actor)
        if socket := here():
            socket.refused()
        return {"status": refusal.status, **self._translate(language, refusal)}

    def announce(self, facts: Sequence[Fact]) -> None:
        """Take the facts of a committed work; their news goes out in the next round."""
        self.rounds.announce(facts)

    async def tell(self, event: Event) -> None:
        """Send one event to its audience now, wherever that is."""
        self.pass_on(event)
        await self.tell_here(event)

    async def tell_here(self, event: Event) -> None:
        """Send one event now to those of its audience who are at this process."""
        await self._send(Packet(event.name, event.audience_key(), (event,)))

    async def tell_lost(self) -> None:
        """Let every page that is open here fetch afresh: the more there are, the more slowly."""
        within_ms = max(LEAST_MS, min(NewsLost().within_ms, 2 * len(self._actors)))
        await self.tell_here(NewsLost(within_ms=within_ms))

    async def look_again(self) -> None:
        """End each socket whose login has ended, or stands for somebody else by now."""
        held = {sid: (self._tokens[sid], self._actors[sid][0]) for sid in tuple(self._tokens)}
        for sid in await again.over(self._database, self._identify, held):
            await self.server.disconnect(sid)

    async def _send(self, packet: Packet) -> None:
        everybody = packet.audience == EVERYBODY
        if everybody or self.audiences.present(packet.audience):
            told = tuple(event.model_dump(mode="json") for event in packet.events)
            self.told.sent(packet.audience)
            await self.server.emit(packet.name, told, room=None if everybody else packet.audience)


def time_here() -> dict[str, float]:
    """Return what a page is told of the time: `at`, in milliseconds since 1970."""
    return {"at": utc_now().timestamp() * 1000}
