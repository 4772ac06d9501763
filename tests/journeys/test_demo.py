"""`fair demo` as somebody new runs it: it opens, it lives, it ends, and nears no real fair."""

import asyncio
import json
import os
import re
import signal
import stat
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from time import monotonic
from typing import Any

import httpx
import pytest

from fair.crowd.browser import Browser
from tests.journeys.harness.demo import Demo, a_demo
from tests.journeys.harness.server import ROOT, Server, free_port

pytestmark = pytest.mark.timeout(180)


@pytest.fixture
async def demo(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Demo]:
    async with a_demo(request, tmp_path) as made:
        yield made


async def figures(organiser: Browser, fair_id: str) -> dict[str, int]:
    """The board's counts as the organiser reads them."""
    page = await organiser.open(f"/board/{fair_id}")
    told = r'data-stat="(\w+)".*?stat__value">(\d+)<'
    return {name: int(count) for name, count in re.findall(told, page.text, re.DOTALL)}


async def eventually(true: Any, within_s: float, why: Any) -> None:
    until = monotonic() + within_s
    while not await true():
        assert monotonic() < until, why()
        await asyncio.sleep(0.5)


@pytest.mark.slow
async def test_a_demo_lives_while_one_looks_and_goes_on_after_its_server_was_killed(
    demo: Demo,
) -> None:
    await eventually(demo.has_said("Sign in as organiser"), 10, lambda: demo.log)
    assert stat.S_IMODE((demo.folder / "var/demo-links.json").stat().st_mode) == 0o600
    links = demo.links
    async with httpx.AsyncClient(trust_env=False, timeout=15) as client:
        organiser = Browser(demo.url, client, "en")
        await organiser.sign_in(links["organiser"])
        before = await figures(organiser, links["fair_id"])
        assert before.get("interviews", -1) >= 0, before

        async def grown() -> bool:
            now = await figures(organiser, links["fair_id"])
            return all(
                now.get(label, 0) > before.get(label, 0) for label in ("contacts", "interviews")
            )

        await eventually(grown, 60, lambda: demo.log[-3000:])

        demo.end(signal.SIGKILL)

        async def crowd_gone() -> bool:
            return demo.simulated() == 0

        await eventually(crowd_gone, 15, lambda: "the crowd outlived its server")
        demo.start()
        await demo.ready()
        assert demo.links == links
        after = await figures(organiser, links["fair_id"])
        assert after["contacts"] > before["contacts"]

    demo.end()
    await eventually(crowd_gone, 15, lambda: "the crowd outlived its server")


async def test_a_second_demo_in_the_same_place_says_what_to_do(demo: Demo) -> None:
    def second(port: int) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "fair", "demo", "--port", str(port)],
            cwd=demo.folder, env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True, text=True, timeout=30, check=False,
        )  # fmt: skip

    same_port = await asyncio.to_thread(second, demo.port)
    same_folder = await asyncio.to_thread(second, free_port())

    assert same_port.returncode == same_folder.returncode == 1
    assert f"Port {demo.port} is in use" in same_port.stderr
    assert f"--port {demo.port + 1}" in same_port.stderr
    assert f"runs already, at http://localhost:{demo.port}" in same_folder.stderr


async def test_the_crowd_stays_away_from_a_real_fair(server: Server, tmp_path: Path) -> None:
    links = tmp_path / "links.json"
    fair_id = await _a_real_fair(server)
    links.write_text(
        json.dumps({"fair_id": fair_id, "seekers": [], "recruiters": [], "answers": []})
    )

    crowd = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "fair", "simulate", "--url", server.url, "--links", str(links)),
        cwd=ROOT, env=server.env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    async with asyncio.timeout(40):
        said, _ = await crowd.communicate()

    assert crowd.returncode == 3
    assert "is a real fair" in said.decode()


async def _a_real_fair(server: Server) -> str:
    """An organiser comes by invitation, makes a fair by its form and publishes it."""
    link = (await server.run("organiser", "add", "olga@example.com")).split()[-1]
    async with httpx.AsyncClient(trust_env=False, timeout=15) as client:
        browser = Browser(server.url, client, "en")
        invited = await browser.open(link.removeprefix(server.url))
        form = next(one for one in invited.forms if one.action.startswith("/invited/"))
        names = [key for key, _ in form.fields]
        name = next(key for key in names if "name" in key)
        secrets = {key: "a long password 77" for key in names if "password" in key}
        await browser.submit(form, **{name: "Olga"}, **secrets)
        new = (await browser.open("/organise/fairs/new")).form("fair.create")
        assert new is not None
        made = await browser.submit(
            new, title="Spring", zone="Asia/Shanghai", **{"hall_titles.en": "Hall 1"},
            opens_at="2030-01-01T09:00", closes_at="2030-01-01T17:00",
        )  # fmt: skip
        shown = await browser.open(f"/organise/fairs/{made['fair_id']}")
        publish = shown.form("fair.publish")
        assert publish is not None
        await browser.submit(publish)
        return str(made["fair_id"])
