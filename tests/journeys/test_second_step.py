"""An organiser sets the second step up on a phone, comes in by it, and ends another device."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pyotp
import pytest
from playwright.async_api import Page, expect

from tests.journeys.harness.browsers import Browsers, Person
from tests.journeys.harness.server import Server, a_server

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(120)]

PASSWORD = "correct horse battery"
MAIL = "olga@example.org"


@pytest.fixture
async def server(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Server]:
    """A server that asks organisers for a second step, as it does where nobody says otherwise."""
    async with a_server(request, tmp_path, env={"FAIR_SECOND_FACTOR": "asked"}) as own:
        yield own


async def sign_in(who: Person) -> None:
    await who.goto("/sign-in")
    await who.page.get_by_label("E-mail address").fill(MAIL)
    await who.page.get_by_label("Password", exact=True).fill(PASSWORD)
    await who.page.locator("form[action='/sign-in'] button").click()


async def fits(page: Page) -> None:
    """Nothing is wider than the phone."""
    wide = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0


async def set_up(olga: Person, server: Server) -> list[str]:
    """Follow an invitation and set the app up; return the recovery codes."""
    said, page = await server.run("organiser", "add", MAIL), olga.page
    await olga.goto(said.split()[-1])
    await page.get_by_label("Your name").fill("Olga")
    await page.get_by_label("Choose a password").fill(PASSWORD)
    await page.get_by_role("button", name="Begin").click()

    # asked, and not in yet
    await expect(page.get_by_role("heading", name="Set up a second step")).to_be_visible()
    await fits(page)
    picture = page.get_by_alt_text("QR code for your authenticator app")
    assert await picture.evaluate("image => image.complete && image.naturalWidth > 0")
    app = pyotp.TOTP((await page.locator("#f-key").inner_text()).replace(" ", ""))
    await page.get_by_label("The six digits").fill(app.now())
    await page.get_by_role("button", name="Switch the second step on").click()
    await expect(page.get_by_role("heading", name="Keep these ten codes")).to_be_visible()
    codes = await page.locator("main code").all_text_contents()
    assert len(codes) == 10
    await fits(page)
    await page.get_by_role("link", name="I have kept them").click()
    await page.wait_for_url(re.compile("/board"))

    return codes


async def test_an_organiser_sets_the_second_step_up_on_a_phone_and_comes_in_by_it(
    server: Server, people: Browsers
) -> None:
    olga = await people.person("Olga", device="phone")
    page, codes = olga.page, await set_up(olga, server)

    # another device: the password leads to the code, a wrong one is said beside the field
    laptop = await people.person("Olga's laptop", device="desktop")
    laptop.excuse(r"status of (401|422)")
    await sign_in(laptop)
    await expect(laptop.page.get_by_role("heading", name="The second step")).to_be_visible()
    field = laptop.page.get_by_label("Code of the app, or a recovery code")
    await field.fill("abcd-efgh-2345-6789")
    await laptop.page.get_by_role("button", name="Sign in").click()
    await expect(laptop.page.get_by_text("This code is not right")).to_be_visible()
    await field.fill(codes[0])
    await laptop.page.get_by_role("button", name="Sign in").click()
    await laptop.page.wait_for_url(re.compile("/board"))

    # the phone sees both and ends the other one, which says so and leads back
    await olga.goto("/me")
    devices = page.locator("section", has=page.locator("#devices"))
    await expect(devices.get_by_text("last used")).to_have_count(2)
    await expect(devices.get_by_text("this device")).to_have_count(1)
    await fits(page)
    await devices.get_by_role("button", name="End this one").click()
    await expect(devices.get_by_text("last used")).to_have_count(1)
    await laptop.goto("/organise/team")
    await expect(laptop.page.get_by_text("was ended from another device")).to_be_visible()
    await laptop.page.get_by_role("link", name="Sign in").last.click()
    await laptop.page.wait_for_url(re.compile("then=/organise/team"))
