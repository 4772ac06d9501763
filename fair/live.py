"""The Socket.IO edge: identify, validate, dispatch, answer; audiences and news.

Sockets own nothing. Who may hear an audience is decided here, on the server, when a browser asks
to `watch` it; news is computed after the commit, once for a round of facts (`fair/news.py`), and
each event goes to the audience that its class declares, as often as it says (`fair/slowing.py`).
"""

import asyncio
import logging
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from http.cookies import SimpleCookie
from typing import Any

import socketio
from pydantic import ValidationError
from sqlalchemy import Connection

from fair import typed, words
from fair.contract.base import COMMANDS, RELAYS, Event, Relay
from fair.contract.news import EVERYBODY, NewsLost
from fair.cookies import LANGUAGE, LOGIN, Cookies
from fair.db import Database, utc_now
from fair.decisions import Actor, Fact, Malformed, NotKnown, Refusal
from fair.dispatch import Dispatch, admit
from fair.glossary import Role
from fair.news import News, Telling
from fair.problems import problem
from fair.slowing import Packet, Slowing

log = logging.getLogger("fair.live")
PassOn = Callable[[Connection, Actor, Any], Event]
MayHear = Callable[[Connection, Actor, str], bool]
Translate = Callable[[str, Refusal], dict[str, Any]]
ROUND_S = 0.05
AGAIN_S = 1.0
Who = tuple[Actor, str]
_PLAIN = Cookies()


class Live:
    """Every open socket of this process, and the news for them.

    `audiences` maps the first part of an audience ("queue" of "queue:8f3k") to the rule of who may
    hear it; `news` is what facts mean, as `Telling` takes it;
    `relays` maps what one browser tells another to the function that checks it and makes the event.
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
        relays: Mapping[type[Relay], PassOn] | None = None,
        cookies: Cookies = _PLAIN,
    ) -> None:
        self.server = socketio.AsyncServer(
            async_mode="asgi",
            transports=["websocket"],
            cors_allowed_origins=partial(_ours, frozenset(origins)),
            max_http_buffer_size=64_000,
            ping_interval=20,
            ping_timeout=20,
        )
        self.dispatch: Dispatch | None = None
        self._database, self._cookies = database, cookies
        self._trusted_proxies = trusted_proxies
        self._audiences = audiences
        self._relays = relays or {}
        self._identify = identify
        self._translate = translate
        self._actors: dict[str, Who] = {}
        self._watched: dict[str, set[str]] = defaultdict(set)
        self._hearers: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        self._facts: list[Fact] = []
        self._telling = Telling(news)
        self._slowing = Slowing()
        self._stirred = asyncio.Event()
        self.server.on("connect", self._connect)
        self.server.on("disconnect", self._disconnect)
        self.server.on("watch", self._watch)
        self.server.on("unwatch", self._unwatch)
        self.server.on("clock", self._clock)
        self.server.on("*", self._command)

    # --- sockets -------------------------------------------------------------------------------

    async def _connect(self, sid: str, environ: dict[str, Any], _auth: Any = None) -> None:
        jar: SimpleCookie = SimpleCookie(environ.get("HTTP_COOKIE", ""))
        sent = {name: one.value for name, one in jar.items()}
        token, language = self._cookies.of(sent, LOGIN), self._cookies.of(sent, LANGUAGE)
        language = language or words.negotiate(environ.get("HTTP_ACCEPT_LANGUAGE", ""))
        peer = str((environ.get("asgi.scope", {}).get("client") or ("",))[0])
        forwarded = environ.get("HTTP_X_FORWARDED_FOR", "")
        address = address_of(peer, forwarded, self._trusted_proxies)
        actor = await self._database.read(lambda at: self._identify(at, token, address))
        self._actors[sid] = (actor, language)
        own = f"person:{actor.person_id}" if actor.person_id else f"account:{actor.account_id}"
        if actor.role is not Role.VISITOR:
            await self._enter(sid, own)

    async def _disconnect(self, sid: str, *_reason: Any) -> None:
        for audience in self._watched.pop(sid, set()):
            self._forget_hearer(sid, audience)
        self._actors.pop(sid, None)

    async def _watch(self, sid: str, audiences: Any = None, *_rest: Any) -> dict[str, Any]:
        """Join the audiences that this person may hear; say which they are."""
        if sid not in self._actors:
            return {"ok": []}  # gone meanwhile
        actor, _ = self._actors[sid]
        asked = _named(audiences)[:20]

        def allowed(connection: Connection) -> list[str]:
            return [item for item in asked if self._may_hear(connection, actor, item)]

        joined = await self._database.read(allowed)
        for audience in joined:
            await self._enter(sid, audience)
        return {"ok": joined}

    async def _unwatch(self, sid: str, audiences: Any = None, *_rest: Any) -> dict[str, Any]:
        for audience in _named(audiences):
            if audience in self._watched.get(sid, ()):
                self._watched[sid].discard(audience)
                self._forget_hearer(sid, audience)
                await self.server.leave_room(sid, audience)
        return {"ok": True}

    async def _clock(self, _sid: str, *_asked: Any) -> dict[str, Any]:
        """Say what time it is here: browsers do not believe their own clocks."""
        return {"ok": time_here()}

    def _may_hear(self, connection: Connection, actor: Actor, audience: str) -> bool:
        kind, _, ref = audience.partition(":")
        rule = self._audiences.get(kind)
        return bool(rule and ref and rule(connection, actor, ref))

    async def _enter(self, sid: str, audience: str) -> None:
        if sid not in self._actors or audience in self._watched[sid]:
            return  # gone meanwhile, or there already
        self._watched[sid].add(audience)
        self._hearers[audience][self._who(sid)] += 1
        await self.server.enter_room(sid, audience)

    def _who(self, sid: str) -> str:
        actor, _ = self._actors[sid]
        return sid if actor.role is Role.VISITOR else actor.key

    def _forget_hearer(self, sid: str, audience: str) -> None:
        hearers, who = self._hearers[audience], self._who(sid)
        hearers[who] -= 1
        if hearers[who] <= 0:
            del hearers[who]
        if not hearers:
            del self._hearers[audience]

    def present(self, audience: str) -> int:
        """Return how many different people hear this audience now, in this process."""
        return len(self._hearers.get(audience, ()))

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
        actor, language = self._actors[sid]
        message = arguments[0] if arguments and isinstance(arguments[0], dict) else {}
        kind = COMMANDS.get(name) or RELAYS.get(name)
        if kind is None or self.dispatch is None:
            return self._refused(language, Malformed(problem=name))
        try:
            admit(kind, actor)
            asked = kind.model_validate(message.get("payload") or {})
            if isinstance(asked, Relay):
                await self.relay(asked, actor)
                return {"ok": {}}
            reply = await self.dispatch.carry_out(asked, actor, str(message.get("id") or ""))
        except ValidationError as error:
            return self._refused(language, problem(error))
        except Refusal as refusal:
            return self._refused(language, refusal)
        except Exception:
            log.exception("command %s failed", name)
            return self._refused(language, NotKnown())
        return {"ok": reply.model_dump(mode="json")}

    async def relay(self, asked: Relay, actor: Actor) -> None:
        """Pass on what one browser tells another; raises the rule's `Refusal`."""
        if self.dispatch:
            self.dispatch.permit(asked, actor)
        pass_on = self._relays[type(asked)]
        await self.tell(await self._database.read(lambda at: pass_on(at, actor, asked)))

    def _refused(self, language: str, refusal: Refusal) -> dict[str, Any]:
        return {"status": refusal.status, **self._translate(language, refusal)}

    # --- news ----------------------------------------------------------------------------------

    def announce(self, facts: Sequence[Fact]) -> None:
        """Take the facts of a committed work; their news goes out in the next round."""
        self._facts.extend(facts)
        self._stirred.set()

    async def run(self) -> None:
        """Send news, a round at a time, until cancelled."""
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(self._wait_s()):
                    await self._stirred.wait()
            await self.round(time.monotonic())
            await asyncio.sleep(ROUND_S)

    def _wait_s(self) -> float | None:
        """Return how long nothing has to be told; None until something happens."""
        due = self._slowing.due_at()
        wait_s = None if due is None else max(0.0, due - time.monotonic())
        if self._telling.waits:
            return AGAIN_S if wait_s is None else min(AGAIN_S, wait_s)
        return wait_s

    async def round(self, now: float) -> None:
        """Tell what happened since the last round, and what had to wait until now.

        `now` is seconds of a clock that never goes back. What cannot be sent is told as lost.
        """
        self._stirred.clear()
        facts, self._facts = self._facts, []
        self._telling.add(facts)
        self._slowing.add(await self._telling.events(self._database))
        for packet in self._slowing.take(now):
            try:
                await self._send(packet)
            except Exception:
                log.exception("%s could not be told to %s", packet.name, packet.audience)
                if packet.name != NewsLost.name:
                    self._slowing.add([NewsLost()])

    async def tell(self, event: Event) -> None:
        """Send one event to its audience now."""
        await self._send(Packet(event.name, event.audience_key(), (event,)))

    async def _send(self, packet: Packet) -> None:
        everybody = packet.audience == EVERYBODY
        if everybody or self._hearers.get(packet.audience):
            told = tuple(event.model_dump(mode="json") for event in packet.events)
            room = None if everybody else packet.audience
            await self.server.emit(packet.name, told, room=room)


def time_here() -> dict[str, float]:
    """Return what a page is told of the time: `at`, in milliseconds since 1970."""
    return {"at": utc_now().timestamp() * 1000}


def address_of(peer: str, forwarded: str, trusted_proxies: str) -> str:
    """Return who asks: the peer, or whom a trusted proxy says that it asks for."""
    trusted = {one.strip() for one in trusted_proxies.split(",")} - {""}
    return forwarded.rsplit(",", maxsplit=1)[-1].strip() if forwarded and peer in trusted else peer


def _named(audiences: Any) -> list[str]:
    listed = audiences if isinstance(audiences, list) else []
    return [typed.line(item[:80]) for item in listed if isinstance(item, str)]


def _ours(origins: frozenset[str], origin: str | None, environ: Mapping[str, Any]) -> bool:
    """Let in pages of our own address, whichever of its names was typed, and no others."""
    if not origin:
        return False
    return origin in origins or origin.partition("://")[2] == environ.get("HTTP_HOST")
