"""News changes the button under a finger or a focus: nothing is pressed that was not meant."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from time import monotonic

import pytest
from playwright.async_api import Locator, Page, Request, expect

from tests.journeys.harness.writing import Writer
from tests.journeys.house import House

pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(150),
    pytest.mark.asyncio(loop_scope="module"),
]
FOCUSED = """() => {
  const one = document.activeElement;
  return `${one.tagName} ${one.textContent.trim().replace(/\\s+/g, " ")}`;
}"""


def sent_by(page: Page) -> list[str]:
    """Return the commands that this page sends from now on, as they go."""
    sent = list[str]()

    def note(request: Request) -> None:
        _, commands, name = request.url.partition("/commands/")
        if commands:
            sent.append(name)

    page.on("request", note)
    return sent


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


async def middle(one: Locator) -> tuple[float, float]:
    """Return the point in the middle of something."""
    box = await one.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


async def has_focus(page: Page, what: str) -> None:
    """Wait until the focus is on something that begins so: its tag and its words."""

    async def there() -> bool:
        return str(await page.evaluate(FOCUSED)).startswith(what)

    await until(page, there)


async def shows(page: Page, one: Locator) -> None:
    """Wait until something can be seen."""
    await until(page, one.is_visible)


@asynccontextmanager
async def stopped_clock(page: Page) -> AsyncIterator[None]:
    """In here the page's time goes on by `until` and `rested` alone: a moment lasts for us."""
    await page.clock.install()
    await page.clock.pause_at(datetime.now(UTC) + timedelta(seconds=1))
    yield
    await page.clock.resume()


async def until(page: Page, there: Callable[[], Awaitable[bool]]) -> None:
    """Let the page's time go on, a little at once, until something is there."""
    deadline = monotonic() + 15
    while not await there():
        assert monotonic() < deadline, f"the focus is on {await page.evaluate(FOCUSED)}"
        await page.clock.run_for(50)
        await asyncio.sleep(0.01)


async def rested(page: Page) -> None:
    """Let the moment pass in which nothing that is new can be pressed."""
    await page.clock.run_for(600)
    await expect(page.locator("[data-resting]")).to_have_count(0)


async def test_enter_that_paused_the_booth_does_not_open_it_again(house: House) -> None:
    page = (await house.at("mei", "desk")).page
    sent = sent_by(page)
    async with stopped_clock(page):
        await button(page, "Pause the booth").focus()
        await page.keyboard.press("Enter")
        await has_focus(page, "BUTTON Go on")
        await page.keyboard.press("Enter")
        await rested(page)
        assert sent == ["booth.pause"]

        await page.keyboard.press("Enter")
        await has_focus(page, "SECTION")
        for key in ("Enter", "Space"):
            await page.keyboard.press(key)
        await rested(page)
        for key in ("Enter", "Space"):
            await page.keyboard.press(key)
        await page.clock.run_for(1000)
        await expect(button(page, "Pause the booth")).to_be_visible()
        assert sent == ["booth.pause", "booth.open"]


async def test_a_key_that_is_held_presses_once(house: House) -> None:
    page = (await house.at("mei", "desk")).page
    sent = sent_by(page)
    async with stopped_clock(page):
        await button(page, "Pause the booth").focus()
        await page.keyboard.down("Enter")
        await has_focus(page, "BUTTON Go on")
        await rested(page)
        await page.keyboard.down("Enter")
        await page.keyboard.up("Enter")
        assert sent == ["booth.pause"]

        await page.keyboard.press("Enter")
        await shows(page, button(page, "Pause the booth"))


async def test_a_colleague_pauses_the_booth_under_the_finger(house: House) -> None:
    mei, wei = await house.at("mei", "desk"), await house.at("wei", "desk")
    sent = sent_by(mei.page)
    await button(wei.page, "I am here").click()
    async with stopped_clock(mei.page):
        await button(wei.page, "Pause the booth").click()
        await shows(mei.page, button(mei.page, "Go on"))
        there = await middle(button(mei.page, "Go on"))
        await mei.page.mouse.click(*there)
        await rested(mei.page)
        assert sent == []

        await mei.page.mouse.click(*there)
        await shows(mei.page, button(mei.page, "Pause the booth"))


async def test_nothing_is_swapped_while_a_finger_is_down(house: House) -> None:
    mei, wei = await house.at("mei", "desk"), await house.at("wei", "desk")
    mei.excuse("409 .*booth.pause")  # it was paused already when she let go
    async with stopped_clock(mei.page):
        await mei.page.mouse.move(*await middle(button(mei.page, "Pause the booth")))
        await mei.page.mouse.down()

        await button(wei.page, "Pause the booth").click()
        await expect(button(wei.page, "Go on")).to_be_visible()
        async with mei.page.expect_response(lambda one: one.url.endswith("/duty")):
            await mei.page.evaluate("document.querySelector('live-fragment').refresh()")
            await mei.page.clock.run_for(500)
        await mei.page.clock.run_for(500)
        await expect(button(mei.page, "Pause the booth")).to_be_visible()

        await mei.page.mouse.up()
        await shows(mei.page, button(mei.page, "Go on"))
        await rested(mei.page)
        await button(mei.page, "Go on").click()
        await shows(mei.page, button(mei.page, "Pause the booth"))


async def test_an_offer_is_answered_by_keys_one_step_at_a_time(house: House) -> None:
    page = (await house.at("zhi", "offer")).page
    sent = sent_by(page)
    async with stopped_clock(page):
        await button(page, "Open the terms").focus()
        await page.keyboard.press("Enter")
        await has_focus(page, "H2 The terms")

        await rested(page)
        await button(page, "Accept").focus()
        await page.keyboard.press("Enter")
        await has_focus(page, "BUTTON Confirm the hire")
        await page.keyboard.press("Enter")
        await rested(page)
        assert sent == ["offer.open_terms", "offer.accept"]

        await page.locator("summary", has_text="Take it back").click()
        await button(page, "Yes, take it back").click()
        await shows(page, page.get_by_text("This place was given back."))


async def test_who_answered_what_was_owed_goes_on_to_the_next_call(house: House) -> None:
    page = (await house.at("mei", "owed")).page
    sent = sent_by(page)
    owed = page.locator("section.outcome").filter(has_text="Qi")
    await owed.get_by_role("radio", name="No fit").check()
    await owed.get_by_label("The seeker reads this reason").select_option(index=1)
    await owed.get_by_role("button", name="Tell the seeker").focus()

    await page.keyboard.press("Enter")
    await page.wait_for_url("**" + house.paths["desk"])
    await page.keyboard.press("Enter")  # too soon after the save: it calls nobody

    await expect(page.get_by_text("None. Everybody has an answer.")).to_be_visible()
    assert sent == ["interview.conclude"]


async def test_news_of_others_leaves_the_focus_where_it_is(house: House) -> None:
    mei, bo = await house.at("mei", "desk"), await house.at("bo", "queues")
    call = mei.page.locator('form[data-command="ticket.call_next"] button')
    await call.focus()
    handle = await call.element_handle()
    assert handle is not None

    await button(bo.page, "Leave this queue").click()
    await expect(mei.page.get_by_role("heading", name="1 waits")).to_be_visible()

    assert await handle.evaluate("(one) => one.isConnected && document.activeElement === one")


async def test_who_is_writing_while_it_rings_answers_nothing_by_typing(house: House) -> None:
    mei, lan = await house.at("mei", "desk"), await house.at("lan", "booth")
    field = lan.page.get_by_label("Write to everybody here")
    await field.focus()
    await lan.page.keyboard.type("I am")

    await mei.page.locator('form[data-command="ticket.call_next"] button').click()
    ring = lan.page.get_by_role("dialog")
    await expect(ring).to_be_visible()
    for key in ("Space", "Enter"):
        await lan.page.keyboard.press(key)
    await expect(ring.get_by_role("heading")).to_be_focused()
    await expect(ring).to_be_visible()

    await ring.get_by_role("button", name="Not now").click()
    await expect(ring).to_be_hidden()
    await expect(field).to_be_focused()
    await expect(field).to_have_value("I am")


async def test_words_in_a_field_that_closes_are_shown_as_unsent(house: House) -> None:
    lan, mei = await house.at("lan", "queues"), await house.at("mei", "desk")
    await button(lan.page, "I am back").click()
    await mei.page.locator('form[data-command="ticket.call_next"] button').click()
    await mei.page.wait_for_url("**/calls/*")
    await lan.page.get_by_role("dialog").get_by_role("button", name="Answer").click()
    await lan.page.wait_for_url("**/calls/*")
    field = lan.page.get_by_label("Type instead of talking")
    await field.focus()
    writer = await Writer.at(lan.page)
    await writer.commit("My number of years: ")
    await writer.compose("にほん")

    async with lan.page.expect_response(lambda one: one.url.endswith("/said")):
        await button(mei.page, "Hang up").click()
    await expect(lan.page.get_by_text("The call is over")).to_be_visible()
    await expect(field).to_have_value("My number of years: にほん")
    await writer.commit("日本")

    await expect(field).to_have_count(0)
    unsent = lan.page.get_by_role("group", name="Not sent")
    await expect(unsent).to_contain_text("Not sent: this form has closed.")
    await expect(unsent).to_contain_text("My number of years: 日本")
    await lan.page.reload()
    await expect(unsent).to_contain_text("My number of years: 日本")
    await unsent.get_by_role("button", name="Discard").click()
    await lan.page.reload()
    await expect(lan.page.get_by_text("The call is over")).to_be_visible()
    await expect(unsent).to_have_count(0)
