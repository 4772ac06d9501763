"""A talk ends; Lan says by three taps on a small phone how it was, and changes her mind.

Her employer reads nothing of it while the fair runs, and then only counts of five or more.
"""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.async_api import Locator, expect

from fair.contract.feedback import SayFeedback
from fair.contract.interviews import ConcludeInterview
from fair.contract.queue import JoinQueue
from fair.glossary import FeedbackAbout, Outcome
from tests.hiring.stage import a_stage
from tests.journeys.harness.axe import assert_accessible
from tests.journeys.harness.browsers import Browsers, Person
from tests.journeys.harness.server import Server, a_server
from tests.world import running

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

SMALL = {"width": 360, "height": 740}


@dataclass
class Talks:
    """Four have talked and said yes to everything; Lan waits, and types."""

    tokens: dict[str, str]
    booth_id: str
    fair_id: str


@pytest.fixture
async def talks(tmp_path: Path) -> Talks:
    async with running(tmp_path) as world:
        stage = await a_stage(world)
        for name in ("An", "Bo", "Cui", "Dong"):
            who = await stage.talked(name)
            talk_id = stage.interviews[who.person_id]
            for about in FeedbackAbout:
                await world.do(SayFeedback(interview_id=talk_id, about=about, yes=True), who)
            no_fit = ConcludeInterview(interview_id=talk_id, outcome=Outcome.NO_FIT, reason="pay")
            await world.do(no_fit, stage.mei)
        lan = await stage.person("Lan", lang="zh-Hans")
        booth_id = stage.scene.booth_id
        await world.do(JoinQueue(booth_id=booth_id, ready_in=0, text_only=True), lan)
        tokens = {"lan": stage.tokens["Lan"], "mei": stage.scene.tokens["recruiter"]}
        return Talks(
            {**tokens, "olga": stage.scene.tokens["organiser"]}, booth_id, stage.scene.fair_id
        )


@pytest.fixture
async def server(
    talks: Talks, tmp_path: Path, request: pytest.FixtureRequest
) -> AsyncIterator[Server]:
    assert talks.tokens
    async with a_server(request, tmp_path) as own:
        yield own


async def signed_in(people: Browsers, talks: Talks, name: str) -> Person:
    if name == "lan":
        person = await people.person("Lan", device="phone", locale="zh-CN", viewport=SMALL)
    else:
        person = await people.person(name.title(), device="desktop")
    await person.context.add_cookies(
        [{"name": "fair_login", "value": talks.tokens[name], "url": people.base_url}]
    )
    return person


def answer(lan: Person, about: str, which: str) -> Locator:
    """Return one of the two buttons of a question."""
    return lan.page.locator(f'[data-key="feedback-{about}"]').get_by_role(
        "button", name=which, exact=True
    )


async def test_three_taps_after_a_talk_are_changed_and_read_as_counts_of_five(
    people: Browsers, talks: Talks
) -> None:
    lan, mei = await asyncio.gather(
        signed_in(people, talks, "lan"), signed_in(people, talks, "mei")
    )
    await asyncio.gather(lan.goto("/queues"), mei.goto(f"/desk/{talks.booth_id}"))
    await expect(lan.page.locator("[data-feedback]")).to_have_count(0)
    await mei.page.locator('form[data-command="ticket.call_next"] button').click()
    await mei.page.wait_for_url("**/calls/*")
    await lan.page.get_by_role("dialog").get_by_role("button", name="接听").click()
    await lan.page.wait_for_url("**/calls/*")
    for writer, box, send, reader in (
        (lan, "在这里输入", "发送", mei),
        (mei, "Write here", "Send", lan),
    ):
        await writer.page.get_by_label(box).fill(f"{writer.name} 4600?")
        await writer.page.get_by_role("button", name=send, exact=True).click()
        await expect(reader.page.get_by_text(f"{writer.name} 4600?")).to_be_visible()
    for person in (lan, mei):
        await expect(person.page.locator("[data-fill=clock]")).not_to_have_text("0:00")
    await mei.page.get_by_role("button", name="Hang up", exact=True).click()
    await expect(mei.page.get_by_text("The call is over")).to_be_visible()

    await lan.goto("/queues")
    await expect(lan.page.locator("[data-feedback]")).to_be_visible()
    for about in FeedbackAbout:
        await answer(lan, about, "是").click()
        await expect(answer(lan, about, "是")).to_have_attribute("aria-pressed", "true")
    await answer(lan, "pay", "否").click()
    await expect(answer(lan, "pay", "否")).to_have_attribute("aria-pressed", "true")
    await expect(answer(lan, "pay", "是")).to_have_attribute("aria-pressed", "false")
    await answer(lan, "clear", "是").click()  # taken back: the chosen one, tapped again
    await expect(answer(lan, "clear", "是")).to_have_attribute("aria-pressed", "false")
    wide = await lan.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= SMALL["width"]
    await assert_accessible(lan.page)
    await lan.shot("feedback")

    await mei.goto("/desk/people")
    await expect(mei.page.get_by_text("What people said of your talks")).to_have_count(0)
    olga = await signed_in(people, talks, "olga")
    await olga.goto(f"/organise/fairs/{talks.fair_id}")
    close = olga.page.locator('form[data-command="fair.close"]')
    await olga.page.locator("details", has=close).locator("summary").click()
    await close.get_by_role("button").click()
    await expect(close).to_have_count(0)

    await mei.goto("/desk/people")
    said = mei.page.locator("section", has_text="What people said of your talks").last
    await expect(said).to_contain_text("Yes: 4 of 5")  # of the pay
    await expect(said).to_contain_text("Yes: 5 of 5")  # of the fairness
    await expect(said.locator("li")).to_have_count(2)  # only four spoke of how clear it was
    await mei.shot("feedback-read")
