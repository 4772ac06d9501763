"""A running `fair demo`, as somebody new starts it."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from time import monotonic
from typing import Any

import httpx
import pytest

from tests.journeys.harness.report import LOGS
from tests.journeys.harness.server import ROOT, free_port


class Demo:
    """A running `fair demo` in a folder of its own."""

    def __init__(self, folder: Path, crowd: int) -> None:
        self.folder, self.crowd, self.port = folder, crowd, free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._log = folder / "demo.log"
        self.process: subprocess.Popen[bytes] | None = None

    def command(self) -> list[str]:
        """What somebody types for `fair`."""
        return [sys.executable, "-m", "fair"]

    def start(self) -> None:
        env = {key: value for key, value in os.environ.items() if not key.startswith("FAIR_")}
        with self._log.open("ab") as log:
            self.process = subprocess.Popen(
                [
                    *(*self.command(), "demo"),
                    *("--port", str(self.port), "--crowd", str(self.crowd)),
                ],
                cwd=self.folder,
                env={**env, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    @property
    def log(self) -> str:
        return self._log.read_text("utf-8", "replace") if self._log.exists() else ""

    @property
    def links(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.folder / "var/demo-links.json").read_text("utf-8"))
        return found

    async def ready(self, within_s: float = 60) -> None:
        until = monotonic() + within_s
        async with httpx.AsyncClient(trust_env=False, timeout=2) as client:
            while monotonic() < until:
                assert self.process is not None
                assert self.process.poll() is None, self.log[-3000:]
                try:
                    if (await client.get(f"{self.url}/readyz")).status_code == 200:
                        return
                except httpx.TransportError:
                    pass
                await asyncio.sleep(0.05)
        raise AssertionError(f"not ready:\n{self.log[-3000:]}")

    def end(self, how: signal.Signals = signal.SIGINT) -> None:
        process, self.process = self.process, None
        if process is not None and process.poll() is None:
            process.send_signal(how)
            process.wait(20)

    def has_said(self, words: str) -> Callable[[], Awaitable[bool]]:
        async def look() -> bool:
            return words in self.log

        return look

    def simulated(self) -> int:
        """How many crowds of this demo run."""
        found = 0
        for entry in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                words = entry.read_bytes().decode("utf-8", "replace").split("\0")
            except OSError:
                continue
            found += "fair.crowd" in words and self.url in words
        return found


@asynccontextmanager
async def a_demo(
    request: pytest.FixtureRequest, folder: Path, crowd: int = 20
) -> AsyncIterator[Demo]:
    """A demo that runs as long as a fixture; its log is shown when the test fails."""
    made = Demo(folder, crowd)
    request.node.stash.setdefault(LOGS, []).append(lambda: made.log)
    made.start()
    try:
        await made.ready()
        yield made
    finally:
        made.end()
