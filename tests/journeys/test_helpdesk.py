"""Lan taps *I need help*; Olga rings the number on file and reads six digits out; Lan is in.

An, whose page does not load, tells Olga what to do for her, and reads it on her own page.
"""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import expect

from fair.contract.helpdesk import AskForHelp, TakeHelp
from tests.hiring.stage import Stage
from tests.journeys.harness.axe import assert_accessible
from tests.journeys.house import House, a_house

pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(180),
    pytest.mark.asyncio(loop_scope="module"),
]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    async with a_house(tmp_path_factory.mktemp("helpdesk"), _an_asks) as made:
        yield made


async def _an_asks(stage: Stage, paths: dict[str, str]) -> None:
    asked = await stage.world.do(AskForHelp(page="/queues"), await stage.person("An"))
    await stage.world.do(TakeHelp(request_id=asked.request_id), stage.scene.organiser)
    paths["an"] = f"/organise/help/{asked.request_id}"


async def test_who_cannot_get_in_is_rung_and_signs_in_by_a_code_read_out(house: House) -> None:
    lan = await house.person("lan", "phone")
    olga = await house.person("olga")
    await lan.goto("/queues")
    await lan.page.get_by_role("link", name="I need help").click()
    await lan.page.get_by_label("What does not work?").fill("The page is empty on my new phone")
    await lan.page.get_by_role("button", name="Ask for help").click()
    await expect(lan.page.get_by_role("heading", name="You asked for help")).to_be_visible()
    await lan.shot("need-help")
    await assert_accessible(lan.page)

    await olga.goto("/board")
    await olga.page.get_by_role("link", name="1 person needs help").click()
    await olga.shot("help-desk")
    await assert_accessible(olga.page)
    await olga.page.get_by_role("button", name="I help").click()
    await expect(olga.page.get_by_role("heading", name="Lan")).to_be_visible()
    await expect(olga.page.get_by_role("heading", name="What their page says")).to_be_visible()
    await expect(lan.page.get_by_role("heading", name="Olga helps you")).to_be_visible()
    phone = await olga.page.locator('a[href^="tel:+861"]').inner_text()

    new = await house.people.person("Lan's new phone", device="phone")
    await new.goto("/sign-in")
    await new.page.get_by_role("link", name="Digits were read out to me").click()
    await new.page.get_by_label("Your mobile number").fill(phone.strip())
    await new.page.get_by_label("Your name").fill("Lan")
    await new.page.get_by_label("The year you were born").fill("1990")

    await olga.page.get_by_role("button", name="Make a code").click()
    code = (await olga.page.locator("[data-code]").inner_text()).replace(" ", "")
    await olga.shot("helping")
    await assert_accessible(olga.page)

    await new.page.get_by_label("The six digits").fill(code)
    await new.shot("read-out")
    await assert_accessible(new.page)
    await new.page.get_by_role("button", name="Sign in").click()
    await new.page.wait_for_url(lambda url: "sign-in" not in url)
    await new.goto("/queues")
    await expect(new.page.get_by_role("link", name="Huafeng").first).to_be_visible()

    await olga.page.get_by_label("What was done?").fill("Signed her in on her new phone.")
    await olga.page.get_by_role("button", name="Done", exact=True).click()
    await expect(olga.page.get_by_text("Nobody waits for help.")).to_be_visible()
    await expect(lan.page.get_by_text("Signed her in on her new phone.")).to_be_visible()


async def test_the_desk_does_what_it_is_told_and_the_person_reads_and_undoes_it(
    house: House,
) -> None:
    olga, an = await house.person("olga"), await house.person("an", "phone")
    booth_id = house.paths["booth"].rpartition("/")[2]
    await olga.goto(house.paths["an"])
    await olga.page.get_by_role("link", name="Take a place for them").click()
    await olga.page.get_by_label("Booth").select_option(booth_id)
    await olga.page.get_by_role("button", name="Show its posts").click()
    await olga.page.get_by_label("I read it out, and An said yes").check()
    await olga.page.get_by_label("Why? The person reads this.").fill("Her page does not load.")
    await olga.shot("place")
    await assert_accessible(olga.page)
    await olga.page.get_by_role("button", name="Take the place").click()
    await expect(olga.page.get_by_role("heading", name="Places, as they ask you")).to_be_visible()

    await olga.page.locator("summary", has_text="Five more minutes").first.click()
    form = olga.page.locator('form[action="/commands/help.keep_place"]').first
    await form.get_by_label("Why? The person reads this.").fill("She looks for her charger.")
    await form.get_by_role("button").click()
    await expect(
        olga.page.get_by_text("Olga had Huafeng wait five more minutes").first
    ).to_be_visible()

    await olga.page.locator("summary", has_text="Write another number down").click()
    form = olga.page.locator('form[action="/commands/help.correct_number"]')
    await form.get_by_label("The new number").fill("139 1111 0001")
    await form.get_by_label("The person stands here at the counter").check()
    await form.get_by_label("Why? The person reads this.").fill("The phone is lost.")
    await olga.shot("acts")
    await assert_accessible(olga.page)
    await form.get_by_role("button", name="Write it down").click()
    await expect(olga.page.get_by_role("button", name="Stop the change")).to_be_visible()
    await olga.shot("number-ahead")
    await assert_accessible(olga.page)

    await an.goto("/need-help")
    await expect(an.page.get_by_text("Another number is written down for you")).to_be_visible()
    await an.shot("what-was-done")
    await assert_accessible(an.page)
    await an.page.get_by_role("button", name="Keep my number").click()
    await expect(an.page.get_by_text("The change of the number was stopped.")).to_be_visible()
    await an.page.get_by_role("button", name="I did not want this: leave").click()
    await expect(an.page.get_by_role("button", name="I did not want this")).to_have_count(0)
