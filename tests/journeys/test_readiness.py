"""Olga sees before a fair what each booth lacks; what recruiters do there appears by itself."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import pytest_asyncio
from playwright.async_api import expect

from fair.contract.booths import BoothCreate
from fair.contract.employers import EmployerInvite
from fair.contract.programme import CreateFair, PublishFair
from fair.contract.readiness import Expect, PracticeFirst, SayContact
from fair.db import utc_now
from fair.glossary import EmployerKind
from fair.programme import reads as programme
from tests.hiring.stage import Stage
from tests.journeys.harness.axe import assert_accessible
from tests.journeys.harness.browsers import Person
from tests.journeys.house import House, a_house

pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(240),
    pytest.mark.asyncio(loop_scope="module"),
]


async def a_fair_ahead(stage: Stage, paths: dict[str, str]) -> None:
    """Announce next week's fair with three booths, of which one employer has not joined."""
    world, scene = stage.world, stage.scene
    opens_at = utc_now() + timedelta(days=7)
    made = await world.do(
        CreateFair(
            title="Thursday", zone="Asia/Shanghai", opens_at=opens_at,
            closes_at=opens_at + timedelta(hours=6), hall_titles={"en": "Garments"},
        ),
        scene.organiser,
    )  # fmt: skip
    hall = world.look(programme.halls, made.fair_id)[0]
    invite = EmployerInvite(
        legal_name="Jiangnan Knitwear", kind=EmployerKind.DIRECT, email="li@jiangnan.example"
    )
    third = await world.do(invite, scene.organiser)
    booths = [
        await world.do(BoothCreate(hall_id=hall.id, employer_id=employer_id), scene.organiser)
        for employer_id in (scene.employer_id, scene.other_id, third.employer_id)
    ]
    paths["desk_ahead"] = f"/desk/{booths[0].booth_id}"
    ring = {"contact_name": "Wang Hong", "phone": "0558-2222222"}
    await world.do(SayContact(employer_id=third.employer_id, **ring), scene.organiser)
    await world.do(PublishFair(fair_id=made.fair_id), scene.organiser)
    await world.do(PracticeFirst(fair_id=made.fair_id, on=True), scene.organiser)
    await world.do(Expect(fair_id=made.fair_id, expected=600, break_minutes=60), scene.organiser)
    paths["fair"] = f"/organise/fairs/{made.fair_id}"
    paths["ready"] = f"{paths['fair']}/ready"
    paths["board"] = f"/board/{made.fair_id}"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    async with a_house(tmp_path_factory.mktemp("ready"), a_fair_ahead) as made:
        yield made


async def looked_at(who: Person, name: str) -> None:
    """Keep pictures at both widths; nothing sticks out, and everybody can use it."""
    for width in (360, 1280):
        await who.page.set_viewport_size({"width": width, "height": 800})
        await who.shot(f"ready-{name}-{width}")
        wide = await who.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, (name, width, wide)
    await assert_accessible(who.page)


async def test_a_microphone_that_is_heard_at_the_desk_appears_on_the_organisers_list(
    house: House,
) -> None:
    olga = await house.at("olga", "ready")
    booth = olga.page.locator("[data-ready]").filter(has_text="Huafeng")
    await expect(booth).to_contain_text("Mei has neither tried the microphone nor practised")

    mei = await house.at("mei", "desk")
    await mei.page.get_by_text("Microphone", exact=True).first.click()
    await mei.page.get_by_role("button", name="Try the microphone").click()
    await expect(booth).to_contain_text("Mei has not practised a call", timeout=30_000)
    await looked_at(olga, "list")


async def test_the_organiser_reminds_with_one_button_and_reads_who_was_told(house: House) -> None:
    olga = await house.at("olga", "ready")
    await olga.page.get_by_role("button", name="Remind everybody who lacks something").click()
    await expect(olga.page.get_by_text("people were reminded today")).to_be_visible()
    await expect(olga.page.get_by_role("button", name="Remind everybody")).to_have_count(0)


async def test_what_the_organiser_saves_is_seen_at_once(
    house: House,
) -> None:
    page = (await house.at("olga", "ready")).page
    await page.set_viewport_size({"width": 360, "height": 640})
    for again in ("610", "620"):
        await page.get_by_label("People expected").fill(again)
        await page.locator("#capacity").get_by_role("button", name="Save").click()
        await expect(page.locator("#capacity")).to_contain_text(f"{again} are expected")
    await page.get_by_role("button", name="Turn “practice first” off").click()
    await expect(page.get_by_text("Off: everybody goes on duty.")).to_be_visible()
    await page.get_by_role("button", name="Turn “practice first” on").click()
    await expect(page.get_by_text("On: at this fair only who has practised")).to_be_visible()


async def test_who_must_practise_first_sees_the_reason_on_the_screen_after_the_press(
    house: House,
) -> None:
    wei = await house.person("wei")
    wei.excuse("409 .Conflict. .*duty.start")
    await wei.page.set_viewport_size({"width": 360, "height": 640})
    await wei.goto(house.paths["desk_ahead"])
    await wei.page.wait_for_function("document.documentElement.classList.contains('js')")
    await wei.page.get_by_role("button", name="I am here").first.click()
    refused = wei.page.get_by_text("At this fair everybody practises a call before going on duty")
    await expect(refused).to_be_in_viewport(ratio=1)


async def test_the_first_thing_an_organiser_sees_of_a_fair_is_who_is_ready(house: House) -> None:
    olga = await house.at("olga", "fair")
    await expect(olga.page.get_by_role("heading", name="booths are ready")).to_be_visible()
    await looked_at(olga, "fair")
    await house.at("olga", "board")
    await looked_at(olga, "board")
    chinese = await house.people.person("Olga in Chinese", device="desktop", locale="zh-CN")
    await chinese.context.add_cookies(
        [{"name": "fair_login", "value": house.tokens["olga"], "url": house.server.url}]
    )
    await chinese.goto(house.paths["ready"])
    await expect(chinese.page.get_by_role("heading", name="招聘会准备好了吗")).to_be_visible()
    await looked_at(chinese, "zh")
