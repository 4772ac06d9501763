"""A page to which not one piece of news comes through knows it by their number, and is right soon.

Before, it was stale until the next reconnection, however long that took.
"""

import json
from pathlib import Path
from time import monotonic

import pytest
from playwright.async_api import Page, WebSocketRoute, expect

from tests.journeys.harness.browsers import Browsers
from tests.journeys.harness.report import LOGS
from tests.journeys.harness.server import Server
from tests.journeys.harness.visitor import Visitor
from tests.rooms.meeting import Meeting

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(120)]
WITHIN_S, STARTS_S = 15.0, 60
A_LOADED_MACHINE_S = 10.0


@pytest.fixture
async def server(meeting: Meeting, tmp_path: Path, request: pytest.FixtureRequest):
    assert meeting.tokens
    own = Server(tmp_path)
    request.node.stash.setdefault(LOGS, []).append(lambda: own.log)
    try:
        await own.start(within_s=STARTS_S)
        yield own
    finally:
        await own.stop()


async def loses_news(page: Page) -> list[str]:
    """Let every packet of news fall, from now on, but for their count; return their names."""
    lost: list[str] = []

    def lead(socket: WebSocketRoute) -> None:
        onward = socket.connect_to_server()

        def pass_on(message: str | bytes) -> None:
            name = json.loads(message[2:])[0] if str(message).startswith("42[") else ""
            if name in ("", "news.told"):
                socket.send(message)
            else:
                lost.append(name)

        onward.on_message(pass_on)

    await page.route_web_socket("**/socket.io/**", lead)
    return lost


async def test_a_page_that_lost_news_is_right_within_fifteen_seconds(
    server, people: Browsers, meeting: Meeting
) -> None:
    bo = await people.person("Bo", device="phone")
    await bo.context.add_cookies(
        [{"name": "fair_login", "value": meeting.tokens["bo"], "url": server.url}]
    )
    lost = await loses_news(bo.page)
    # The first connection fetches afresh; what comes after it is lost.
    async with bo.page.expect_response(lambda one: "/queues/list" in one.url):
        await bo.goto("/queues")
    place = bo.page.locator('[data-fill="place"]')
    await expect(place).to_have_text("2")
    lan = Visitor(server, "Lan")
    lan.client.cookies.set("fair_login", meeting.tokens["lan"])
    await lan.press("/queues", "ticket.leave")
    left_at = monotonic()
    await lan.close()
    await expect(place).to_have_text("1", timeout=1000 * (WITHIN_S + A_LOADED_MACHINE_S))

    assert "queue.changed" in lost
    assert monotonic() - left_at < WITHIN_S + A_LOADED_MACHINE_S
