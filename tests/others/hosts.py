"""Real servers of one fair, as on several hosts: one PostgreSQL, one Redis, one secret."""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fair.app import Server as App
from fair.settings import Settings
from fair.upgrade import upgrade
from tests import databases
from tests.journeys.harness.server import SECRET, Server
from tests.redis_server import RedisServer, a_redis
from tests.rooms.meeting import Meeting, a_meeting
from tests.world import World

STARTS_S = 90


@dataclass
class Hosts:
    """Where the servers' things are; `env` is what each is told, `meeting` who is in line."""

    env: dict[str, str]
    redis: RedisServer
    meeting: Meeting


@asynccontextmanager
async def hosts(folder: Path) -> AsyncIterator[Hosts]:
    """Make a database with an open booth, and a Redis; no server runs yet."""
    name = "h" + hashlib.sha256(str(folder).encode()).hexdigest()[:20]
    databases.cluster().run(f'CREATE DATABASE "{name}"')
    url, key = databases.cluster().url(name), str(folder / "ledger.key")
    upgrade(url)
    async with a_redis(folder) as redis:
        env = {
            "FAIR_DATABASE_URL": url, "FAIR_REDIS_URL": redis.url, "FAIR_LEDGER_KEY": key,
            "FAIR_HOSTS": "127.0.0.1", "FAIR_CALLS": "direct",
        }  # fmt: skip
        said: dict[str, Any] = {
            "database_url": url,
            "secret": SECRET,
            "ledger_key": key,
            "hosts": "127.0.0.1",
        }
        own = App(Settings.read(sms_provider="outbox", **said))
        own.erased.path = folder / "fair.db.erased"
        own.database.start()
        try:
            meeting = await a_meeting(World(own))
        finally:
            own.database.stop()
        yield Hosts(env, redis, meeting)


@asynccontextmanager
async def two_servers(own: Hosts, folder: Path) -> AsyncIterator[tuple[Server, Server]]:
    """Let two servers of the fair run, each on a port of its own."""
    a, b = (Server(folder / name, env=own.env) for name in "ab")
    for one in (a, b):
        one.directory.mkdir()
    try:
        await asyncio.gather(a.start(within_s=STARTS_S), b.start(within_s=STARTS_S))
        yield a, b
    finally:
        await asyncio.gather(a.stop(), b.stop())
