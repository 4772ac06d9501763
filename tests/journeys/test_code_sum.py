"""Where codes run low a phone does a sum before one is sent; a cheap one is done in seconds."""

from pathlib import Path
from time import monotonic

import pytest

from tests.journeys.harness.browsers import Browsers
from tests.journeys.harness.server import a_server

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(120)]

SLOWER = 6  # as a cheap phone is beside this machine: Chromium's own brake
MOST_S = 30


@pytest.fixture
async def server(tmp_path: Path, request: pytest.FixtureRequest):
    """Serve where the second code of a network is half of what it may have."""
    async with a_server(request, tmp_path, env={"FAIR_SMS_PER_NETWORK": "2"}) as own:
        yield own


async def test_a_cheap_phone_does_the_sum_and_the_code_is_sent_without_a_tap(
    people: Browsers,
) -> None:
    lan = await people.person("Lan", device="phone")
    lan.excuse("status of 428")
    session = await lan.context.new_cdp_session(lan.page)
    await session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    for number in ("138 1234 5678", "138 1234 5679"):
        await lan.goto("/sign-in/number")
        await lan.page.get_by_label("Your mobile number").fill(number)
        begun = monotonic()
        await lan.page.get_by_role("button", name="Ask for a code").click()
        await lan.page.get_by_label("The six digits").wait_for(timeout=MOST_S * 1000)
        print(f"{number}: {monotonic() - begun:.1f} s")
