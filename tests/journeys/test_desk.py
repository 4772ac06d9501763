"""A recruiter's working day at the desk: one screen, few keys, and one row to end a talk."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Locator, Page, expect

from fair.contract.queue import JoinQueue
from fair.interviews import reads as interviews
from fair.rooms import call_store
from tests.hiring.stage import Stage
from tests.journeys.harness.axe import assert_accessible
from tests.journeys.house import House, a_house

pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(150),
    pytest.mark.asyncio(loop_scope="module"),
]
WAITING = ("Min", "Sun", "Hua", "Ping", "Gang", "Yu")
CALL = 'form[data-command="ticket.call_next"] button'


async def a_busy_desk(stage: Stage, _paths: dict[str, str]) -> None:
    """Eight people wait, three of them named the second post; sixteen answers are owed.

    All but one by a colleague: who owes more than two herself is asked for those first.
    """
    night = await stage.post(head_count=2, title="Packer", place="Shaoxing, hall 4")
    for at, name in enumerate(WAITING):
        await stage.world.do(
            JoinQueue(
                booth_id=stage.scene.booth_id,
                ready_in=0,
                phone_ok=True,
                vacancy_ids=(night,) if at % 2 == 0 else (),
            ),
            await stage.person(name),
        )
    for at in range(15):
        who = await stage.talked(f"Wang {at}", by=stage.scene.colleague)
        talk = stage.world.look(interviews.interview, stage.interviews[who.person_id])
        await stage.world.work(
            lambda work, talk=talk, at=at: call_store.save_note(
                work, talk.call_id, talk.account_id, f"Sewed for {at + 2} years"
            )
        )


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    async with a_house(tmp_path_factory.mktemp("desk"), a_busy_desk) as made:
        yield made


async def at_desk(house: House) -> Page:
    mei = await house.person("mei")
    await mei.page.set_viewport_size({"width": 1280, "height": 720})
    return (await house.at("mei", "desk")).page


async def box_of(one: Locator) -> dict[str, Any]:
    box = await one.bounding_box()
    assert box is not None
    return dict(box)


async def calmly(page: Page) -> None:
    """Wait until the page has been left alone for a second."""
    started = await page.evaluate("performance.now()")
    await page.wait_for_function("(since) => performance.now() > since + 1100", arg=started)


async def test_the_line_the_next_person_and_what_is_owed_are_on_one_screen(house: House) -> None:
    page = await at_desk(house)

    rows = page.locator(".line__item")
    await expect(rows).to_have_count(8)
    for row in await rows.all():
        box = await box_of(row)
        assert box["height"] < 50, "one row each"
        assert box["y"] + box["height"] <= 720
    for one in (
        page.locator(CALL).first,
        page.locator(".owed__row").first,
        page.locator("#room summary").first,
    ):
        box = await box_of(one)
        assert box["y"] + box["height"] <= 720
    assert await page.locator(CALL).count() == 1
    await expect(page.locator(".owed__row")).to_have_count(16)
    await assert_accessible(page)

    await page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keys")
    await expect(keys).to_be_visible()
    box = await box_of(keys)
    assert abs(box["x"] + box["width"] / 2 - 640) < 2, "in the middle, not in a corner"
    await page.get_by_role("button", name="Close").click()
    await (await house.person("mei")).shot("desk", whole=False)


async def test_what_is_owed_is_answered_in_a_row_with_the_notes_beside(house: House) -> None:
    page = await at_desk(house)

    await page.locator(".owed__row").filter(has_text="Wang 3").click()
    await expect(page.get_by_text("Sewed for 5 years")).to_be_visible()
    panel = page.locator("section.outcome")
    await expect(panel.locator("input:checked")).to_have_count(0)
    await panel.get_by_role("radio", name="No fit").check()
    await expect(panel.get_by_label("The seeker reads this reason")).to_have_value("")
    await panel.get_by_label("The seeker reads this reason").select_option(index=1)
    await panel.get_by_role("button", name="Save, then Wang 4").click()

    await expect(page.get_by_role("heading", name="Answer Wang 4")).to_be_visible()
    await expect(page.get_by_text("Sewed for 6 years")).to_be_visible()
    await expect(page.locator(".owed__row")).to_have_count(15)


async def test_enter_calls_only_when_nothing_has_just_changed(house: House) -> None:
    page = await at_desk(house)
    await house.at("lan", "queues")  # so that her ring is shown
    await page.clock.install()
    await house.at("mei", "desk")
    await page.clock.pause_at(datetime.now(UTC) + timedelta(seconds=5))

    await page.keyboard.press("x")  # somebody who types has lost the field
    await page.keyboard.press("Enter")
    await expect(page.locator("[data-keys-hint]")).to_contain_text("press again")
    assert page.url.endswith(house.paths["desk"])

    await page.clock.run_for(1100)
    await page.keyboard.down("Enter")
    await page.wait_for_url("**/calls/*")
    await page.keyboard.down("Enter")  # held: it presses nothing on the page that came
    await page.keyboard.up("Enter")
    await page.clock.resume()
    await expect(page.get_by_text("Ringing Lan")).to_be_visible()
    await expect(page.locator('[data-ring="shown"]')).to_be_visible()
    await page.get_by_role("button", name="Stop ringing").click()
    await page.wait_for_url("**/desk/*")


async def test_a_talk_ends_in_one_row_and_the_next_is_rung(house: House) -> None:
    page = await at_desk(house)
    lan = await house.at("lan", "queues")
    await page.locator(CALL).click()
    await page.wait_for_url("**/calls/*")
    await lan.page.get_by_role("dialog").get_by_role("button", name="Answer").click()
    await lan.page.wait_for_url("**/calls/*")
    outcome = page.locator("section.outcome")
    onward = outcome.get_by_role("button", name="Hang up, save and call next: Bo")
    await expect(onward).to_be_visible()
    await expect(page.locator("[data-hotkey=mute]")).to_have_attribute("aria-pressed", "false")

    await calmly(page)
    await page.keyboard.press("m")
    await expect(page.locator("[data-hotkey=mute]")).to_have_attribute("aria-pressed", "true")
    await page.get_by_label("Your notes").fill("4 years. no, 3")
    await expect(outcome.locator("input:checked")).to_have_count(0)
    await page.locator("summary").filter(has_text="Extend by 5 minutes").click()
    await expect(page.get_by_text("Costs 7 people about five minutes each.")).to_be_visible()
    await page.locator("h1").evaluate("document.activeElement.blur()")
    await calmly(page)
    await page.keyboard.press("4")
    reason = outcome.get_by_label("The seeker reads this reason")
    await expect(reason).to_be_focused()
    await expect(reason).to_have_value("")
    await reason.select_option(index=1)
    before = page.url
    await onward.click()

    await page.wait_for_url(lambda url: "/calls/" in url and url != before)
    await expect(page.get_by_text("Ringing Bo")).to_be_visible()
    await expect(lan.page.get_by_text("This time it does not fit.")).to_be_visible()


async def test_a_ring_that_no_screen_shows_offers_the_next_and_the_telephone(house: House) -> None:
    mei = await house.person("mei")
    page = mei.page  # Bo's ring, of before; no page of Bo's is open
    following = page.get_by_role("button", name="Call next: Min")
    await expect(following).to_be_visible(timeout=20_000)
    await following.click()
    await expect(page.get_by_text("Ringing Min")).to_be_visible()

    phone = page.get_by_text("Phone", exact=True)
    await expect(phone).to_be_visible(timeout=20_000)
    await phone.click()
    await expect(page.get_by_role("link", name="+86138")).to_be_visible()
    await page.get_by_role("button", name="We have talked").click()
    await expect(page.locator("section.outcome")).to_be_visible()
    await assert_accessible(page)


async def test_what_stops_the_booth_is_said_with_the_cause_and_a_contact(house: House) -> None:
    page = await at_desk(house)
    asked = asyncio.create_task(page.wait_for_selector("[data-standing]"))
    await page.get_by_role("button", name="Pause the booth").click()
    await asked
    await expect(page.get_by_text("Huafeng has paused the booth.")).to_be_visible()
    await expect(page.get_by_text("Press “Go on” above, then you can call.")).to_be_visible()
    chat = await box_of(page.locator("#room summary").first)
    assert chat["y"] + chat["height"] <= 720
    await page.get_by_role("button", name="Go on").click()
    await expect(page.locator("[data-standing]")).to_have_count(0)
