"""The harness's server: it starts, dies, comes back on the same port, and runs commands beside."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

import httpx
import pytest

from tests.journeys.harness import warm
from tests.journeys.harness.server import Server


async def test_a_killed_server_comes_back_on_the_same_port(server: Server) -> None:
    first = server.pid

    await server.kill()
    async with httpx.AsyncClient(trust_env=False) as client:
        with pytest.raises(httpx.ConnectError):
            await client.get(f"{server.url}/readyz")
        await server.start()
        answer = await client.get(f"{server.url}/readyz")

    assert answer.status_code == 200
    assert server.pid != first


async def test_a_server_that_cannot_start_shows_its_log(server: Server) -> None:
    await server.stop()
    server.arguments = ("--no-such-option",)

    with pytest.raises(AssertionError, match="no-such-option"):
        await server.start()


async def test_whoever_is_started_beside_others_gets_its_own_process(tmp_path: Path) -> None:
    def writes_to(log: Path) -> str:
        own = warm.started(("--help",), {}, log)
        found = str(Path(f"/proc/{own.pid}/fd/1").readlink())
        own.wait(60)
        return found

    logs = [tmp_path / f"{number}.log" for number in range(32)]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(writes_to, logs)) == [str(log) for log in logs]


async def test_a_server_can_live_two_hours_ahead(
    tmp_path: Path, needs: Callable[[str, str], str]
) -> None:
    needs("faketime", "faketime")
    ahead = Server(tmp_path, clock="+2h")

    await ahead.start()
    try:
        async with httpx.AsyncClient(trust_env=False) as client:
            answer = await client.get(f"{ahead.url}/readyz")
    finally:
        await ahead.stop()

    there = parsedate_to_datetime(answer.headers["Date"])
    assert (
        timedelta(hours=1, minutes=59) < there - datetime.now(UTC) < timedelta(hours=2, minutes=1)
    )
