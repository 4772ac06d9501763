"""`fair check` and a real TURN server, with the configuration that operators are told to use."""

import asyncio
import shlex
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from aioice.turn import create_turn_endpoint

from fair.checks import findings
from fair.db import utc_now
from fair.settings import Settings
from fair.turn_probe import GivenBack, NoRelay, allocate
from fair.turn_server import addresses, credentials
from tests.journeys.harness.coturn import SECRET, Coturn, coturn

pytestmark = pytest.mark.timeout(60)


async def told(directory: Path, turn: Coturn, **settings: Any) -> dict[str, tuple[bool, str]]:
    said = Settings.read(
        secret="a secret for tests " * 3,
        database_url=f"sqlite:///{directory}/none.db",
        turn_urls=turn.urls,
        turn_secret=SECRET,
        **settings,
    )
    found = await asyncio.to_thread(lambda: list(findings(said)))
    return {one.what: (one.good, one.says) for one in found if one.what.startswith("turn")}


async def test_the_documented_server_answers_by_every_way(tmp_path, monkeypatch):
    async with coturn(tmp_path) as turn:
        monkeypatch.setenv("SSL_CERT_FILE", str(turn.cert))

        said = await told(tmp_path, turn)

    for way in ("udp", "tcp", "tls"):
        good, says = said[f"turn by {way}"]
        assert good, says
        assert "passes on from 127.0.0.1" in says


async def typed(line: str) -> str:
    """Type a line as it stands; return what was answered, all of it good."""
    process = await asyncio.create_subprocess_exec(
        *shlex.split(line),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    output, _ = await process.communicate()
    assert process.returncode == 0, output.decode()
    return output.decode()


async def test_what_is_printed_for_a_machine_outside_works_as_it_stands(tmp_path, monkeypatch):
    async with coturn(tmp_path, more="allow-loopback-peers") as turn:
        monkeypatch.setenv("SSL_CERT_FILE", str(turn.cert))
        _, says = (await told(tmp_path, turn))["turn outside"]
        udp, tcp, tls = [await typed(line) for line in says.partition(": ")[2].split("; ")]

        for output in (udp, tcp):
            assert "Total lost packets 0 " in output
        assert "Verification: OK" in tls


async def test_what_does_not_answer_is_named_with_what_to_look_at(tmp_path, monkeypatch):
    async with coturn(tmp_path, ways=("udp", "tls")) as turn:
        said = await told(tmp_path, turn)
        assert said["turn by udp"][0]
        assert not said["turn by tcp"][0]
        assert f"127.0.0.1:{turn.port}: not reachable" in said["turn by tcp"][1]
        assert not said["turn by tls"][0]
        assert "its certificate does not hold (self-signed certificate)" in said["turn by tls"][1]
        monkeypatch.setenv("SSL_CERT_FILE", str(turn.cert))
        public = await told(tmp_path, turn, base_url="https://fair.example")

    assert not public["turn by udp"][0]
    assert "nobody outside reaches: set relay-ip or external-ip" in public["turn by udp"][1]


async def test_a_password_of_another_secret_or_of_yesterday_opens_nothing(tmp_path):
    soon, ago = utc_now() + timedelta(seconds=60), utc_now() - timedelta(seconds=2)
    async with coturn(tmp_path, ways=("udp",)) as turn:
        udp, *_ = addresses(turn.urls)
        good = credentials(SECRET, "lan", soon)
        await allocate(udp, good)
        for bad in (
            credentials("x" * 40, "lan", soon),
            credentials(SECRET, "lan", ago),
            replace(good, username=f"{int(soon.timestamp()) + 3600}:lan"),
        ):
            with pytest.raises(NoRelay, match="static-auth-secret"):
                await allocate(udp, bad)


async def test_one_side_of_a_call_cannot_take_the_places_of_all(tmp_path):
    async with coturn(tmp_path, ways=("udp",)) as turn, AsyncExitStack() as stack:
        udp, *_ = addresses(turn.urls)
        now = utc_now()
        for nth in range(30):  # as many names as one likes, all of one side
            who = credentials(SECRET, "lan", now + timedelta(seconds=60 + nth))
            transport, gone = await create_turn_endpoint(
                GivenBack, (udp.host, udp.port), who.username, who.password
            )
            stack.push_async_callback(gone.wait, 5)
            stack.callback(transport.close)

        with pytest.raises(NoRelay, match="user-quota"):
            await allocate(udp, credentials(SECRET, "lan", now + timedelta(seconds=60)))
        await allocate(udp, credentials(SECRET, "mei", now + timedelta(seconds=60)))


async def test_nothing_behind_the_server_is_reached_through_it(tmp_path):
    who = credentials(SECRET, "crook", utc_now() + timedelta(seconds=60))
    async with coturn(tmp_path, ways=("udp",), more="allow-loopback-peers") as turn:
        udp, *_ = addresses(turn.urls)
        transport, gone = await create_turn_endpoint(
            Refusals, (udp.host, udp.port), who.username, who.password
        )
        inside = (
            "10.0.0.1",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "127.0.0.2",
        )
        for host in inside:
            transport.sendto(b"who is there?", (host, 22))
        async with asyncio.timeout(10):
            while len(gone.refused) < len(inside):
                await asyncio.sleep(0.05)
        transport.close()
        await gone.wait(5)

    assert all("403" in one for one in gone.refused)


class Refusals(GivenBack):
    """Notes what the server would not do."""

    def __init__(self) -> None:
        super().__init__()
        self.refused: list[str] = []

    def error_received(self, error: Exception) -> None:
        self.refused.append(str(error))


async def test_no_server_is_no_fault():
    said = Settings.read(secret="a secret for tests " * 3)
    found = await asyncio.to_thread(lambda: {one.what: one for one in findings(said)})

    assert found["turn"].good
    assert "FAIR_TURN_URLS" in found["turn"].says
