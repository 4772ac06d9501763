"""A socket of an attacker: the app's own websocket endpoint, without a network between."""

import asyncio
import json
from typing import Any


class Socket:
    """One connection to the app's websocket endpoint, without a network between."""

    def __init__(self, app: Any, login: str, address: str) -> None:
        self._in: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._out: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.closed = False
        scope = {
            "type": "websocket", "asgi": {"version": "3.0"}, "http_version": "1.1", "scheme": "ws",
            "path": "/socket.io/", "raw_path": b"/socket.io/", "root_path": "",
            "query_string": b"EIO=4&transport=websocket", "client": (address, 4000),
            "server": ("127.0.0.1", 8000), "subprotocols": [], "extensions": {}, "state": {},
            "headers": [
                (b"host", b"127.0.0.1:8000"), (b"origin", b"http://127.0.0.1:8000"),
                (b"cookie", f"fair_login={login}".encode()), (b"upgrade", b"websocket"),
                (b"connection", b"Upgrade"),
            ],
        }  # fmt: skip
        self._in.put_nowait({"type": "websocket.connect"})
        self._task = asyncio.create_task(self._serve(app, scope))

    async def _serve(self, app: Any, scope: dict[str, Any]) -> None:
        try:
            await app(scope, self._in.get, self._heard)
        finally:
            self.closed = True
            await self._out.put({"type": "websocket.close"})

    async def _heard(self, message: dict[str, Any]) -> None:
        """Take what the server sends; a ping is answered at once, as by a browser at rest."""
        if message.get("text") == "2":
            await self.say("3")
        else:
            await self._out.put(message)

    async def hear(self) -> str:
        """Return the next text; "" once it is closed."""
        while True:
            async with asyncio.timeout(20):
                heard = await self._out.get()
            if heard["type"] == "websocket.close":
                self.closed = True
                return ""
            if heard["type"] == "websocket.send":
                return str(heard.get("text") or "")

    async def say(self, frame: str | bytes) -> None:
        """Send one frame."""
        key = "text" if isinstance(frame, str) else "bytes"
        await self._in.put({"type": "websocket.receive", key: frame})

    async def ask(self, number: int, said: str) -> Any:
        """Send an event and return its answer; None where the connection ended instead."""
        await self.say(f"42{number}{said}")
        while not self.closed:
            heard = await self.hear()
            if heard.startswith(f"43{number}["):
                return json.loads(heard[len(f"43{number}") :])
        return None

    async def end(self) -> None:
        """Hang up and wait until the server has noticed."""
        await self._in.put({"type": "websocket.disconnect", "code": 1001})
        async with asyncio.timeout(20):
            await asyncio.gather(self._task, return_exceptions=True)


async def connected(app: Any, login: str, address: str) -> Socket:
    """Return a socket that said hello as a browser does."""
    made = Socket(app, login, address)
    await made.hear()
    await made.say("40")
    await made.hear()
    return made
