"""Pages on a slow phone: Lighthouse's four scores, the bytes, when the biggest thing stands.

Lighthouse 12.8 (13 asks for a newer Node) in Debian's Chromium, its slow phone: a quarter of the
processor, 1.6 Mbit/s, 150 ms. `fair serve` as shipped, a furnished fair; private pages by a login.
"""

import asyncio
import json
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from playwright.async_api import async_playwright

from fair.settings import Settings
from tests.journeys.crowded import crowded
from tests.journeys.harness.browsers import CHROMIUM
from tests.journeys.harness.server import Server, free_port
from tests.journeys.house import furnished

HOME = Path(__file__).parent / "lighthouse"
KINDS = ("performance", "accessibility", "best-practices", "seo")
# Whose page, and which.
PUBLIC = (("", "/"), ("", "/vacancies"), ("", "post"), ("", "booth"), ("", "/sign-in"))
PRIVATE = (("lan", "queues"), ("zhi", "offer"), ("mei", "desk"))
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")


async def measure(folder: Path) -> dict[str, Any]:
    """Return the scores of each page, from 0 to 100."""
    await _run("npm", "ci", "--silent", at=HOME)
    tokens, paths = await furnished(folder, crowded)
    server = Server(folder)
    try:
        await server.start()
        return {
            f"{who or 'a visitor'}: {name}": await _scores(
                folder, server.url, paths.get(name, name), tokens.get(who, "")
            )
            for who, name in (*PUBLIC, *PRIVATE)
        }
    finally:
        await server.stop()


@asynccontextmanager
async def _signed_in(url: str, token: str) -> AsyncIterator[int]:
    """Open a browser that holds a login as any does, in its jar; yield its debugger's port."""
    port = free_port()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch_persistent_context(
            "", executable_path=CHROMIUM, args=[f"--remote-debugging-port={port}", *FLAGS],
            # The clock of the place, as most people at a fair have it.
            env={**os.environ, "TZ": Settings.read(makes=False).time_zone},
        )  # fmt: skip
        if token:
            await browser.add_cookies([{"name": "fair_login", "value": token, "url": url}])
        yield port
        await browser.close()


async def _scores(folder: Path, url: str, path: str, token: str) -> dict[str, Any]:
    told = folder / "page.json"
    async with _signed_in(url, token) as port:
        await _run(
            "node_modules/.bin/lighthouse", url + path, "--quiet", "--output=json",
            f"--output-path={told}", f"--only-categories={','.join(KINDS)}", f"--port={port}",
            at=HOME,
        )  # fmt: skip
    found = json.loads(told.read_text("utf-8"))
    audits = found["audits"]
    below = [
        f"{kind}: {one['id']} {_where(audits[one['id']])}".rstrip()
        for kind in KINDS
        for one in found["categories"][kind]["auditRefs"]
        if one["weight"]
        and (audits[one["id"]]["score"] or 0) < 0.9
        and audits[one["id"]]["scoreDisplayMode"] not in ("notApplicable", "manual", "informative")
    ]
    return {
        **{kind: round(100 * (found["categories"][kind]["score"] or 0)) for kind in KINDS},
        "bytes": round(audits["total-byte-weight"]["numericValue"]),
        "largest_paint_ms": round(audits["largest-contentful-paint"]["numericValue"]),
        "blocked_ms": round(audits["total-blocking-time"]["numericValue"]),
        "benchmark_index": round(found["environment"]["benchmarkIndex"]),
        "below": below,
    }


def _where(audit: dict[str, Any]) -> str:
    """Return the first thing on the page that an audit found."""
    found = (one.get("node", {}) for one in audit.get("details", {}).get("items", []))
    return next((str(one["selector"]) for one in found if one.get("selector")), "")


async def _run(*words: str, at: Path) -> None:
    process = await asyncio.create_subprocess_exec(
        *words, cwd=at, env={**os.environ, "CHROME_PATH": CHROMIUM},
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    _, said = await process.communicate()
    if process.returncode:
        raise RuntimeError(f"{words[0]} ended with {process.returncode}: {said.decode()[-1000:]}")
