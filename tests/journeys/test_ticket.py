"""A ticket: the post one came for goes along, one sentence stands first, leaving is taken back."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Locator, expect

from fair.contract.queue import LeaveQueue
from fair.decisions import Actor
from fair.glossary import Role
from tests.hiring.stage import Stage
from tests.journeys.harness.browsers import Person
from tests.journeys.house import House, a_house

pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(240),
    pytest.mark.asyncio(loop_scope="module"),
]
CAME_FOR = "Sewing worker (Deqing, Huzhou · CNY 5,200 a month)"


async def _two_of_one_title(stage: Stage, paths: dict[str, str]) -> None:
    """Ana has come, nobody waits, and there is a second post of the same title."""
    post = await stage.post(county="330521", place="Deqing", pay_base="5200")
    paths["other post"] = f"/vacancies/{post}"
    await stage.person("Ana")
    paths["ana"] = stage.tokens["Ana"]
    for row in stage.world.rows("select id, person_id from ticket where state = 'waiting'"):
        who = Actor(Role.SEEKER, person_id=row.person_id)
        await stage.world.do(LeaveQueue(ticket_id=row.id), who)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """A fair with two posts of one title, and nobody in the line."""
    folder: Path = tmp_path_factory.mktemp("house")
    async with a_house(folder, _two_of_one_title) as made:
        made.tokens["ana"] = made.paths["ana"]
        yield made


def said(person: Person) -> Locator:
    """Return what the ticket says in one sentence, as it can be seen."""
    return person.page.locator(".ticket__say:visible")


async def says(person: Person, sentence: str) -> None:
    """The ticket says this, it is the only sentence, and nothing on the card is bigger."""
    await expect(said(person)).to_have_count(1)
    await expect(said(person)).to_have_text(re.compile(rf"^\s*{sentence}"))
    bigger = await person.page.evaluate(
        """() => [...document.querySelectorAll(".ticket *")].filter((one) =>
          one.checkVisibility() && parseFloat(getComputedStyle(one).fontSize)
            > parseFloat(getComputedStyle(document.querySelector(".ticket__say")).fontSize)
        ).length"""
    )
    assert bigger == 0


async def test_the_post_one_came_for_goes_along_to_the_offer(house: House) -> None:
    ana, mei = await house.person("ana", "phone"), await house.person("mei")

    await ana.goto(house.paths["other post"])
    form = ana.page.locator('form[data-command="ticket.join"]')
    await expect(form.locator("input[name=vacancy_ids]:checked")).to_have_count(1)
    await expect(
        form.locator("label", has=ana.page.locator("input:checked")).first
    ).to_contain_text("Deqing, Huzhou · CNY 5,200 a month")
    await ana.shot("ticket-join")
    await form.get_by_role("button", name="Join the queue").click()
    await ana.page.wait_for_url("**/queues")
    await expect(ana.page.locator(".ticket__posts")).to_have_text(CAME_FOR)
    await ana.shot("ticket-joined")

    await mei.goto(house.paths["desk"])
    await mei.page.get_by_role("button", name=re.compile("Call next: Ana")).click()
    await mei.page.wait_for_url("**/calls/*")
    ring = ana.page.get_by_role("dialog")
    await expect(ring).to_contain_text(CAME_FOR)
    await ring.get_by_role("button", name="Answer").click()
    await ana.page.wait_for_url("**/calls/*")

    await expect(mei.page.get_by_role("region", name="What is known")).to_contain_text(CAME_FOR)
    first = mei.page.locator("offer-panel label", has=mei.page.locator("input[type=radio]")).first
    await expect(first).to_contain_text(CAME_FOR)
    await expect(first.locator("input")).to_be_checked()
    await ana.goto("/queues")
    await says(ana, "You are talking with Mei")
    await mei.goto(house.paths["desk"])


async def test_leaving_is_taken_back_with_number_and_place(house: House) -> None:
    bo = await house.person("bo", "phone")
    await bo.goto(house.paths["post"])
    await bo.page.get_by_role("button", name="Join the queue").click()
    await bo.page.wait_for_url("**/queues")
    number = await bo.page.locator(".ticket__number b").inner_text()
    await bo.shot("ticket-waiting")

    await bo.page.get_by_role("button", name="Leave this queue").click()
    await says(bo, f"You left this queue. Until .* you can take it back, with number {number}")
    await bo.shot("ticket-left")
    await bo.page.get_by_role("button", name="Stay in the queue").click()

    await expect(bo.page.locator('[data-fill="place"]')).to_have_text("1")
    assert await bo.page.locator(".ticket__number b").inner_text() == number
    await says(bo, ".*Keep this page open")
    await bo.page.get_by_role("button", name="Leave this queue").click()
    await says(bo, "You left this queue")
    # Nobody has to look at it for ever: it goes by itself.
    await expect(bo.page.locator(".ticket")).to_have_count(0, timeout=45_000)


async def test_nothing_is_read_aloud_where_the_browser_has_no_voice(house: House) -> None:
    zhi = await house.person("zhi", "phone")
    await zhi.goto(house.paths["offer"])
    assert await zhi.page.evaluate("speechSynthesis.getVoices().length") == 0
    await expect(zhi.page.get_by_role("button", name="Open the terms")).to_be_visible()
    await expect(zhi.page.locator("read-aloud")).to_be_hidden()
    await zhi.page.evaluate(
        """() => {
          speechSynthesis.getVoices = () => [{ lang: "en" }];
          speechSynthesis.dispatchEvent(new Event("voiceschanged"));
        }"""
    )
    await expect(zhi.page.get_by_role("button", name="Read aloud")).to_be_visible()


async def test_declining_asks_first_and_says_what_follows(house: House) -> None:
    zhi = await house.person("zhi", "phone")
    await zhi.goto(house.paths["offer"])
    await zhi.page.get_by_text("Decline …").click()
    asked = zhi.page.locator("details.confirm[open]")
    await expect(asked).to_contain_text("This is final: you cannot take it back.")
    await zhi.shot("offer-decline")
    await asked.get_by_role("button", name="Yes, decline").click()
    await expect(zhi.page.locator('[data-command="offer.decline"]')).to_have_count(0)
