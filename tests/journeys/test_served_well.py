"""An evening at a fair: it is read in three languages, is paused and closes, and people vanish."""

from collections.abc import AsyncIterator
from datetime import date, timedelta

import pytest
import pytest_asyncio
from playwright.async_api import expect

from fair.contract.programme import ChangeFair
from fair.contract.programme_halls import PostAnnouncement
from fair.db import utc_now
from fair.languages import Texts
from fair.programme import reads as programme
from tests.hiring.stage import Stage
from tests.journeys.harness.axe import assert_accessible
from tests.journeys.house import House, a_house, in_a_call
from tests.programme.agreeing import agree

pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(240),
    pytest.mark.asyncio(loop_scope="module"),
]
TITLE, LUNCH, PHONE = "春の就職フェア", "正午から休憩です。", "+8657587210000"
LANS_NUMBER = "13800000000"  # the first that the stage gives
NEAR = "Work in the same city or prefecture as home"


async def an_evening(stage: Stage, paths: dict[str, str]) -> None:
    """The fair closes in twenty minutes; it has words in Japanese, a telephone, a night post."""
    world, scene = stage.world, stage.scene
    fair = world.look(programme.fair, scene.fair_id)
    change = ChangeFair(
        fair_id=fair.id,
        title=fair.title,
        zone=fair.zone,
        opens_at=fair.opens_at,
        closes_at=utc_now() + timedelta(minutes=20),
        titles=Texts({"ja": TITLE}),
        phone=PHONE,
    )
    await agree(world, change, scene.organiser)
    said = PostAnnouncement(fair_id=fair.id, text="Break at noon.", texts=Texts({"ja": LUNCH}))
    await world.do(said, scene.organiser)
    night = await stage.post(head_count=2, title="Night packer", night_work="yes", min_age="18")
    await stage.person("Young", born_on=date(utc_now().year - 17, 1, 1))
    paths |= {"fair": f"/fairs/{fair.id}", "night": f"/vacancies/{night}"}
    paths["organise"] = f"/organise/fairs/{fair.id}"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    async with a_house(tmp_path_factory.mktemp("evening"), an_evening) as made:
        yield made


async def test_who_chooses_japanese_reads_fair_and_announcement_in_it(house: House) -> None:
    lan = await house.person("lan", "phone")
    await lan.goto(house.paths["fair"])
    await lan.page.locator("details.language summary").click()
    await lan.page.locator("form[action='/language'] button[value='ja']").click()
    await expect(lan.page.get_by_role("heading", level=1)).to_have_text(TITLE)
    await expect(lan.page.get_by_text(LUNCH)).to_be_visible()
    await lan.shot("fair-ja")
    await lan.goto(house.paths["post"])
    await expect(lan.page.locator("main")).to_contain_text("英語")  # the post is marked with it
    await lan.goto("/me")
    await expect(lan.page.locator("#f-person-lang")).to_have_value("ja")

    await lan.page.locator("details.language summary").click()
    await lan.page.locator("form[action='/language'] button[value='en']").click()
    await expect(lan.page.locator("#f-person-lang")).to_have_value("en")


async def test_desk_and_tickets_say_when_the_fair_closes_and_whom_to_phone(house: House) -> None:
    lan, mei = await house.person("lan", "phone"), await house.at("mei", "desk")
    await lan.goto("/queues")
    for one in (lan, mei):
        closing = one.page.locator('[data-standing="closing"]')
        await expect(closing).to_contain_text("The fair closes at")
    await expect(lan.page.locator("#kept-foot")).to_contain_text(PHONE)


async def test_the_desk_reads_18_or_over_and_how_far_and_no_more(house: House) -> None:
    mei = await house.at("mei", "desk")
    beside = mei.page.locator(".desk__main")
    await expect(beside).to_contain_text(f"18 or over · {NEAR}")
    for secret in ("1990", "birth"):
        await expect(beside).not_to_contain_text(secret)


async def test_a_couple_shares_a_telephone_and_its_texts_say_for_whom(house: House) -> None:
    hong, olga = await house.people.person("Hong", device="phone"), await house.person("olga")
    await hong.goto(f"{house.paths['fair']}/register")
    page = hong.page
    await page.get_by_label("Your name").fill("Hong")
    await page.get_by_label("Your mobile number").fill(LANS_NUMBER)
    for label, value in (("Year", "1991"), ("Month", "4"), ("Day", "30")):
        await page.get_by_label(label, exact=True).fill(value)
    await page.get_by_role("button", name="Join the fair").click()
    await page.wait_for_url("**/me/confirm**")

    await olga.goto("/outbox")
    letter = olga.page.locator(".outbox__item").filter(has_text="For Hong:").first
    code = (await letter.locator("[data-code]").inner_text()).strip()
    await page.get_by_label("The six digits").fill(code)
    await page.get_by_role("button", name="Confirm", exact=True).click()
    await expect(page.get_by_text("Your number is confirmed.")).to_be_visible()
    await assert_accessible(page)


async def test_under_18_no_button_offers_what_the_rules_refuse(house: House) -> None:
    young = await house.person("young", "phone")
    young.excuse("status of 404")  # to them there is no such post
    await young.goto(house.paths["night"])
    await expect(young.page.locator("main")).to_be_visible()
    await expect(young.page.get_by_text("Night packer")).to_have_count(0)
    await expect(young.page.locator('form[data-command="ticket.join"]')).to_have_count(0)


async def test_a_pause_is_said_in_call_desk_and_tickets_and_a_vanished_seeker_goes_back_first(
    house: House,
) -> None:
    lan, mei, bo, olga = [await house.person(one) for one in ("lan", "mei", "bo", "olga")]
    await bo.goto("/queues")
    await in_a_call(house)
    await olga.goto(house.paths["organise"])
    await olga.page.get_by_role("button", name="Pause the fair").click()
    for one in (lan, mei, bo):
        paused = one.page.locator('[data-standing="fair_paused"]').first
        await expect(paused).to_contain_text("The organiser has paused the fair.")
    await assert_accessible(mei.page)
    await olga.page.get_by_role("button", name="Go on").click()
    for one in (lan, mei, bo):
        await expect(one.page.locator('[data-standing="fair_paused"]')).to_have_count(0)

    await lan.page.goto("about:blank")
    await expect(mei.page.locator("[data-gone]")).to_be_visible(timeout=60_000)
    await mei.shot("vanished", whole=False)
    await mei.page.get_by_role("button", name="Back to the front, call next: Bo").click()
    await expect(mei.page.get_by_text("Ringing Bo")).to_be_visible()
    await lan.goto("/queues")
    await expect(lan.page.locator("main")).to_contain_text("You go on first")
