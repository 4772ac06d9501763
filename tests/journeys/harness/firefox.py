"""Somebody at Firefox: Debian's firefox-esr, led by WebDriver BiDi over its own socket.

Playwright leads only a Firefox that it brought along. What a journey needs of one is little: go
somewhere, evaluate an expression, and wait until one is true. Its microphone is Firefox's own fake
one, which sends a steady tone.
"""

import asyncio
import itertools
import json
import os
import shutil
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection, connect

from tests.journeys.harness.server import free_port

ANSWER_S, START_S = 30.0, 90.0
PREFERENCES: dict[str, bool | int | str] = {
    "app.normandy.enabled": False,
    "app.update.auto": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "browser.safebrowsing.update.enabled": False,
    "captivedetect.canonicalURL": "",
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.getAddons.cache.enabled": False,
    "extensions.systemAddon.update.enabled": False,
    "media.autoplay.default": 0,
    "media.gmp-manager.url": "",
    "media.navigator.permission.disabled": True,
    "media.navigator.streams.fake": True,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "network.dns.disabled": False,
    "remote.prefs.recommended": True,
    "services.settings.server": "data:,#remote-settings-dummy/v1",
    "toolkit.telemetry.enabled": False,
}


class Firefox:
    """One window. `troubles` are the errors that its console told."""

    def __init__(self, socket: ClientConnection, base_url: str) -> None:
        self._socket, self.base_url = socket, base_url
        self._numbers = itertools.count(1)
        self._waiting: dict[int, asyncio.Future[Any]] = {}
        self._window = ""
        self.version = ""
        self.troubles: list[str] = []

    async def begin(self) -> None:
        """Open the session and find the window."""
        made = await self._ask("session.new", {"capabilities": {}})
        self.version = made["capabilities"]["browserVersion"]
        await self._ask("session.subscribe", {"events": ["log.entryAdded"]})
        tree = await self._ask("browsingContext.getTree", {})
        self._window = tree["contexts"][0]["context"]

    async def hear(self) -> None:
        """Take what Firefox says until it is gone."""
        async for text in self._socket:
            said = json.loads(text)
            if said.get("method") == "log.entryAdded" and said["params"]["level"] == "error":
                self.troubles.append(str(said["params"].get("text")))
            waiting = self._waiting.pop(said.get("id") or 0, None)
            if waiting and not waiting.done():
                waiting.set_result(said)

    async def sign_in(self, login: str) -> None:
        """Give it this login's cookie."""
        cookie = {
            "name": "fair_login",
            "value": {"type": "string", "value": login},
            "domain": self.base_url.split("/")[2].partition(":")[0],
        }
        await self._ask("storage.setCookie", {"cookie": cookie})

    async def goto(self, path: str) -> None:
        """Open a path of the server under test."""
        url = self.base_url + path
        wanted = {"context": self._window, "url": url, "wait": "complete"}
        await self._ask("browsingContext.navigate", wanted)

    async def evaluate(self, expression: str) -> Any:
        """Return what an expression is, by way of JSON; a promise is awaited."""
        said = await self._ask(
            "script.evaluate",
            {
                "expression": f"(async () => JSON.stringify((await ({expression})) ?? null))()",
                "target": {"context": self._window},
                "awaitPromise": True,
                "userActivation": True,
            },
        )
        if said["type"] == "exception":
            raise AssertionError(said["exceptionDetails"]["text"])
        return json.loads(said["result"]["value"])

    async def until(self, expression: str, within_s: float = 20) -> Any:
        """Wait until an expression is true; return what it is."""
        try:
            async with asyncio.timeout(within_s):
                while not (found := await self.evaluate(expression)):
                    await asyncio.sleep(0.1)
                return found
        except TimeoutError:
            seen = await self.evaluate("document.body.innerText.slice(0, 1500)")
            raise AssertionError(f"never: {expression}\n{self.troubles}\n{seen}") from None

    async def _ask(self, method: str, params: dict[str, Any]) -> Any:
        number = next(self._numbers)
        waiting = self._waiting[number] = asyncio.get_running_loop().create_future()
        await self._socket.send(json.dumps({"id": number, "method": method, "params": params}))
        async with asyncio.timeout(ANSWER_S):
            said = await waiting
        assert said["type"] == "success", f"{method}: {said}"
        return said["result"]


@asynccontextmanager
async def firefox(directory: Path, base_url: str) -> AsyncIterator[Firefox]:
    """Run Firefox with a profile of its own; it is ended by its process id."""
    program = shutil.which("firefox-esr")
    if program is None:
        pytest.fail("firefox-esr is missing: apt-get install firefox-esr (or run `make tools`)")
    profile, port = directory / "firefox", free_port()
    profile.mkdir()
    lines = [f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in PREFERENCES.items()]
    (profile / "user.js").write_text("\n".join(lines))
    process = subprocess.Popen(
        [program, "--headless", "--no-remote", "--profile", profile,
         "--remote-debugging-port", str(port)],
        env={"PATH": os.environ["PATH"], "HOME": str(directory), "MOZ_CRASHREPORTER_DISABLE": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    hearing: asyncio.Task[None] | None = None
    try:
        socket = await _connected(process, port)
        own = Firefox(socket, base_url)
        hearing = asyncio.create_task(own.hear())
        await own.begin()
        yield own
    finally:
        if hearing:
            hearing.cancel()
        process.terminate()
        try:
            await asyncio.to_thread(process.wait, 10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


async def _connected(process: subprocess.Popen[bytes], port: int) -> ClientConnection:
    async with asyncio.timeout(START_S):
        while True:
            assert process.poll() is None, "Firefox ended at its start"
            try:
                return await connect(f"ws://127.0.0.1:{port}/session", max_size=None, proxy=None)
            except OSError:
                await asyncio.sleep(0.2)
