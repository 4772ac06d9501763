"""A real server: `fair serve` as a process of its own, on a free port, with a database of its own.

It is killed as a machine dies (SIGKILL, by its own process id), started again on the same port and
the same database, and its log is kept for the report of a failed test. Waiting is asking until a
deadline, never a fixed sleep.
"""

import asyncio
import os
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from time import monotonic
from typing import Any, Protocol

import httpx
import pytest

from tests import databases
from tests.journeys.harness import warm
from tests.journeys.harness.report import LOGS
from tests.journeys.harness.warm import Started

ROOT = Path(__file__).parents[3]
SECRET = "a-secret-for-tests-of-more-than-32-characters"


def free_port() -> int:
    """A loopback port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Host(Protocol):
    """Where people go: one server, or several behind one door."""

    url: str

    async def run(self, *arguments: str, within_s: float = 60) -> str:
        """Run `fair ARGUMENTS` beside it; returns what it printed."""

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """Look into the database, beside it and without writing."""


class Server:
    """One `fair` server. Make it with a folder for its database and log; then `await start()`."""

    def __init__(
        self,
        directory: Path,
        *,
        env: Mapping[str, str] | None = None,
        arguments: tuple[str, ...] = (),
        clock: str = "",
        before: tuple[str, ...] = (),
        folder: Path | None = None,
        bare: bool = False,
    ) -> None:
        """`clock` is an offset for Debian's faketime, such as "+2h"; empty is real time.

        `before` starts the server and its commands (as `nsenter` does); `folder` is the database's.
        `bare` lets the server make its database itself; else it finds the empty tables there.
        """
        self._bare = bare or bool(before) or "FAIR_DATABASE_URL" in (env or {})
        self.directory = directory
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.before = before
        self.database = (folder or directory) / "fair.db"
        self.clock = clock
        self.arguments = arguments
        self._env = dict(env or {})
        self._process: subprocess.Popen[bytes] | Started | None = None
        self._log = directory / "server.log"

    @property
    def env(self) -> dict[str, str]:
        """The environment of the server and of commands that share its database."""
        clean = {key: value for key, value in os.environ.items() if not key.startswith("FAIR_")}
        return {
            **clean,
            "FAIR_DATABASE_URL": f"sqlite:///{self.database}",
            "FAIR_BASE_URL": self.url,
            "FAIR_SECRET": SECRET,
            "FAIR_SMS_PROVIDER": "outbox",
            "FAIR_SECOND_FACTOR": "optional",  # test_second_step.py walks it
            "PYTHONUNBUFFERED": "1",
            "TYPER_STANDARD_TRACEBACK": "1",  # a log is read without boxes
            # By a clock of its own it takes each file for changed, and would spoil it for others.
            **({"PYTHONDONTWRITEBYTECODE": "1"} if self._by_own_clock else {}),
            **self._env,
        }

    @property
    def pid(self) -> int:
        """The process id of the running server."""
        assert self._process is not None, "the server was not started"
        return self._process.pid

    @property
    def runs(self) -> bool:
        """Whether its process is there, as it should be once it was started."""
        return self._process is not None and self._process.poll() is None

    @property
    def log(self) -> str:
        """Everything that the server printed, over all its lives."""
        return self._log.read_text("utf-8", "replace") if self._log.exists() else ""

    async def start(self, *, within_s: float = 90) -> None:
        """Start the server and wait until /readyz says 200."""
        assert self._process is None, "the server runs already"
        if not self._bare:
            databases.make_file(self.database.parent)
        serve = ("serve", "--port", str(self.port), *self.arguments)
        if self.before or self._by_own_clock:
            self._process = self._from_nothing(serve)
        else:
            self._process = await asyncio.to_thread(warm.started, serve, self.env, self._log)
        await self.ready(within_s=within_s)

    def _from_nothing(self, arguments: tuple[str, ...]) -> "subprocess.Popen[bytes]":
        clock = ("faketime", "-f", self.clock) if self.clock else ()
        with self._log.open("ab") as log:
            return subprocess.Popen(
                [*self.before, *clock, sys.executable, "-m", "fair", *arguments],
                cwd=ROOT,
                env=self.env,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    @property
    def _by_own_clock(self) -> bool:
        return bool(self.clock) or "LD_PRELOAD" in self._env

    async def ready(self, *, within_s: float = 90) -> None:
        """Ask /readyz until it says 200; fail with the log when the server dies or time is up."""
        deadline = monotonic() + within_s
        last = "nothing was answered"
        async with httpx.AsyncClient(trust_env=False) as client:
            while monotonic() < deadline:
                if self._process is None or self._process.poll() is not None:
                    raise AssertionError(f"the server ended at its start:\n{self.log[-4000:]}")
                try:
                    answer = await client.get(f"{self.url}/readyz", timeout=2)
                except httpx.TransportError as error:
                    last = repr(error)
                else:
                    if answer.status_code == 200:
                        return
                    last = f"{answer.status_code} {answer.text[:300]}"
                await asyncio.sleep(0.05)
        raise AssertionError(f"not ready in {within_s} s ({last}):\n{self.log[-4000:]}")

    async def kill(self) -> None:
        """Die as a machine dies: no handler runs, nothing is flushed. (Under faketime, with it.)"""
        await self._end(signal.SIGKILL)

    async def stop(self) -> None:
        """Ask the server to end, as an operator does; kill it after ten seconds."""
        await self._end(signal.SIGTERM)

    async def restart(self, *, within_s: float = 20) -> None:
        """Kill, and start again on the same port and database."""
        await self.kill()
        await self.start(within_s=within_s)

    async def run(self, *arguments: str, within_s: float = 60) -> str:
        """Run `fair ARGUMENTS` beside the server, on its database; returns what it printed."""
        if self.before or self._by_own_clock:
            text, code = await self._said_from_nothing(arguments, within_s)
        else:
            text, code = await warm.said(arguments, self.env, within_s)
        assert code == 0, f"fair {' '.join(arguments)}: {text}"
        return text

    async def _said_from_nothing(
        self, arguments: tuple[str, ...], within_s: float
    ) -> tuple[str, int]:
        process = await asyncio.create_subprocess_exec(
            *self.before, sys.executable, "-m", "fair", *arguments,
            cwd=ROOT, env=self.env,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        async with asyncio.timeout(within_s):
            output, _ = await process.communicate()
        return output.decode("utf-8", "replace"), process.returncode or 0

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """Look into the database, beside the server and without writing."""
        connection = sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)
        try:
            return connection.execute(query, values).fetchall()
        finally:
            connection.close()

    async def _end(self, how: signal.Signals) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        if process.poll() is None:
            # The group holds this server and nothing else: start_new_session made it.
            os.killpg(process.pid, how)
        try:
            await asyncio.to_thread(process.wait, 10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            await asyncio.to_thread(process.wait)


@asynccontextmanager
async def a_server(
    request: pytest.FixtureRequest, directory: Path, **more: Any
) -> AsyncIterator[Server]:
    """A server that runs as long as a fixture; its log is shown when the test fails.

    `more` is the server's own: `env`, `bare`.
    """
    own = Server(directory, **more)
    request.node.stash.setdefault(LOGS, []).append(lambda: own.log)
    try:
        await own.start()
        yield own
    finally:
        await own.stop()
