"""A page that asks for too much is told so, waits, and goes on showing what there is."""

import pytest
from playwright.async_api import expect

from tests.journeys.harness.browsers import Browsers
from tests.journeys.harness.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

ASK = """async () => {
  const app = [...document.scripts].map((one) => one.src).find((src) => src.endsWith("/js/app.js"));
  const live = await import(app.replace("app.js", "live.js"));
  while (!live.connected()) await new Promise((resume) => { setTimeout(resume, 50); });
  for (let nth = 0; nth < 3000; nth += 1) live.watch([`queue:${nth}`]);
}"""


async def test_a_page_that_asks_for_too_much_says_so(server: Server, people: Browsers) -> None:
    ada = await people.person("Ada", device="phone")
    bo = await people.person("Bo", device="phone")
    await ada.goto("/help")
    await bo.goto("/help")

    await ada.page.evaluate(ASK)

    banner = ada.page.locator("connection-banner")
    await expect(banner.get_by_text("asked for too much")).to_be_visible(timeout=30_000)
    await expect(banner.get_by_text("Your place is kept")).to_be_hidden()
    await expect(bo.page.locator("connection-banner")).to_be_hidden()
    assert "was ended" in server.log
    assert "Traceback" not in server.log
