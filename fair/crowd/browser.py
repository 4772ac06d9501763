"""One person's browser: cookies, pages, forms, and a socket that comes back by itself."""

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx
import socketio

from fair.crowd.forms import Form, Page, read_page

log = logging.getLogger("fair.crowd")
ANSWER_S = 6.0
TRIES = 3
Heard = Callable[[dict[str, Any]], Awaitable[None] | None]


class Refused(Exception):
    """A rule said no; `code` says which."""

    def __init__(self, code: str, message: str = "") -> None:
        super().__init__(f"{code}: {message}")
        self.code = code


class NotReached(Exception):
    """The fair does not answer now."""


class Browser:
    """Open pages, send forms, ask and listen, as the person who holds one sign-in link."""

    def __init__(
        self, url: str, client: httpx.AsyncClient, lang: str, cookies: dict[str, str] | None = None
    ) -> None:
        self.url = url.rstrip("/")
        self._client = client
        self._lang = lang
        self._cookies = {} if cookies is None else cookies
        self._audiences: dict[str, None] = {}
        self._heard: dict[str, list[Heard]] = {}
        self._socket: Any = None
        self._again: list[Callable[[], Awaitable[None]]] = []

    # --- pages -----------------------------------------------------------------------------------

    async def open(self, path: str) -> Page:
        """Open a page and follow where it leads; raises `Refused` where it is not for this one."""
        answer = await self._send("GET", path)
        for _ in range(5):
            if answer.status_code not in (301, 302, 303, 307):
                break
            path = _local(self.url, answer.headers.get("location", "/"))
            answer = await self._send("GET", path)
        if answer.status_code >= 400:  # noqa: PLR2004 - HTTP's own border
            raise Refused(str(answer.status_code), path)
        return await asyncio.to_thread(read_page, answer.status_code, path, answer.text)

    async def look(self, path: str) -> Any:
        """Fetch JSON, such as what rings now."""
        answer = await self._send("GET", path, {"accept": "application/json"})
        return answer.json() if answer.status_code < 400 else {}  # noqa: PLR2004

    async def submit(self, form: Form, **filling: str | list[str]) -> dict[str, Any]:
        """Send a form without leaving the page; raises `Refused`."""
        answer = await self._send(
            "POST", form.action, {"accept": "application/json"}, form.filled(filling)
        )
        try:
            said = answer.json()
        except ValueError:
            return {}
        if isinstance(said, dict) and "refused" in said:
            raise Refused(str(said["refused"]), str(said.get("message", "")))
        return dict(said.get("ok") or {}) if isinstance(said, dict) else {}

    async def sign_in(self, link: str) -> None:
        """Open a sign-in link and say yes, this is me; a browser that is signed in stays so."""
        if self._signed_in:
            return
        page = await self.open(_local(self.url, link))
        form = next((one for one in page.forms if one.action.startswith("/k/")), None)
        if form is not None:
            await self._send("POST", form.action, None, form.filled({}))
        if not self._signed_in:
            raise Refused("not-signed-in", link.partition("/k/")[0])

    @property
    def _signed_in(self) -> bool:
        # By https the name has a prefix (fair/cookies.py), which a browser keeps as it is.
        return any(name.endswith("fair_login") and kept for name, kept in self._cookies.items())

    def forget(self) -> None:
        """Throw the cookies away, so that the link is opened again."""
        self._cookies.clear()

    async def _send(
        self,
        method: str,
        path: str,
        headers: Mapping[str, str] | None = None,
        fields: list[tuple[str, str]] | None = None,
    ) -> httpx.Response:
        cookies = "; ".join(f"{key}={value}" for key, value in self._cookies.items())
        sent = {"accept": "text/html", "accept-language": self._lang, **(headers or {})}
        if cookies:
            sent["cookie"] = cookies
        data: dict[str, list[str]] = {}
        for key, value in fields or ():
            data.setdefault(key, []).append(value)
        try:
            answer = await self._client.request(
                method, self.url + path, headers=sent, data=data or None
            )
        except httpx.HTTPError as error:
            raise NotReached(repr(error)) from None
        for cookie in answer.headers.get_list("set-cookie"):
            name, _, value = cookie.partition(";")[0].partition("=")
            self._cookies[name.strip()] = value
        if answer.status_code >= 500:  # noqa: PLR2004 - HTTP's own border
            raise NotReached(f"{path} answered {answer.status_code}")
        return answer

    # --- the socket ------------------------------------------------------------------------------

    def on(self, event: str, heard: Heard) -> None:
        """Hear one event for as long as the browser is open."""
        self._heard.setdefault(event, []).append(heard)

    def on_again(self, back: Callable[[], Awaitable[None]]) -> None:
        """Be told when the connection is back after it was lost: something may have been missed."""
        self._again.append(back)

    async def connect(self) -> None:
        """Open the socket; from then on it reconnects by itself."""
        socket = socketio.AsyncClient(
            reconnection_delay=0.5, reconnection_delay_max=5, handle_sigint=False
        )
        socket.on("*", self._deliver)
        socket.on("connect", self._connected)
        self._socket = socket
        cookies = "; ".join(f"{key}={value}" for key, value in self._cookies.items())
        try:
            # A function, as the client empties a dictionary and would come back as a stranger.
            await socket.connect(
                self.url, headers=lambda: {"Cookie": cookies}, transports=["websocket"]
            )
        except socketio.exceptions.ConnectionError as error:
            await self._drop(socket)
            raise NotReached(repr(error)) from None

    async def watch(self, *audiences: str) -> None:
        """Watch audiences such as "queue:8f3k"; joined again after a reconnection."""
        fresh = [one for one in audiences if one not in self._audiences]
        self._audiences.update(dict.fromkeys(fresh))
        if fresh and self._socket is not None and self._socket.connected:
            await self._join(fresh)

    async def ask(self, name: str, **payload: Any) -> dict[str, Any]:
        """Send a command and return its reply; the same id goes out again when none came.

        Raises `Refused`, and `NotReached` where nobody answers.
        """
        message = {"id": secrets.token_hex(8), "payload": payload}
        for _ in range(TRIES):
            try:
                said = await self._socket.call(name, message, timeout=ANSWER_S)
            except (socketio.exceptions.SocketIOError, AttributeError):
                await asyncio.sleep(1)
                continue
            if "ok" in said:
                return dict(said["ok"])
            if said.get("refused") != "not-known":
                raise Refused(str(said.get("refused")), str(said.get("message", "")))
        raise NotReached(name)

    async def close(self) -> None:
        """Close the browser."""
        socket, self._socket = self._socket, None
        self._heard.clear()
        self._again.clear()
        self._audiences.clear()
        if socket is not None:
            await self._drop(socket)

    @staticmethod
    async def _drop(socket: Any) -> None:
        try:
            await asyncio.wait_for(socket.shutdown(), 5)
        except (TimeoutError, socketio.exceptions.SocketIOError, OSError):
            log.debug("a socket did not close in time")

    async def _connected(self) -> None:
        again = bool(self._audiences)
        await self._join(list(self._audiences))
        for back in self._again if again else ():
            asyncio.get_running_loop().create_task(_quietly(back()))

    async def _join(self, audiences: Iterable[str]) -> None:
        wanted = list(audiences)
        for start in range(0, len(wanted), 20):
            try:
                await self._socket.call("watch", wanted[start : start + 20], timeout=ANSWER_S)
            except (socketio.exceptions.SocketIOError, AttributeError):
                return

    async def _deliver(self, event: str, *arguments: Any) -> None:
        for told in arguments:
            for heard in tuple(self._heard.get(event, ())):
                waited = heard(told if isinstance(told, dict) else {})
                if waited is not None:
                    asyncio.get_running_loop().create_task(_quietly(waited))


async def _quietly(doing: Awaitable[None]) -> None:
    """See something through; whatever a rule or the connection says against it ends it calmly."""
    try:
        await doing
    except (Refused, NotReached) as error:
        log.debug("%s", error)


def _local(url: str, address: str) -> str:
    parts = urlsplit(urljoin(url + "/", address))
    return parts.path + (f"?{parts.query}" if parts.query else "")
