"""What somebody wrote is theirs until it is sent: over a reload, a lost connection, a sign-in."""

import pytest
from playwright.async_api import Locator, Page, Route, expect

from tests.journeys.harness.axe import assert_accessible
from tests.journeys.harness.browsers import A_DEAD_SERVER, Person
from tests.journeys.harness.writing import Writer
from tests.journeys.house import House

pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(150),
    pytest.mark.asyncio(loop_scope="module"),
]
LOST = "ERR_FAILED|ERR_INTERNET_DISCONNECTED"
TEXT = "When does the bus leave?"


def unsent(page: Page) -> Locator:
    return page.get_by_role("group", name="Not sent", exact=True)


def said(page: Page, text: str) -> Locator:
    """Find what the room shows of a message."""
    return page.locator(".message__body").filter(has_text=text)


async def kept(page: Page) -> str:
    """Return what this tab keeps of what was written in it."""
    return str(await page.evaluate("sessionStorage.getItem('fair:drafts')"))


async def looked_at(person: Person, name: str) -> None:
    """Keep a picture of what is unsent, and hold the page against the rules of access for all."""
    await person.shot(name, whole=False)
    await assert_accessible(person.page)


async def loses_the_answer(route: Route) -> None:
    """The server hears everything; the browser hears nothing."""
    await route.fetch()
    await route.abort()


async def test_a_question_half_written_is_there_again_after_a_reload(house: House) -> None:
    bo = await house.at("bo", "booth")
    await bo.page.locator("summary").filter(has_text="Ask the employer").click()
    await bo.page.get_by_label("Your question").fill("Is there a bed for")

    await bo.page.reload()
    await expect(bo.page.get_by_label("Your question")).to_be_visible()
    await expect(bo.page.get_by_label("Your question")).to_have_value("Is there a bed for")

    await bo.page.get_by_label("Your question").fill(TEXT)
    await bo.page.get_by_role("button", name="Ask", exact=True).click()
    await expect(said(bo.page, TEXT)).to_have_count(1)
    await bo.page.reload()
    await expect(bo.page.get_by_label("Your question")).to_have_value("")


async def test_what_a_dead_server_did_not_hear_is_sent_once_it_lives(
    house: House,
) -> None:
    bo = await house.at("bo", "booth")
    bo.excuse(A_DEAD_SERVER)
    field = bo.page.get_by_label("Write to everybody here")
    await house.server.kill()
    for text in ("first of two", "second of two"):
        await field.fill(text)
        await field.press("Enter")
        await expect(field).to_have_value("")
        await expect(unsent(bo.page).filter(has_text=text)).to_contain_text("Not sent yet")
    await field.fill("not sent on purpose")
    await looked_at(bo, "unsent-chat")

    await house.server.start()

    for text in ("first of two", "second of two"):
        # a browser may wait for seconds before it tries again to connect
        await expect(said(bo.page, text)).to_have_count(1, timeout=20_000)
    await expect(unsent(bo.page)).to_have_count(0)
    await expect(field).to_have_value("not sent on purpose")
    await field.fill("")


async def test_a_message_whose_answer_was_lost_is_not_said_twice(house: House) -> None:
    bo, lan = await house.at("bo", "booth"), await house.at("lan", "booth")
    bo.excuse(LOST)
    await bo.page.route("**/commands/chat.say", loses_the_answer)
    await bo.page.get_by_label("Write to everybody here").fill("only once")
    await bo.page.get_by_role("button", name="Send", exact=True).click()
    await expect(unsent(bo.page)).to_contain_text("only once")
    await expect(said(lan.page, "only once")).to_have_count(1)

    await bo.page.reload()
    await expect(unsent(bo.page)).to_contain_text("only once")
    await bo.page.unroute_all(behavior="wait")
    # what comes to the page shows that the connection is there again
    await lan.page.get_by_label("Write to everybody here").fill("did you say something?")
    await lan.page.get_by_role("button", name="Send", exact=True).click()

    await expect(unsent(bo.page)).to_have_count(0)
    await bo.page.reload()
    await expect(said(bo.page, "only once")).to_have_count(1)


async def test_a_form_whose_answer_was_lost_counts_once_however_often_sent(
    house: House,
) -> None:
    bo = await house.at("bo", "case")
    bo.excuse(f"{LOST}|409")
    field = bo.page.get_by_label("Who asked, for what")
    await bo.page.route("**/commands/case.tell", loses_the_answer)
    await field.fill("A man at the gate")
    await bo.page.get_by_role("button", name="Add to my case").click()
    again = bo.page.get_by_role("button", name="Send again")
    await expect(bo.page.get_by_text("Not sent yet: there is no connection.")).to_be_visible()
    await expect(again).to_be_visible()
    await looked_at(bo, "unsent-form")

    await bo.page.unroute_all(behavior="wait")
    await bo.page.reload()
    await expect(field).to_have_value("A man at the gate")
    await expect(bo.page.get_by_text("Not sent yet: there is no connection.")).to_be_visible()
    await field.fill("A man at the gate, in a red cap")
    await bo.page.get_by_role("button", name="Add to my case").click()
    await expect(bo.page.get_by_text("What you sent before has arrived.")).to_be_visible()
    told = bo.page.locator("blockquote p")
    await expect(told).to_have_text(["A man at the gate"])

    await field.fill("In a red cap")
    await bo.page.get_by_role("button", name="Add to my case").click()
    await expect(told).to_have_text(["A man at the gate", "In a red cap"])
    await expect(field).to_have_value("")


async def test_news_in_between_does_not_make_two_sendings_of_one(house: House) -> None:
    mei, lan = await house.at("mei", "desk"), await house.at("lan", "booth")
    mei.excuse(f"{LOST}|409")
    await mei.page.locator("#room > summary").click()
    answer = mei.page.get_by_label("Your answer").first
    await mei.page.route("**/commands/chat.answer", loses_the_answer)
    await answer.fill("At seven")
    await answer.press("Enter")
    await expect(mei.page.get_by_role("button", name="Send again")).to_be_visible()
    await mei.page.unroute_all(behavior="wait")

    await lan.page.get_by_label("Write to everybody here").fill("here is some news")
    await lan.page.get_by_label("Write to everybody here").press("Enter")
    await expect(said(mei.page, "here is some news")).to_have_count(1)
    await expect(answer).to_have_value("At seven")
    await answer.fill("At seven, from the gate")
    await answer.press("Enter")

    await expect(mei.page.get_by_text("What you sent before has arrived.")).to_be_visible()


async def test_send_again_sends_the_very_form(house: House) -> None:
    bo = await house.at("bo", "case")
    bo.excuse(LOST)
    await bo.context.set_offline(True)
    await bo.page.get_by_label("Who asked, for what").fill("Two hundred yuan")
    await bo.page.get_by_role("button", name="Add to my case").click()
    again = bo.page.get_by_role("button", name="Send again")
    await expect(again).to_be_visible()
    await expect(bo.page.get_by_label("Who asked, for what")).to_have_value("Two hundred yuan")

    await bo.context.set_offline(False)
    await again.click()

    await expect(bo.page.locator("blockquote p").filter(has_text="Two hundred yuan")).to_have_count(
        1
    )
    await expect(bo.page.get_by_label("Who asked, for what")).to_have_value("")
    await expect(again).to_be_hidden()


async def test_what_is_typed_while_a_message_is_on_its_way_stays(house: House) -> None:
    bo = await house.at("bo", "booth")
    field = bo.page.get_by_label("Write to everybody here")

    async def slowly(route: Route) -> None:
        answer = await route.fetch()
        await field.press_sequentially("and more")
        await route.fulfill(response=answer)

    await bo.page.route("**/commands/chat.say", slowly)
    await field.fill("a slow one ")
    await field.press("Enter")
    await expect(said(bo.page, "a slow one")).to_have_count(1)
    await bo.page.unroute_all(behavior="wait")
    await expect(field).to_have_value("a slow one and more")
    await field.fill("")


async def test_another_account_at_the_same_screen_reads_nothing(house: House) -> None:
    mei = await house.at("mei", "my booth")
    await mei.page.get_by_label("Name over the booth").fill("A secret of Mei")
    assert "A secret of Mei" in await kept(mei.page)
    cookies = await mei.context.cookies()

    # her sign-in runs out, and comes back
    await mei.context.clear_cookies(name="fair_login")
    await mei.goto("/sign-in")
    await mei.context.add_cookies(cookies)  # type: ignore[arg-type]
    await mei.goto(house.paths["my booth"])
    await expect(mei.page.get_by_label("Name over the booth")).to_have_value("A secret of Mei")

    await mei.context.clear_cookies(name="fair_login")
    await mei.context.add_cookies(
        [{"name": "fair_login", "value": house.tokens["wei"], "url": house.server.url}]
    )
    await mei.goto(house.paths["my booth"])
    await expect(mei.page.get_by_label("Name over the booth")).to_have_value("")
    await expect(unsent(mei.page)).to_have_count(0)
    assert "A secret of Mei" not in await kept(mei.page)
    await mei.context.add_cookies(cookies)  # type: ignore[arg-type]


async def test_who_signs_out_leaves_nothing_in_any_tab(house: House) -> None:
    wei = await house.at("wei", "my booth")
    wei.excuse("401")  # the tab that is left behind asks once more
    second = await wei.new_page()
    await second.goto(house.server.url + house.paths["my booth"])
    for page in (wei.page, second):
        await page.get_by_label("Name over the booth").fill("A secret of Wei")
        assert "A secret of Wei" in await kept(page)

    await second.goto(house.server.url + "/me")
    await second.get_by_role("button", name="Sign out here").click()
    await second.wait_for_url(house.server.url + "/**")

    await wei.page.wait_for_function("sessionStorage.getItem('fair:drafts') === null")
    assert await kept(second) == "None"


async def test_names_and_numbers_are_not_kept(house: House) -> None:
    bo = await house.at("bo", "me")
    await (await Writer.at(bo.page)).unfold()
    await bo.page.get_by_label("Your name").fill("Somebody else")
    await bo.page.get_by_label("New mobile number").fill("13900001111")

    assert await kept(bo.page) == "None"


async def test_words_over_which_the_text_has_changed_are_shown_beside_it(house: House) -> None:
    mei = await house.at("mei", "my booth")
    title = mei.page.get_by_label("Name over the booth")
    await title.fill("Huafeng Garments")
    second = await mei.new_page()
    await second.goto(house.server.url + house.paths["my booth"])
    await second.get_by_label("Name over the booth").fill("Huafeng of Zhuji")
    async with second.expect_response("**/commands/booth.tell"):
        await second.locator('form[data-command="booth.tell"]').get_by_role("button").click()

    for _ in range(2):
        await mei.page.reload()
        await expect(title).to_have_value("Huafeng of Zhuji")
        await expect(unsent(mei.page)).to_contain_text("the text has changed meanwhile")
        await expect(unsent(mei.page)).to_contain_text("Huafeng Garments")
