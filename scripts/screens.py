"""Take the README's pictures from a fresh demo fair: `make screens`.

Starts `fair demo` in a temporary folder on a free port, walks in as each role in Debian's Chromium,
and writes docs/screens/*.png. Those of the first evening stay in docs/screens/before, and
docs/pictures.md shows both.
"""

import asyncio
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.async_api import Browser, Page, async_playwright

from tests.journeys.harness.browsers import FLAGS
from tests.journeys.harness.server import free_port

ROOT = Path(__file__).parents[1]
TO = ROOT / "docs" / "screens"
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
DESK = {"viewport": {"width": 1280, "height": 860}}
ROLES = 3
READY_S, PATIENCE_MS = 600, 300_000  # the machine may be busy with other things
LINK = re.compile(r"Sign in as (\w+)\s+(\S+)")


async def main() -> None:
    """Start the demo, let it live for a while, take every picture, stop it."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        with log.open("wb") as out:
            demo = subprocess.Popen(
                [sys.executable, "-m", "fair", "demo", "--port", str(port), "--crowd", "60"],
                cwd=folder, stdout=out, stderr=subprocess.STDOUT,
                env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "PYTHONUNBUFFERED": "1"},
            )  # fmt: skip
        try:
            async with asyncio.timeout(READY_S):
                while len(links := dict(LINK.findall(log.read_text()))) < ROLES:
                    await asyncio.sleep(0.2)
            async with async_playwright() as playwright:
                browser = await playwright.chromium.launch(
                    executable_path="/usr/bin/chromium", args=list(FLAGS)
                )
                await asyncio.sleep(90)  # let the crowd talk, so that the board has counted
                await walk(browser, f"http://localhost:{port}", links)
                await browser.close()
        finally:
            demo.terminate()
            demo.wait(20)


async def walk(browser: Browser, base: str, links: dict[str, str]) -> None:
    """Take the pictures."""
    seeker = await enter(browser, links["seeker"], **PHONE, locale="en-GB")
    recruiter = await enter(browser, links["recruiter"], **DESK, locale="en-GB")
    organiser = await enter(browser, links["organiser"], **DESK, locale="en-GB")
    await shot(seeker, f"{base}/", "fair-phone")
    await shot(seeker, f"{base}/vacancies?direct=1", "vacancies-phone")
    booth = recruiter.url.rpartition("/")[2]
    await join(seeker, base, booth)
    await shot(seeker, f"{base}/queues", "seeker-queues-phone")
    await press(recruiter, "duty.start")
    await shot(recruiter, f"{base}/desk/{booth}", "desk-desktop")
    await shot(organiser, f"{base}/board", "board-desktop")
    await shot(organiser, f"{base}/organise/employers", "employers-desktop")
    await shot(organiser, f"{base}/organise", "organise-desktop")
    await shot(recruiter, f"{base}/desk/vacancies", "vacancies-desktop")
    await ring(recruiter, seeker, f"{base}/desk/{booth}")


async def enter(browser: Browser, link: str, **device: object) -> Page:
    """Sign in by a link in a browser of its own."""
    context = await browser.new_context(**device, permissions=["microphone"])  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE_MS)
    page = await context.new_page()
    await page.goto(link)
    await page.click("main form button")
    await page.wait_for_load_state()
    return page


async def join(page: Page, base: str, booth: str) -> None:
    """Join the queue of the recruiter's booth and of two others."""
    await page.goto(f"{base}/")
    hrefs = await page.eval_on_selector_all(
        "main a[href^='/booths/']", "all => [...new Set(all.map(a => a.getAttribute('href')))]"
    )
    for path in [f"/booths/{booth}", *hrefs[2:4]]:
        await page.goto(base + path)
        await press(page, "ticket.join")


async def press(page: Page, command: str) -> None:
    """Press the button of a command where the page has it."""
    button = page.locator(f"form[data-command='{command}'] button").first
    if await button.count():
        await button.click()
        await page.wait_for_timeout(1200)


async def ring(recruiter: Page, seeker: Page, desk: str) -> None:
    """Call until the seeker's own phone rings; picture the ring and then the call."""
    dialog = seeker.locator("dialog.ring[open]")
    for _ in range(12):
        await recruiter.goto(desk)
        await press(recruiter, "ticket.call_next")
        await recruiter.wait_for_timeout(1500)
        if await dialog.count():
            break
        await press(recruiter, "call.cancel")
    await seeker.screenshot(path=TO / "ring-phone.png")
    await dialog.locator("form[data-command='call.answer'] button").click()
    await recruiter.wait_for_timeout(6000)
    await recruiter.screenshot(path=TO / "call-desktop.png")
    await seeker.screenshot(path=TO / "call-phone.png")


async def shot(page: Page, url: str, name: str) -> None:
    """Open a page and picture what is in sight."""
    await page.goto(url)
    await page.wait_for_timeout(1200)
    await page.screenshot(path=TO / f"{name}.png")


asyncio.run(main())
