"""Somebody at a scripted browser: cookies, pages, forms, a socket, and no pictures.

Like a browser it does not give up: what got no answer is sent again, the very same, until somebody
answers. Every command that was acknowledged is noted, so that a test can ask for it afterwards.
"""

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

import httpx
import socketio
from socketio.exceptions import SocketIOError

from fair.crowd.forms import Form, Page, read_page
from tests.journeys.harness.server import Host

PATIENCE_S = 60
ANSWER_S = 4
PAUSE_S = 0.15
# What is no answer of a rule: whoever hears it sends the same again.
AGAIN = ("not-known", "cannot-save")
Files = Mapping[str, tuple[str, bytes, str]]


class Refused(Exception):
    """A rule said no; `code` says which."""

    def __init__(self, code: str, message: str = "") -> None:
        super().__init__(f"{code}: {message}")
        self.code = code


@dataclass
class Traffic:
    """What is on its way to one server now, and what was acknowledged, over all visitors."""

    in_flight: int = 0
    sent_again: int = 0
    acknowledged: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)
    moved: asyncio.Event = field(default_factory=asyncio.Event)

    @contextmanager
    def one(self) -> Iterator[None]:
        """Count one command for as long as no answer came."""
        self.in_flight += 1
        self.moved.set()
        try:
            yield
        finally:
            self.in_flight -= 1

    async def until(self, acknowledged: int) -> None:
        """Wait until so many commands were acknowledged and another one is in flight."""
        while not self.in_flight or len(self.acknowledged) < acknowledged:
            self.moved.clear()
            await self.moved.wait()


class Visitor:
    """One person. `who` is for reports; visitors of one server share its `traffic`."""

    def __init__(self, server: Host, who: str, traffic: Traffic | None = None) -> None:
        self.server = server
        self.who = who
        self.traffic = traffic or Traffic()
        self.heard: list[tuple[str, list[dict[str, Any]]]] = []
        self.client = httpx.AsyncClient(
            base_url=server.url,
            trust_env=False,
            timeout=20,
            headers={"accept-language": "en", "accept": "text/html"},
        )
        self._socket: Any = None

    async def close(self) -> None:
        """Leave."""
        if self._socket is not None:
            await self._socket.shutdown()
        await self.client.aclose()

    # --- pages -----------------------------------------------------------------------------------

    async def open(self, path: str) -> Page:
        """Open a page and follow where it leads; raises `Refused` where a rule said no."""
        answer = await self._answered(
            lambda: self.client.get(path, follow_redirects=True), Traffic()
        )
        return self._page(answer)

    async def download(self, path: str) -> str:
        """Return the text of a file."""
        answer = await self._answered(lambda: self.client.get(path), Traffic())
        return answer.content.decode("utf-8-sig")

    def _page(self, answer: httpx.Response) -> Page:
        if answer.status_code >= 400:
            raise Refused(str(answer.status_code), f"{self.who} at {answer.url}")
        return read_page(answer.status_code, answer.url.path, answer.text)

    # --- forms -----------------------------------------------------------------------------------

    async def submit(self, form: Form, **filling: Any) -> dict[str, Any]:
        """Send the form of a command as the page's own script does; return the reply."""
        data = _as_data(form.filled(filling))
        said = await self._said(
            lambda: self.client.post(form.action, data=data, headers={"accept": "application/json"})
        )
        reply = _reply(said)
        self.traffic.acknowledged.append((form.command, form.value("command_id"), reply))
        return reply

    async def press(self, path: str, command: str, **filling: Any) -> dict[str, Any]:
        """Open a page and send its first form of a command; raises `Refused` without one."""
        page = await self.open(path)
        form = page.form(command)
        if form is None:
            raise Refused("no-form", f"{command} for {self.who} at {path}")
        return await self.submit(form, **filling)

    async def post(self, form: Form, files: Files | None = None, **filling: Any) -> Page:
        """Send a form that is no command, as a browser without scripts does."""
        data = _as_data(form.filled(filling))
        answer = await self._answered(
            lambda: self.client.post(form.action, data=data, files=files, follow_redirects=True),
            self.traffic,
        )
        return self._page(answer)

    async def _said(self, send: Callable[[], Awaitable[httpx.Response]]) -> dict[str, Any]:
        while True:
            said: dict[str, Any] = (await self._answered(send, self.traffic)).json()
            if said.get("refused") not in AGAIN:
                return said
            await asyncio.sleep(PAUSE_S)

    async def _answered(
        self, send: Callable[[], Awaitable[httpx.Response]], traffic: Traffic
    ) -> httpx.Response:
        """Send until the server answers: a torn connection and a broken server are no answers."""
        deadline = monotonic() + PATIENCE_S
        while True:
            try:
                with traffic.one():
                    answer = await send()
                if answer.status_code < 500:
                    return answer
                trouble = f"{answer.status_code} {answer.text[:300]}"
            except httpx.TransportError as error:
                trouble = repr(error)
            self._lose_patience(deadline, trouble)
            traffic.sent_again += 1
            await asyncio.sleep(PAUSE_S)

    # --- the socket ------------------------------------------------------------------------------

    async def connect(self) -> None:
        """Open the socket; it comes back by itself when it is torn."""
        cookies = "; ".join(f"{one.name}={one.value}" for one in self.client.cookies.jar)
        self._socket = socketio.AsyncClient(
            reconnection_delay=0.1, reconnection_delay_max=0.5, handle_sigint=False
        )
        deadline = monotonic() + PATIENCE_S
        while not self._socket.connected:
            try:
                await self._socket.connect(
                    self.server.url,
                    headers=lambda: {"Cookie": cookies},  # a dictionary would be emptied
                    transports=["websocket"],
                )
            except SocketIOError as error:
                self._lose_patience(deadline, error)
                await asyncio.sleep(PAUSE_S)

    async def watch(self, *audiences: str) -> None:
        """Hear these audiences from now on: what is told, packet by packet, stands in `heard`."""
        await self.connect()
        self._socket.on("*", lambda name, *events: self.heard.append((name, list(events))))
        said = await self._socket.call("watch", list(audiences), timeout=ANSWER_S)
        assert said == {"ok": list(audiences)}, f"{self.who} may not hear {audiences}"

    async def ask(self, name: str, *, times: int = 1, **payload: Any) -> dict[str, Any]:
        """Send a command through the socket, `times` times at once under one id."""
        command_id = secrets.token_hex(12)
        message = {"id": command_id, "payload": payload}
        said = await asyncio.gather(*(self._told(name, message) for _ in range(times)))
        # A refusal is not kept: what one copy was refused, another may be granted a moment later.
        replies = [_reply(one) for one in said if "refused" not in one] or [_reply(said[0])]
        assert all(one == replies[0] for one in replies), f"{name} counted twice: {replies}"
        self.traffic.acknowledged.append((name, command_id, replies[0]))
        return replies[0]

    async def _told(self, name: str, message: dict[str, Any]) -> dict[str, Any]:
        deadline = monotonic() + PATIENCE_S
        while True:
            try:
                with self.traffic.one():
                    said: dict[str, Any] = await self._socket.call(name, message, timeout=ANSWER_S)
                if said.get("refused") not in AGAIN:
                    return said
            except SocketIOError as error:
                self._lose_patience(deadline, error)
            self.traffic.sent_again += 1
            await asyncio.sleep(PAUSE_S)

    def _lose_patience(self, deadline: float, trouble: object) -> None:
        assert monotonic() < deadline, f"{self.who}: nobody answers: {trouble!r}"


def _reply(said: dict[str, Any]) -> dict[str, Any]:
    if "refused" in said:
        raise Refused(said["refused"], said.get("message", ""))
    return dict(said["ok"])


def _as_data(fields: list[tuple[str, str]]) -> dict[str, list[str]]:
    data: dict[str, list[str]] = {}
    for key, value in fields:
        data.setdefault(key, []).append(value)
    return data


def path_of(link: str) -> str:
    """Return the path of a whole address."""
    return urlsplit(link).path
