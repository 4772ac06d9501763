"""A call whose two people came to two servers: seeker at one, recruiter at the other, one fair."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.journeys.harness.browsers import Browsers
from tests.journeys.harness.report import LOGS
from tests.journeys.harness.server import Server
from tests.journeys.test_call import hear_each_other, signed_in
from tests.others.hosts import hosts, two_servers
from tests.rooms.meeting import Meeting

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]


@dataclass
class Two:
    """Servers `a` and `b` of one fair, and who is in line there."""

    a: Server
    b: Server
    meeting: Meeting


@pytest.fixture
async def two(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Two]:
    async with hosts(tmp_path) as own, two_servers(own, tmp_path) as (a, b):
        for one in (a, b):
            request.node.stash.setdefault(LOGS, []).append(lambda server=one: server.log)
        yield Two(a, b, own.meeting)


@pytest.fixture
def base_url(two: Two) -> str:
    return two.a.url


async def test_called_answered_heard_and_concluded_over_two_servers(
    people: Browsers, two: Two
) -> None:
    meeting = two.meeting
    lan = await signed_in(people, meeting, "lan", 440)
    mei = await signed_in(people, meeting, "recruiter", 880)
    mei.excuse(f"foreign host: (http|ws)://127.0.0.1:{two.b.port}/")  # where she is on purpose
    await lan.goto("/queues")
    await mei.page.goto(f"{two.b.url}/desk/{meeting.scene.booth_id}")

    await mei.page.locator('form[data-command="ticket.call_next"] button').click()
    await mei.page.wait_for_url(f"{two.b.url}/calls/*")
    ring = lan.page.get_by_role("dialog")
    await expect(ring).to_be_visible()
    await expect(mei.page.locator('[data-ring="shown"]')).to_be_visible()
    await ring.get_by_role("button", name="Answer").click()
    await lan.page.wait_for_url(f"{two.a.url}/calls/*")
    await hear_each_other(lan, mei)

    await lan.page.get_by_label("Type instead of talking").fill("I hear you well")
    await lan.page.get_by_role("button", name="Send").click()
    await expect(mei.page.get_by_text("I hear you well")).to_be_visible()
    await lan.shot("two-servers-lan")
    await mei.shot("two-servers-mei")

    await mei.page.get_by_role("button", name="Hang up", exact=True).click()
    for person in (lan, mei):
        await expect(person.page.get_by_text("The call is over")).to_be_visible()

    await mei.page.reload()
    panel = mei.page.locator("section.outcome")
    await panel.get_by_role("radio", name="No fit").check()
    reasons = panel.get_by_label("The seeker reads this reason")
    reason = await reasons.locator("option").nth(1).inner_text()
    await reasons.select_option(index=1)
    await panel.get_by_role("button", name="Save", exact=True).click()
    await lan.goto("/queues")
    await expect(lan.page.get_by_text(reason.strip())).to_be_visible()
