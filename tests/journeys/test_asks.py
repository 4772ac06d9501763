"""Joined for a post on a phone: two of three questions answered while waiting, read at the desk."""

import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Locator, expect

from fair.contract.queue import LeaveQueue
from fair.contract.vacancies import VacancyCreate, VacancyOpen
from fair.decisions import Actor
from fair.glossary import Role
from tests.asks.scene import AT_NIGHT
from tests.hiring.stage import POST, Stage
from tests.journeys.harness.axe import assert_accessible
from tests.journeys.harness.browsers import Person
from tests.journeys.house import House, a_house

pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(240),
    pytest.mark.asyncio(loop_scope="module"),
]
NIGHT, BED = "Can you work night shifts?", "Can you live in the dormitory of the company?"
LICENCE = "Do you hold a forklift licence that is valid today?"


async def _a_post_that_asks(stage: Stage, paths: dict[str, str]) -> None:
    """Nobody waits; Ana and Ben have come, and a post of the booth asks three questions."""
    asks = ("night_shifts", "forklift_valid", "dormitory")
    cells = {**POST, "title": "Forklift driver", "pay_base": "5200", "head_count": "2", **AT_NIGHT}
    made = await stage.world.do(
        VacancyCreate(booth_id=stage.scene.booth_id, **cells, asks=asks), stage.mei
    )
    await stage.world.do(VacancyOpen(vacancy_id=made.vacancy_id), stage.mei)
    paths["asking post"] = f"/vacancies/{made.vacancy_id}"
    paths["its form"] = f"/desk/vacancies/edit/{made.vacancy_id}?step=who"
    for name in ("Ana", "Ben"):
        await stage.person(name)
        paths[name.lower()] = stage.tokens[name]
    for row in stage.world.rows("select id, person_id from ticket where state = 'waiting'"):
        who = Actor(Role.SEEKER, person_id=row.person_id)
        await stage.world.do(LeaveQueue(ticket_id=row.id), who)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    async with a_house(tmp_path_factory.mktemp("house"), _a_post_that_asks) as made:
        made.tokens |= {name: made.paths[name] for name in ("ana", "ben")}
        yield made


async def joins(house: House, who: Person) -> None:
    """Join the queue for the post that asks."""
    await who.goto(house.paths["asking post"])
    await who.page.get_by_role("button", name="Join the queue").click()
    await who.page.wait_for_url("**/queues")


def button(who: Person, question: str, answer: str) -> Locator:
    group = who.page.get_by_role("group", name=question)
    return group.get_by_role("button", name=answer, exact=True)


async def fits(who: Person) -> None:
    """Nothing is wider than the screen."""
    wide = await who.page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0


async def test_two_of_three_are_answered_while_waiting_and_the_desk_shows_them(
    house: House,
) -> None:
    ana, mei = await house.person("ana", "phone"), await house.person("mei")
    await ana.page.set_viewport_size({"width": 360, "height": 740})
    await joins(house, ana)
    asks = ana.page.locator("[data-asks]")
    await expect(asks).to_contain_text("Answered 0 of 3.")
    await expect(asks).to_contain_text("'s recruiters read your answers, nobody else.")

    await button(ana, NIGHT, "No").click()
    await expect(asks).to_contain_text("Answered 1 of 3.")
    await button(ana, NIGHT, "Yes").click()
    await expect(button(ana, NIGHT, "Yes")).to_have_attribute("aria-pressed", "true")
    await expect(button(ana, NIGHT, "No")).to_have_attribute("aria-pressed", "false")
    await button(ana, BED, "No").click()
    await expect(asks).to_contain_text("Answered 2 of 3.")
    for answer in ("Yes", "No"):
        box = await button(ana, LICENCE, answer).bounding_box()
        assert box is not None
        assert (box["height"] >= 44, box["width"] >= 100) == (True, True)
    await fits(ana)
    await assert_accessible(ana.page)
    await ana.shot("asks-waiting")

    await mei.goto(house.paths["desk"])
    beside = mei.page.locator(".beside [data-asks-said] > div")
    await expect(beside).to_have_text(
        [re.compile(rf"{re.escape(NIGHT)}\s*Yes"), re.compile("Not answered yet"),
         re.compile(rf"{re.escape(BED)}\s*No")]
    )  # fmt: skip
    await mei.shot("asks-desk")
    # Said while the recruiter looks on: it is there without a new look.
    await button(ana, LICENCE, "Yes").click()
    await expect(beside.nth(1)).to_have_text(re.compile(r"today\?\s*Yes"))

    await mei.page.get_by_role("button", name=re.compile("Call next: Ana")).click()
    await mei.page.wait_for_url("**/calls/*")
    await expect(mei.page.locator("#person [data-asks-said]")).to_contain_text(NIGHT)
    await ana.page.get_by_role("dialog").get_by_role("button", name="Answer").click()
    await ana.page.wait_for_url("**/calls/*")
    await fits(mei)
    await mei.shot("asks-call")
    await ana.goto("/queues")
    await expect(ana.page.locator("[data-asks]")).to_have_count(0)


async def test_the_same_without_javascript(house: House) -> None:
    ben = await house.people.person("Ben", device="phone", java_script_enabled=False)
    await ben.context.add_cookies(
        [{"name": "fair_login", "value": house.tokens["ben"], "url": house.server.url}]
    )
    await joins(house, ben)

    await button(ben, NIGHT, "Yes").click()
    await button(ben, BED, "Yes").click()
    await expect(ben.page.locator("[data-asks]")).to_contain_text("Answered 2 of 3.")
    await button(ben, BED, "No").click()

    await expect(ben.page.locator("[data-asks]")).to_contain_text("Answered 2 of 3.")
    await expect(button(ben, BED, "No")).to_have_attribute("aria-pressed", "true")
    await ben.shot("asks-plain")
    mei = await house.person("mei")
    await mei.goto(house.paths["desk"])
    await expect(mei.page.locator(".line")).to_contain_text("Ben")


async def test_a_recruiter_chooses_the_questions_in_the_posts_form(house: House) -> None:
    wei = await house.person("wei")
    wei.excuse("status of 422")
    await wei.goto(house.paths["its form"])
    form = wei.page.locator('form[data-command="vacancy.change"]')
    await expect(form.locator("input[name=asks]:checked")).to_have_count(3)
    await fits(wei)
    await wei.shot("asks-form")

    await form.get_by_label("Can you start within a week?").check()
    await form.get_by_role("button", name=re.compile("^Save")).click()
    await expect(wei.page.get_by_text("Choose at most 3 questions.")).to_be_visible()
    await form.get_by_label(LICENCE).uncheck()
    await form.get_by_role("button", name=re.compile("^Save")).click()
    await wei.page.wait_for_url("**step=all")
    await wei.goto(house.paths["asking post"])
    await expect(wei.page.locator("main")).to_contain_text("Can you start within a week?")
