"""A real Redis on a loopback port of its own: killed as a machine dies, started again."""

import asyncio
import shutil
import signal
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from redis.asyncio import Redis
from redis.exceptions import RedisError

from tests.journeys.harness.server import free_port

WITHIN_S = 15


class RedisServer:
    """One `redis-server` that keeps nothing on disk."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self._process: subprocess.Popen[bytes] | None = None

    async def start(self) -> None:
        program = shutil.which("redis-server")
        if program is None:
            pytest.fail("redis-server is missing: apt-get install redis-server (or `make tools`)")
        self._process = subprocess.Popen(
            [program, "--port", str(self.port), "--bind", "127.0.0.1", "--save", "",
             "--appendonly", "no", "--dir", str(self.folder)],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT,
        )  # fmt: skip
        async with asyncio.timeout(WITHIN_S), Redis.from_url(self.url) as redis:
            while True:
                assert self._process.poll() is None, "redis-server ended at its start"
                try:
                    await redis.ping()
                except RedisError:
                    await asyncio.sleep(0.02)
                else:
                    return

    async def kill(self) -> None:
        """Die as a machine dies."""
        process, self._process = self._process, None
        if process and process.poll() is None:
            process.send_signal(signal.SIGKILL)
        if process:
            await asyncio.to_thread(process.wait, WITHIN_S)

    async def flush(self) -> None:
        """Forget everything."""
        async with Redis.from_url(self.url) as redis:
            await redis.flushall()


@asynccontextmanager
async def a_redis(folder: Path) -> AsyncIterator[RedisServer]:
    """A Redis that lives as long as a test."""
    own = RedisServer(folder)
    try:
        await own.start()
        yield own
    finally:
        await own.kill()
