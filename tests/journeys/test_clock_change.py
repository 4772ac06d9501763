"""An organiser types hours of a night when the clocks are changed, in a real browser."""

import pytest
from playwright.async_api import expect

from tests.journeys.harness.browsers import Browsers, Person
from tests.journeys.harness.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(120)]

PASSWORD = "correct horse battery"


async def organiser(server: Server, people: Browsers, name: str, *, javascript: bool) -> Person:
    said = await server.run("organiser", "add", f"{name.lower()}@example.org")
    who = await people.person(name, device="phone", java_script_enabled=javascript)
    who.excuse(r"status of 422")  # a refusal is said so
    await who.goto(said.split()[-1])
    await who.page.get_by_label("Name").first.fill(name)
    await who.page.locator("input[type=password]").first.fill(PASSWORD)
    await who.page.locator("main form button[type=submit]").first.click()
    await who.page.wait_for_url(lambda url: "invited" not in url)
    return who


async def typed(who: Person, opens_at: str, closes_at: str) -> None:
    page = who.page
    await who.goto("/organise/fairs/new")
    await page.get_by_label("Title").fill("Night fair")
    await page.get_by_label("Opens").fill(opens_at)
    await page.get_by_label("Closes").fill(closes_at)
    await page.get_by_label("Time zone of these hours").select_option("America/New_York")
    await page.get_by_role("button", name="Create the draft").click()


@pytest.mark.parametrize("javascript", [True, False])
async def test_hours_of_a_night_that_repeats_them_are_asked_about_in_the_form(
    server: Server, people: Browsers, javascript: bool
) -> None:
    olga = await organiser(server, people, "Olga", javascript=javascript)
    page, kind = olga.page, "script" if javascript else "plain"

    await typed(olga, "2027-03-14T02:30", "2027-03-14T09:00")
    await expect(page.get_by_role("alert").first).to_contain_text("02:30 does not exist")
    await olga.shot(f"no-such-time-{kind}", whole=False)

    await typed(olga, "2026-11-01T01:30", "2026-11-01T01:10")
    await expect(page.get_by_role("alert").first).to_contain_text("01:30 comes twice")
    await olga.shot(f"time-twice-{kind}", whole=False)
    await page.get_by_role("button", name="The first, before the clocks go back").click()
    await expect(page.get_by_role("alert").first).to_contain_text("01:10 comes twice")
    await page.get_by_role("button", name="The second, after the clocks have gone back").click()

    await page.wait_for_url("**/organise/fairs/*")
    await expect(page.locator("main")).to_contain_text("01:30 (UTC-04:00) – 01:10 (UTC-05:00)")
    await page.locator("#details summary").first.click()
    await expect(page.locator("#details input[name='closes_at.which']:checked")).to_have_value(
        "2026-11-01T01:10 second"
    )
    await olga.shot(f"time-twice-shown-{kind}")
