"""A flood of hostile visitors, of every kind at once: the honest are served, the flood is cut.

What is time is measured by `python -m benchmarks floods`; here counts what a person would notice.
"""

import asyncio
import json
import sys
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from benchmarks.floods import RECRUITER_AT, SEEKER_AT, Honest, cpu_s, rss
from benchmarks.joins import _seekers
from fair.contract.booths import DutyStart
from fair.contract.queue import JoinQueue, LeaveQueue
from tests.booths.scene import a_scene
from tests.journeys.harness.server import ROOT, Server
from tests.world import running

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]
MEGABYTE = 1_000_000
MOST_GROWTH = 150 * MEGABYTE
MOST_LOG = 100_000
SECONDS = 10
CUT = ("slow heads", "watches", "unknown", "binary", "commands")


@asynccontextmanager
async def flooding(said):
    """Let hostile visitors at the server, each from another network, until all kinds were cut."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.journeys.harness.flooders", json.dumps(said),
        cwd=ROOT, stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    tolls: dict[str, Any] = {}
    try:
        yield tolls
        with suppress(TimeoutError):  # then the toll says who was not cut
            await asyncio.wait_for(process.wait(), 90)
        out, err = await process.communicate(b"")
        assert process.returncode == 0, err.decode()[-2000:]
        tolls |= json.loads(out)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def test_the_honest_are_served_and_the_flood_is_cut(tmp_path: Path):
    async with running(tmp_path) as world:
        scene = await a_scene(world)
        await scene.started()
        tokens = await _seekers(world, scene, 6)
    server, booth = Server(tmp_path), {"booth_id": scene.booth_id}
    seeker = Honest(server, tokens[0], SEEKER_AT, f"/booths/{scene.booth_id}")
    recruiter = Honest(server, scene.tokens["recruiter"], RECRUITER_AT, f"/desk/{scene.booth_id}")
    joins = [
        (JoinQueue.name, lambda _said: booth),
        (LeaveQueue.name, lambda said: {"ticket_id": said.get("ticket_id", "x")}),
    ]
    tells = [(DutyStart.name, lambda _said: booth)]
    flood = {
        "url": server.url, "booth": scene.booth_id, "each": 2,
        "until_cut": CUT, "seekers": tokens[1:], "recruiters": [scene.tokens["stranger"]],
    }  # fmt: skip
    await server.start()
    try:
        await asyncio.gather(seeker.live(1, joins), recruiter.live(1, tells))
        before, spent = rss(server.pid), cpu_s(server.pid)
        async with flooding(flood) as tolls:
            await asyncio.gather(seeker.live(SECONDS, joins), recruiter.live(SECONDS, tells))
            grown = rss(server.pid) - before
        assert cpu_s(server.pid) > spent
        log = server.log
    finally:
        await server.stop()
    print(tolls, seeker.took, grown, len(log))

    assert seeker.failed == {}
    assert recruiter.failed == {}
    assert all(len(took) >= 2 for took in (*seeker.took.values(), *recruiter.took.values()))
    assert all(toll["sent"] for toll in tolls.values()), tolls
    for kind in CUT:
        assert tolls[kind]["cut"], (kind, tolls[kind])
    assert grown < MOST_GROWTH
    assert len(log) < MOST_LOG
    assert "Traceback" not in log, log[-3000:]
