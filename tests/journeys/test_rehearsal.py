"""Olga lets the fair be rehearsed: Wei takes a call of somebody made up, Mei does not."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import pytest_asyncio
from playwright.async_api import Page, expect

from fair.contract.booths import BoothCreate, DutyEnd
from fair.contract.programme import CreateFair, PublishFair
from fair.db import utc_now
from fair.programme import reads as programme
from tests.hiring.stage import Stage
from tests.journeys.harness.axe import assert_accessible
from tests.journeys.house import House, a_house

pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(240),
    pytest.mark.asyncio(loop_scope="module"),
]


async def a_fair_tomorrow(stage: Stage, paths: dict[str, str]) -> None:
    """Announce a fair of tomorrow with a booth of Mei and Wei; nobody is on duty elsewhere."""
    world, scene = stage.world, stage.scene
    opens_at = utc_now() + timedelta(days=1)
    made = await world.do(
        CreateFair(
            title="Thursday", zone="Asia/Shanghai", opens_at=opens_at,
            closes_at=opens_at + timedelta(hours=6), hall_titles={"en": "Garments"},
        ),
        scene.organiser,
    )  # fmt: skip
    hall = world.look(programme.halls, made.fair_id)[0]
    create = BoothCreate(hall_id=hall.id, employer_id=scene.employer_id)
    booth = await world.do(create, scene.organiser)
    await world.do(PublishFair(fair_id=made.fair_id), scene.organiser)
    await world.do(DutyEnd(booth_id=scene.booth_id), scene.recruiter)
    paths["desk_ahead"] = f"/desk/{booth.booth_id}"
    paths["fair"] = f"/organise/fairs/{made.fair_id}"
    paths["ready"] = f"{paths['fair']}/ready"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    async with a_house(tmp_path_factory.mktemp("rehearsal"), a_fair_tomorrow) as made:
        yield made


async def fits(page: Page) -> None:
    """Nothing sticks out at the width of a phone, and everybody can use it."""
    await page.set_viewport_size({"width": 360, "height": 740})
    assert await page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    await assert_accessible(page)
    await page.set_viewport_size({"width": 1280, "height": 900})


async def test_the_organiser_rehearses_and_reads_who_took_no_call(house: House) -> None:
    olga = (await house.at("olga", "ready")).page
    await fits(olga)
    await olga.get_by_role("button", name="Rehearse now").click()
    await expect(olga.get_by_text("End the rehearsal …")).to_be_visible()
    await expect(olga.locator("#not-practised")).to_contain_text("2 of 2 recruiters")

    wei = (await house.at("wei", "desk_ahead")).page
    await wei.get_by_role("link", name="To my desk in the rehearsal").click()
    await expect(wei.get_by_text("REHEARSAL", exact=True)).to_be_visible()
    await expect(wei.get_by_text("This is the rehearsal")).to_be_visible()
    await fits(wei)
    await wei.get_by_role("button", name="I am here").first.click()
    await wei.get_by_role("button", name="Open the booth").click()
    await wei.locator('form[data-command="ticket.call_next"] button').first.click(timeout=20_000)
    await wei.wait_for_url("**/calls/*")
    await expect(wei.get_by_text("Hello, I am made up")).to_be_visible(timeout=20_000)
    await fits(wei)
    await expect(wei.get_by_text("I have sewn shirts")).to_be_visible(timeout=20_000)
    await wei.get_by_role("button", name="Hang up", exact=True).click()

    await expect(olga.locator("#not-practised")).to_contain_text(
        "1 of 2 recruiters have not taken a practice call: Mei.", timeout=20_000
    )
    await fits(olga)
    await olga.get_by_text("End the rehearsal …").click()
    await olga.get_by_role("button", name="Yes, end the rehearsal").click()
    await expect(olga.get_by_text("The last rehearsal began")).to_be_visible()


async def test_who_took_no_call_goes_on_duty_with_a_colleagues_yes(house: House) -> None:
    olga = (await house.at("olga", "fair")).page
    await olga.get_by_role("button", name="Open the fair").first.click()
    mei = await house.at("mei", "desk_ahead")
    mei.excuse("409 .Conflict. .*duty.start")
    await expect(mei.page.get_by_text("Practise a call first", exact=True)).to_be_visible()
    await expect(mei.page.get_by_text("Wei. The organiser can, too.")).to_be_visible()
    await mei.page.get_by_role("button", name="I am here").first.click()
    refused = mei.page.get_by_text("At this fair everybody practises a call before going on duty")
    await expect(refused).to_be_visible()
    await fits(mei.page)

    wei = (await house.at("wei", "desk_ahead")).page
    await wei.get_by_role("button", name="Let Mei on duty without practice").click()
    await expect(mei.page.get_by_text("Practise a call first", exact=True)).to_have_count(0)
    await mei.page.get_by_role("button", name="I am here").first.click()
    await expect(mei.page.get_by_role("button", name="Open the booth")).to_be_visible()
