"""The clock of one host is set forward in the middle of the fair, and later set right again.

That host alone saves nothing meanwhile; whoever leads is another, nothing is due early, and nobody
else's time stands still.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from time import monotonic

import httpx
import psycopg
import pytest

from fair.db import utc_now
from fair.instants import EPOCH
from tests.journeys.harness.report import LOGS
from tests.journeys.harness.server import Server
from tests.journeys.harness.visitor import Visitor
from tests.others.hosts import STARTS_S, Hosts, hosts

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
WITHIN_S = 60.0


class Clock:
    """The clock of one host, as Debian's faketime keeps it in a file that may change."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "clock"
        self.set("+0")
        found = sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))
        if not found:
            pytest.fail("faketime is missing: apt-get install faketime (or run `make tools`)")
        self.env = {
            "LD_PRELOAD": str(found[0]), "FAKETIME_TIMESTAMP_FILE": str(self._file),
            "FAKETIME_CACHE_DURATION": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "DONT_FAKE_MONOTONIC": "1",
        }  # fmt: skip

    def set(self, offset: str) -> None:
        """Let it be so much ahead of the right time."""
        self._file.write_text(offset)


@dataclass
class Two:
    """Two servers; the clock is that of `wrong`, which leads."""

    own: Hosts
    wrong: Server
    right: Server
    clock: Clock


@pytest.fixture
async def two(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Two]:
    async with hosts(tmp_path) as own:
        clock = Clock(tmp_path)
        made = []
        for name, env in (("wrong", own.env | clock.env), ("right", own.env)):
            (tmp_path / name).mkdir()
            made.append(Server(tmp_path / name, env=env))
            request.node.stash.setdefault(LOGS, []).append(lambda one=made[-1]: one.log)
        try:
            for one in made:  # the first leads
                await one.start(within_s=STARTS_S)
            yield Two(own, made[0], made[1], clock)
        finally:
            await asyncio.gather(*(one.stop() for one in made))


async def until(so: Callable[[], Awaitable[bool]]) -> None:
    deadline = monotonic() + WITHIN_S
    while not await so():
        assert monotonic() < deadline
        await asyncio.sleep(0.1)


async def ready(server: Server) -> bool:
    async with httpx.AsyncClient(trust_env=False) as client:
        return (await client.get(f"{server.url}/readyz")).status_code == 200


async def leaves(server: Server, token: str) -> dict[str, object]:
    """Somebody leaves the line, once, at this server; return what is said to them."""
    visitor = Visitor(server, "Leaver")
    visitor.client.cookies.set("fair_login", token)
    try:
        form = (await visitor.open("/queues")).form("ticket.leave")
        assert form is not None
        said = await visitor.client.post(
            form.action, data=dict(form.filled({})), headers={"accept": "application/json"}
        )
        return dict(said.json())
    finally:
        await visitor.close()


async def test_a_host_whose_clock_is_set_forward_keeps_to_itself_until_it_is_right(
    two: Two,
) -> None:
    assert "this process leads" in two.wrong.log
    tokens = two.own.meeting.tokens

    two.clock.set("+10m")

    async def another_leads() -> bool:
        return "this process leads" in two.right.log

    await until(another_leads)
    assert not await ready(two.wrong)
    assert "is ahead of that of all others" in two.wrong.log
    assert (await leaves(two.wrong, tokens["lan"]))["refused"] == "cannot-save"
    assert "ok" in await leaves(two.right, tokens["lan"])
    with psycopg.connect(two.own.env["FAIR_DATABASE_URL"]) as connection:
        ((at,),) = connection.execute("SELECT at FROM pen").fetchall()
    assert EPOCH + timedelta(microseconds=at) < utc_now() + timedelta(seconds=5)
    assert await ready(two.right)

    two.clock.set("+0")

    await until(lambda: ready(two.wrong))
    assert "ok" in await leaves(two.wrong, tokens["bo"])
